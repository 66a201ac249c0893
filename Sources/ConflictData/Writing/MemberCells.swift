/// Writes members of JSON objects as the cells of a sheet, or as flat properties.
///
/// A list of values is joined by `|`. So are the values that one key has in a list of objects, one for each of the
/// objects in their order, empty where there is none; a list in such an object is joined by `;`. Anything else that is
/// no single value stays JSON.
struct MemberCells {
    enum Form: Sendable, Equatable {
        case sheet(SheetDialect)
        /// The rest of a JSON object of scalars: its members, each after a comma, and its brace.
        case properties
    }

    private let form: Form
    private let paths: MemberPaths
    /// Of each cell: its key as JSON, `"name":`.
    private let keys: [[UInt8]]
    private var values: CellValues
    private var text: [UInt8] = []

    /// - Parameter names: dotted paths, a cell each.
    init(_ form: Form, _ names: [String]) {
        self.form = form
        paths = MemberPaths(names)
        keys = names.map { Array("\"\($0)\":".utf8) }
        values = CellValues(count: names.count)
    }

    /// Appends the row of an object.
    mutating func append(_ json: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        values.removeAll()
        unsafe collect(json, at: 0, MemberPaths.root)
        let start = out.count
        switch form {
        case .sheet(let dialect):
            for cell in values.indices {
                if cell > 0 { out.append(dialect.separator) }
                unsafe appendCell(cell, json, dialect, to: out)
            }
            // Readers pass over empty lines.
            if out.count == start { out.append("\"\"") }
        case .properties:
            for cell in values.indices {
                out.append(UInt8(ascii: ","))
                out.append(keys[cell])
                unsafe appendProperty(cell, json, to: out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    // MARK: Finding

    private mutating func collect(_ json: UnsafeBufferPointer<UInt8>, at start: Int, _ node: Int) {
        var guess = paths.nodes[node].children.lowerBound
        var members = unsafe JSONMembers(json, at: start)
        while let member = members.next() {
            guard let child = unsafe paths.child(of: node, json, member.key, guess: guess) else { continue }
            guess = child + 1
            unsafe collect(json, member.value, child)
        }
    }

    private mutating func collect(_ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ node: Int) {
        if let cell = paths.nodes[node].cell { values.append(value, to: cell) }
        let below = paths.nodes[node].cellsBelow
        guard !below.isEmpty else { return }
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "{"): unsafe collect(json, at: value.lowerBound, node)
        case UInt8(ascii: "["):
            for place in below { values.markAsListed(paths.cellsBelow[place]) }
            var count = 0
            var elements = unsafe JSONMembers(json, at: value.lowerBound)
            while let element = elements.next() {
                count += 1
                unsafe collect(json, at: element.value.lowerBound, node)
                for place in below where values.count(paths.cellsBelow[place]) < count {
                    values.append(0..<0, to: paths.cellsBelow[place])
                }
            }
        default: break
        }
    }

    // MARK: Writing

    private mutating func appendCell(
        _ cell: Int, _ json: UnsafeBufferPointer<UInt8>, _ dialect: SheetDialect, to out: ByteBuffer
    ) {
        guard values.isInList(cell) else {
            guard let value = values.first(cell) else { return }
            return unsafe appendCell(json, value, dialect, to: out)
        }
        unsafe appendText(ofListed: cell, json)
        unsafe text.withUnsafeBufferPointer { unsafe out.append(cell: $0, dialect) }
    }

    /// A single value: as it stands where nothing in it is escaped, joined or guarded.
    private mutating func appendCell(
        _ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ dialect: SheetDialect, to out: ByteBuffer
    ) {
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "n"): return
        case UInt8(ascii: "\""):
            let inner = unsafe UnsafeBufferPointer(rebasing: json[value.lowerBound + 1..<value.upperBound - 1])
            if unsafe inner.firstByte(UInt8(ascii: "\\")) == nil { return unsafe out.append(cell: inner, dialect) }
            fallthrough
        case UInt8(ascii: "["):
            text.removeAll(keepingCapacity: true)
            unsafe append(json, value)
            unsafe text.withUnsafeBufferPointer { unsafe out.append(cell: $0, dialect) }
        default:
            // Numbers and flags are no formulas, whatever they begin with; nor are objects.
            unsafe out.append(
                cell: UnsafeBufferPointer(rebasing: json[value]), SheetDialect(separator: dialect.separator))
        }
    }

    private mutating func appendProperty(_ cell: Int, _ json: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        text.removeAll(keepingCapacity: true)
        if values.isInList(cell) {
            unsafe appendText(ofListed: cell, json)
        } else if let value = values.first(cell) {
            if unsafe isScalar(json[value.lowerBound]) {
                return unsafe out.append(UnsafeBufferPointer(rebasing: json[value]))
            }
            unsafe append(json, value)
        }
        if text.isEmpty { return out.append("null") }
        unsafe text.withUnsafeBufferPointer { unsafe out.append(jsonString: $0) }
    }

    private func isScalar(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "[") && byte != UInt8(ascii: "{") }

    /// Puts the text of a cell whose key stands in a list of objects into `text`.
    private mutating func appendText(ofListed cell: Int, _ json: UnsafeBufferPointer<UInt8>) {
        text.removeAll(keepingCapacity: true)
        for (index, value) in values.all(cell).enumerated() {
            if index > 0 { text.append(SheetDialect.listSeparator) }
            unsafe appendListed(json, value, joinedBy: SheetDialect.innerListSeparator)
        }
        // Nothing in any of the objects: what would part the values stands alone.
        if text.allSatisfy({ $0 == SheetDialect.listSeparator }) { text.removeAll(keepingCapacity: true) }
    }

    /// A value by itself: a scalar as its text, a list of scalars joined, anything else as it is.
    private mutating func append(_ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) {
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "n"): return
        case UInt8(ascii: "\""):
            unsafe appendUnescaped(
                UnsafeBufferPointer(rebasing: json[value.lowerBound + 1..<value.upperBound - 1]), to: &text)
        case UInt8(ascii: "[") where unsafe isListOfScalars(json, value):
            unsafe appendJoined(json, value, by: SheetDialect.listSeparator)
        default: unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: json[value]))
        }
    }

    private func isListOfScalars(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>) -> Bool {
        unsafe isScalar(json[list.lowerBound + 1])
    }

    private mutating func appendJoined(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>, by separator: UInt8) {
        var elements = unsafe JSONMembers(json, at: list.lowerBound)
        var isFirst = true
        while let element = elements.next() {
            if !isFirst { text.append(separator) }
            isFirst = false
            unsafe appendListed(json, element.value, joinedBy: SheetDialect.innerListSeparator)
        }
    }

    /// A value among others of its cell: what parts them follows a `\` where it stands in the value.
    private mutating func appendListed(
        _ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, joinedBy separator: UInt8
    ) {
        guard !value.isEmpty, unsafe json[value.lowerBound] != UInt8(ascii: "n") else { return }
        if unsafe json[value.lowerBound] == UInt8(ascii: "["), unsafe isListOfScalars(json, value) {
            return unsafe appendJoined(json, value, by: separator)
        }
        let start = text.count
        unsafe append(json, value)
        guard text[start...].contains(where: Self.isSpecial) else { return }
        let raw = text[start...].flatMap { Self.isSpecial($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        text.replaceSubrange(start..., with: raw)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == SheetDialect.listSeparator || byte == UInt8(ascii: "\\")
    }
}
