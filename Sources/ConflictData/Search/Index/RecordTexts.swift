/// Reads the searched texts of records out of their JSON.
struct RecordTexts {
    private let records: Records
    /// The interview read last, and where its exchanges begin in its JSON.
    private var interview = -1
    private var exchanges: [Int] = []
    /// The text that is read, where something in it was escaped.
    private var unescaped: [UInt8] = []

    init(_ records: Records) { self.records = records }

    /// Lends each text of a record with the place of its field, in the order in which the JSON holds them.
    mutating func forEach(
        of fields: SearchFields, _ row: Int, _ body: (_ field: Int, _ text: UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard fields.type == .excerpt else {
            let count = fields.paths.count(in: records, row: row)
            guard count > 0 else { return }
            let json = unsafe records.text(fields.type.table, row)
            return unsafe walk(json, at: 0, fields.paths, fields.paths.top, atMost: count, body)
        }
        let record = Int(records.parents[ExcerptFields.table][row])
        let json = unsafe records.text(RecordType.interview.table, record)
        if record != interview {
            interview = record
            let list = unsafe json.value(at: ["exchanges"])
            exchanges = list.map { unsafe JSONMembers(json, at: $0.lowerBound).map(\.value.lowerBound) } ?? []
        }
        let first = records.rows(of: ExcerptFields.table, in: record).lowerBound
        let place = records.writtenPlaces[ExcerptFields.table][UInt32(row)] ?? row - first
        guard place < exchanges.count else { return }
        unsafe walk(json, at: exchanges[place], fields.paths, fields.paths.top, atMost: .max, body)
    }

    /// Reads an object until so many of the branches are found.
    private mutating func walk(
        _ json: UnsafeBufferPointer<UInt8>, at start: Int, _ paths: borrowing TextPaths, _ branches: Range<Int>,
        atMost count: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var left = min(count, branches.count)
        var members = unsafe JSONMembers(json, at: start)
        while left > 0, let member = members.next() {
            guard
                let branch = unsafe paths.branch(of: UnsafeBufferPointer(rebasing: json[member.key]), among: branches)
            else { continue }
            // An empty list, or null, is in no column.
            let opening = unsafe json[member.value.lowerBound]
            if opening == UInt8(ascii: "\"") || opening != UInt8(ascii: "n") && member.value.count > 2 { left -= 1 }
            unsafe read(json, member.value, paths, branch, body)
        }
    }

    private mutating func read(
        _ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ paths: borrowing TextPaths, _ branch: Int,
        _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "\""):
            let field = paths.field(branch)
            guard field >= 0 else { return }
            let written = unsafe UnsafeBufferPointer(rebasing: json[value.lowerBound + 1..<value.upperBound - 1])
            guard unsafe written.firstByte(UInt8(ascii: "\\")) != nil else { return unsafe body(field, written) }
            unescaped.removeAll(keepingCapacity: true)
            unsafe appendUnescaped(written, to: &unescaped)
            unsafe unescaped.withUnsafeBufferPointer { unsafe body(field, $0) }
        case UInt8(ascii: "["):
            for element in unsafe JSONMembers(json, at: value.lowerBound) {
                unsafe read(json, element.value, paths, branch, body)
            }
        case UInt8(ascii: "{"):
            unsafe walk(json, at: value.lowerBound, paths, paths.branches(in: branch), atMost: .max, body)
        default: break
        }
    }
}
