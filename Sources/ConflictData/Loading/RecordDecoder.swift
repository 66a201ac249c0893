/// Reads records by their tables: fills columns, checks every value, and writes the record's JSON in canonical order.
///
/// One decoder works on one chunk. Values of a wrong shape become findings and are skipped; only text that is not
/// JSON stops it (`JSONFault`).
@safe
struct RecordDecoder: ~Copyable {
    var scanner: JSONScanner
    let chunk: DecodedChunk
    /// Those of the chunk, by plain pointers: a way through the chunk would count references to it for each value.
    let columns: InPlace<GrowingColumn>
    let rowCounts: InPlace<Int>
    let parents: InPlace<PlainRun<UInt32>>
    let symbols: Unmanaged<SymbolTable>
    /// Where the chunk begins in its file.
    let chunkOffset: Int
    /// JSON of the record at hand.
    let scratch = ByteBuffer(capacity: 4096)
    /// Members of the objects that are open, innermost last.
    var slots = PlainRun<Slot>()
    /// Rows of each table before the record at hand.
    private var rowsBefore: [Int]
    /// Id of the record at hand, for the ids of its rows; nil when it has none that can be used.
    private var recordID: JSONScanner.StringSlice?
    /// Whether the record at hand has named its schema.
    var namesSchema = false

    init(scanner: JSONScanner, chunk: DecodedChunk, chunkOffset: Int) {
        self.scanner = scanner
        self.chunk = chunk
        self.chunkOffset = chunkOffset
        (columns, rowCounts, parents) = (chunk.columns, chunk.rowCounts, chunk.parents)
        unsafe symbols = Unmanaged.passUnretained(chunk.symbols)
        rowsBefore = Array(repeating: 0, count: chunk.rowCounts.count)
    }

    // MARK: Records

    /// Reads one record; the position is on its first byte. `depth`: lists around it.
    mutating func decodeRecord(_ layout: ObjectLayout, depth: Int = 0) throws(JSONFault) {
        let start = scanner.position
        let firstFinding = chunk.findings.count
        guard try scanner.peekKind() == .object else {
            let kind = try scanner.peekKind().words
            find(.wrongType, at: start, "a record must be an object, not \(kind)")
            return try scanner.scanValue(depth: 0, into: nil)
        }
        recordID = peekID()
        for table in rowsBefore.indices { rowsBefore[table] = rowCounts[table] }
        do throws(JSONFault) {
            try decodeRecord(layout, from: start, depth: depth, findingsFrom: firstFinding)
        } catch {
            chunk.takeBack(to: rowsBefore)
            guard error.kind == .duplicateKey || error.kind == .numberRange else { throw error }
            // The text is sound JSON all the same: report, and pass over the record.
            report(error)
            nameRecord(findingsFrom: firstFinding)
            scanner.position = start
            scanner.isLenient = true
            defer { scanner.isLenient = false }
            try scanner.scanValue(depth: 0, into: nil)
        }
    }

    private mutating func decodeRecord(
        _ layout: ObjectLayout,
        from start: Int,
        depth: Int,
        findingsFrom firstFinding: Int
    )
        throws(JSONFault)
    {
        scratch.truncate(to: 0)
        slots.truncate(to: 0)
        namesSchema = false
        let row = rowCounts[layout.table]
        rowCounts[layout.table] += 1
        defer { nameRecord(findingsFrom: firstFinding) }
        try decodeObject(layout, row: row, depth: depth)
        let text = chunk.text.count
        // The closing brace is left off: links and derived members follow when all records are known.
        if slots.isEmpty {
            unsafe chunk.text.append(scratch.slice(0, scratch.count - 1))
        } else {
            writeMembers(from: 0, to: chunk.text)
        }
        chunk.records.append(.init(start: text, length: chunk.text.count - text, origin: chunkOffset + start))
    }

    /// Says of which record the findings are.
    private func nameRecord(findingsFrom first: Int) {
        for index in first..<chunk.findings.count {
            chunk.findings[index].type = chunk.type
            guard let recordID else { continue }
            chunk.findings[index].id = String(decoding: scanner.unescaped(recordID), as: UTF8.self)
        }
    }

    /// The record's id before the record is read; nil when it has none that can be used.
    private func peekID() -> JSONScanner.StringSlice? {
        var ahead = scanner
        ahead.position += 1
        ahead.skipWhitespace()
        do {
            while ahead.current == UInt8(ascii: "\"") {
                let key = try ahead.scanString()
                ahead.skipWhitespace()
                try ahead.expect(UInt8(ascii: ":"), "':'")
                ahead.skipWhitespace()
                let isID =
                    key.hasEscapes
                    ? ahead.unescaped(key).elementsEqual("id".utf8)
                    : key.length == 2 && ahead.byte(key.start) == UInt8(ascii: "i")
                        && ahead.byte(key.start + 1) == UInt8(ascii: "d")
                if isID {
                    guard try ahead.peekKind() == .string else { return nil }
                    let id = try ahead.scanString()
                    return id.length == 0 ? nil : id
                }
                try ahead.scanValue(depth: 1, into: nil)
                ahead.skipWhitespace()
                guard ahead.current == UInt8(ascii: ",") else { return nil }
                ahead.position += 1
                ahead.skipWhitespace()
            }
        } catch {
            // What breaks the text is reported when the record is read.
        }
        return nil
    }

    func find(_ rule: Rule, at offset: Int, _ message: String) {
        chunk.findings.append(
            RawFinding(rule: rule, file: chunk.file, site: .offset(chunkOffset + offset), message: message)
        )
    }

    // MARK: Objects

    /// Reads an object, writing its members in the tables' order; says whether it has `x_` members.
    @discardableResult
    mutating func decodeObject(_ layout: ObjectLayout, row: Int, depth: Int) throws(JSONFault) -> Bool {
        try scanner.checkDepth(depth + 1)
        let source = scanner.position
        let start = scratch.count
        let firstSlot = slots.count
        scanner.position += 1
        scratch.append(UInt8(ascii: "{"))
        scanner.skipWhitespace()
        var seen: UInt64 = 0
        var isInOrder = true
        var guess = 0
        var (isFirst, isExtended) = (true, false)
        while scanner.current != UInt8(ascii: "}") {
            if !isFirst {
                try scanner.expect(UInt8(ascii: ","), "',' or '}'")
                scanner.skipWhitespace()
            }
            isFirst = false
            let index = try decodeMember(
                layout, row: row, depth: depth, firstSlot: firstSlot, seen: &seen, guess: guess)
            if index < guess { isInOrder = false }
            if index == Self.extensionIndex - 1 { isExtended = true }
            guess = index + 1
            scanner.skipWhitespace()
        }
        scanner.position += 1
        reportMissing(layout, seen: seen, at: source)
        if isInOrder {
            scratch.append(UInt8(ascii: "}"))
        } else if layout.isRoot {
            // Whoever asked for the record copies its members in their order.
            return isExtended
        } else {
            reorder(from: start, firstSlot: firstSlot)
        }
        slots.truncate(to: firstSlot)
        if let numberColumn = layout.numberColumn { writeRowID(row: row, numberColumn, inObjectAt: start) }
        return isExtended
    }

    /// Reads one key and its value; gives the member's place (`x_` keys come last).
    private mutating func decodeMember(
        _ layout: ObjectLayout,
        row: Int,
        depth: Int,
        firstSlot: Int,
        seen: inout UInt64,
        guess: Int
    ) throws(JSONFault) -> Int {
        let keyOffset = scanner.position
        guard scanner.current == UInt8(ascii: "\"") else {
            throw scanner.fault("expected a key in double quotes here, found \(scanner.found)")
        }
        let key = try scanner.scanString()
        scanner.skipWhitespace()
        try scanner.expect(UInt8(ascii: ":"), "':'")
        scanner.skipWhitespace()
        let source = scanner.position
        if let index = member(key, of: layout, guess: guess) {
            let member = layout[index]
            guard seen & (1 << UInt64(index)) == 0 else {
                find(
                    .duplicateKey, at: keyOffset,
                    "the key \"\(member.field.name)\" stands twice in this object; keep one")
                try scanner.scanValue(depth: depth + 1, into: nil)
                return guess
            }
            seen |= 1 << UInt64(index)
            let slotStart = openSlot(firstSlot)
            unsafe scratch.append(member.writtenKey)
            try decodeValue(member, row: row, depth: depth + 1)
            slots.append(Slot(index: index, start: slotStart, end: scratch.count, source: source))
            return index
        }
        return try decodeOtherKey(key, at: keyOffset, layout, depth: depth, firstSlot: firstSlot, guess: guess)
    }

    private func member(_ key: JSONScanner.StringSlice, of layout: ObjectLayout, guess: Int) -> Int? {
        guard key.hasEscapes else { return unsafe layout.member(scanner.bytes(key.start, key.length), guess: guess) }
        return unsafe scanner.unescaped(key).withUnsafeBufferPointer { unsafe layout.member($0, guess: guess) }
    }

    /// A key that is in no table: `x_…` is kept as it is, anything else is a finding.
    private mutating func decodeOtherKey(
        _ key: JSONScanner.StringSlice,
        at keyOffset: Int,
        _ layout: ObjectLayout,
        depth: Int,
        firstSlot: Int,
        guess: Int
    ) throws(JSONFault) -> Int {
        let name = String(decoding: scanner.unescaped(key), as: UTF8.self)
        if layout.isRoot, name == Field.schemaKey {
            try decodeSchemaKey(at: keyOffset)
            return guess
        }
        guard name.hasPrefix("x_") else {
            let nearest = NearestNames.meant(by: name, among: layout.members.map(\.field.name), limit: 1)
            let hint = nearest.first.map { "did you mean \"\($0)\"?" } ?? "remove it, or begin it with x_ to keep it"
            find(.unknownKey, at: keyOffset, "unknown key \"\(name)\"; \(hint)")
            try scanner.scanValue(depth: depth + 1, into: nil)
            return guess
        }
        // Written anew, so that a key has one spelling.
        var written: [UInt8] = []
        JSONText.append(name, to: &written)
        var isRepeated = false
        for place in firstSlot..<slots.count where slots[place].index == Self.extensionIndex {
            let slot = slots[place]
            guard slot.end - slot.start > written.count else { continue }
            if unsafe scratch.slice(slot.start, written.count).elementsEqual(written) { isRepeated = true }
        }
        guard !isRepeated else {
            find(.duplicateKey, at: keyOffset, "the key \"\(name)\" stands twice in this object; keep one")
            try scanner.scanValue(depth: depth + 1, into: nil)
            return guess
        }
        let source = scanner.position
        let slotStart = openSlot(firstSlot)
        scratch.append(written)
        scratch.append(UInt8(ascii: ":"))
        try scanner.scanValue(depth: depth + 1, into: scratch)
        slots.append(Slot(index: Self.extensionIndex, start: slotStart, end: scratch.count, source: source))
        return Self.extensionIndex - 1
    }

    /// `x_` members stand after all others, by key.
    /// Far after all members of any table, and not the last number, since places are counted on from it.
    private static let extensionIndex = Int(Int32.max)

    /// Where the next member of the object begins in `scratch`, after its comma.
    @inline(__always)
    private func openSlot(_ firstSlot: Int) -> Int {
        if slots.count > firstSlot { scratch.append(UInt8(ascii: ",")) }
        return scratch.count
    }

    private func reportMissing(_ layout: ObjectLayout, seen: UInt64, at source: Int) {
        let missing = layout.requiredMembers & ~seen
        guard missing != 0 else { return }
        for (index, member) in layout.members.enumerated() where missing & (1 << UInt64(index)) != 0 {
            find(.missingKey, at: source, "the key \"\(member.field.name)\" is missing: \(member.field.summary)")
        }
    }

    /// The id of a count or an exchange, `<record id>.<n>`, as the first member.
    private func writeRowID(row: Int, _ numberColumn: Int, inObjectAt start: Int) {
        let number = columns[numberColumn].wide(row)
        guard number != Column.noNumber else { return }
        let end = scratch.count
        scratch.append("\"id\":\"")
        if let recordID {
            if recordID.hasEscapes {
                scratch.append(scanner.unescaped(recordID))
            } else {
                unsafe scratch.append(scanner.bytes(recordID.start, recordID.length))
            }
        }
        scratch.append(UInt8(ascii: "."))
        scratch.append(decimal: number)
        // There is another member: the number itself.
        scratch.append("\",")
        scratch.moveTail(from: end, to: start + 1)
    }

    // MARK: Values

    private mutating func decodeValue(_ member: ObjectLayout.Member, row: Int, depth: Int) throws(JSONFault) {
        let kind = try scanner.peekKind()
        if kind == .null, member.takesNull {
            try scanner.scanLiteral("null")
            return scratch.append("null")
        }
        switch member.shape {
        case .object:
            guard try isKind(.object, member) else { return }
            try decodeObject(member.inner, row: row, depth: depth)
        case .figure:
            guard try isKind(.object, member) else { return }
            try decodeFigure(member.inner, row: row, depth: depth)
        case .rows:
            let layout = member.inner
            try decodeList(member, depth: depth) { decoder throws(JSONFault) in
                guard try decoder.isKind(.object, member) else { return }
                let inner = decoder.rowCounts[layout.table]
                decoder.rowCounts[layout.table] += 1
                decoder.parents[layout.table].append(UInt32(row))
                try decoder.decodeObject(layout, row: inner, depth: depth + 1)
            }
        default:
            let column = member.column
            if member.isList {
                try decodeList(member, depth: depth) { decoder throws(JSONFault) in
                    try decoder.decodeScalar(member, column: column, row: row, isListed: true, depth: depth + 1)
                }
            } else {
                try decodeScalar(member, column: column, row: row, isListed: false, depth: depth)
            }
        }
    }

    private mutating func decodeList(
        _ member: ObjectLayout.Member,
        depth: Int,
        element: (inout RecordDecoder) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        guard try isKind(.array, member) else { return }
        try scanner.checkDepth(depth + 1)
        scanner.position += 1
        scratch.append(UInt8(ascii: "["))
        scanner.skipWhitespace()
        var isFirst = true
        while scanner.current != UInt8(ascii: "]") {
            if !isFirst {
                try scanner.expect(UInt8(ascii: ","), "',' or ']'")
                scratch.append(UInt8(ascii: ","))
                scanner.skipWhitespace()
            }
            isFirst = false
            try element(&self)
            scanner.skipWhitespace()
        }
        scanner.position += 1
        scratch.append(UInt8(ascii: "]"))
    }

    /// Whether the value here is of that kind; if not, it becomes a finding, is skipped, and null stands for it.
    mutating func isKind(_ kind: JSONScanner.ValueKind, _ member: ObjectLayout.Member) throws(JSONFault) -> Bool {
        let found = try scanner.peekKind()
        if found == kind { return true }
        let offset = scanner.position
        try skipValue()
        find(.wrongType, at: offset, "\"\(member.field.name)\" must be \(kind.words), not \(found.words)")
        return false
    }

    /// Passes over a value that is a finding; the dataset is refused, so what stands for it does not matter.
    mutating func skipValue() throws(JSONFault) {
        try scanner.scanValue(depth: 0, into: nil)
        scratch.append("null")
    }
}
