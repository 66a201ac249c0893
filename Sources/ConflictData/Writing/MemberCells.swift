/// Writes members of JSON objects as the cells of a sheet, or as flat properties.
///
/// A list of values is joined by `|`. So are the values that one key has in a list of objects, one for each of the
/// objects in their order, empty where there is none; a list in such an object is joined by `;`. Anything else that is
/// no single value stays JSON. Used by one thread at a time.
final class MemberCells {
    enum Form: Sendable, Equatable {
        case sheet(SheetDialect)
        /// The rest of a JSON object of scalars: its members, each after a comma, and its brace.
        case properties
    }

    private let form: Form
    private let root: MemberPath
    /// Of each cell: its key as JSON, `"name":`.
    private let keys: [[UInt8]]
    /// Of each cell: where its values stand in the object at hand; an empty range stands for none.
    private var values: [[Range<Int>]]
    /// Of each cell: whether its key stands in a list of objects.
    private var isInList: [Bool]
    private var text: [UInt8] = []

    /// - Parameter names: dotted paths, a cell each.
    init(_ form: Form, _ names: [String]) {
        self.form = form
        root = MemberPath(names)
        keys = names.map { Array("\"\($0)\":".utf8) }
        values = Array(repeating: [], count: names.count)
        isInList = Array(repeating: false, count: names.count)
    }

    /// Appends the row of an object.
    func append(_ json: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        for cell in values.indices {
            values[cell].removeAll(keepingCapacity: true)
            isInList[cell] = false
        }
        unsafe collect(json, at: 0, root)
        let start = out.count
        switch form {
        case .sheet(let dialect):
            for cell in values.indices {
                if cell > 0 { out.append(dialect.separator) }
                unsafe appendText(of: cell, json)
                unsafe text.withUnsafeBufferPointer {
                    unsafe out.append(cell: $0, isGuarded(cell, json) ? dialect : plain(dialect))
                }
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

    private func collect(_ json: UnsafeBufferPointer<UInt8>, at start: Int, _ path: MemberPath) {
        var guess = 0
        for member in unsafe JSONMembers(json, at: start) {
            guard let index = unsafe path.child(json, member.key, guess: guess) else { continue }
            guess = index + 1
            unsafe collect(json, member.value, path.children[index])
        }
    }

    private func collect(_ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ path: MemberPath) {
        if let cell = path.cell { values[cell].append(value) }
        guard !path.children.isEmpty else { return }
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "{"): unsafe collect(json, at: value.lowerBound, path)
        case UInt8(ascii: "["):
            for cell in path.cellsBelow where cell != path.cell { isInList[cell] = true }
            var count = 0
            for element in unsafe JSONMembers(json, at: value.lowerBound) {
                count += 1
                unsafe collect(json, at: element.value.lowerBound, path)
                for cell in path.cellsBelow where values[cell].count < count && cell != path.cell {
                    values[cell].append(0..<0)
                }
            }
        default: break
        }
    }

    // MARK: Writing

    /// Numbers and flags are no formulas, whatever they begin with.
    private func isGuarded(_ cell: Int, _ json: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !isInList[cell], let value = values[cell].first else { return true }
        return unsafe json[value.lowerBound] == UInt8(ascii: "\"") || json[value.lowerBound] == UInt8(ascii: "[")
    }

    private func plain(_ dialect: SheetDialect) -> SheetDialect { SheetDialect(separator: dialect.separator) }

    private func appendProperty(_ cell: Int, _ json: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        if !isInList[cell], let value = values[cell].first, unsafe isScalar(json[value.lowerBound]) {
            return unsafe out.append(UnsafeBufferPointer(rebasing: json[value]))
        }
        unsafe appendText(of: cell, json)
        if text.isEmpty { return out.append("null") }
        unsafe text.withUnsafeBufferPointer { unsafe out.append(jsonString: $0) }
    }

    private func isScalar(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "[") && byte != UInt8(ascii: "{") }

    /// Puts the text of a cell into `text`.
    private func appendText(of cell: Int, _ json: UnsafeBufferPointer<UInt8>) {
        text.removeAll(keepingCapacity: true)
        guard isInList[cell] else {
            if let value = values[cell].first { unsafe append(json, value) }
            return
        }
        for (index, value) in values[cell].enumerated() {
            if index > 0 { text.append(SheetDialect.listSeparator) }
            unsafe appendListed(json, value, joinedBy: SheetDialect.innerListSeparator)
        }
        // Nothing in any of the objects: what would part the values stands alone.
        if text.allSatisfy({ $0 == SheetDialect.listSeparator }) { text.removeAll(keepingCapacity: true) }
    }

    /// A value by itself: a scalar as its text, a list of scalars joined, anything else as it is.
    private func append(_ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) {
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "n"): return
        case UInt8(ascii: "\""):
            unsafe appendUnescaped(
                UnsafeBufferPointer(rebasing: json[value.lowerBound + 1..<value.upperBound - 1]), to: &text)
        case UInt8(ascii: "[") where unsafe isListOfScalars(json, value):
            unsafe appendJoined(json, value, by: SheetDialect.listSeparator)
        default: unsafe text.append(contentsOf: json[value])
        }
    }

    private func isListOfScalars(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>) -> Bool {
        unsafe isScalar(json[list.lowerBound + 1])
    }

    private func appendJoined(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>, by separator: UInt8) {
        for (index, element) in unsafe JSONMembers(json, at: list.lowerBound).enumerated() {
            if index > 0 { text.append(separator) }
            unsafe appendListed(json, element.value, joinedBy: SheetDialect.innerListSeparator)
        }
    }

    /// A value among others of its cell: what parts them follows a `\` where it stands in the value.
    private func appendListed(_ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, joinedBy separator: UInt8) {
        guard !value.isEmpty, unsafe json[value.lowerBound] != UInt8(ascii: "n") else { return }
        if unsafe json[value.lowerBound] == UInt8(ascii: "["), unsafe isListOfScalars(json, value) {
            return unsafe appendJoined(json, value, by: separator)
        }
        let start = text.count
        unsafe append(json, value)
        let special: [UInt8] = [SheetDialect.listSeparator, UInt8(ascii: "\\")]
        guard text[start...].contains(where: special.contains) else { return }
        let raw = text[start...].flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        text.replaceSubrange(start..., with: raw)
    }
}
