/// Reads the searched texts of records out of their JSON.
struct RecordTexts {
    private let records: Records
    /// The interview read last, and where its exchanges begin in its JSON.
    private var interview = -1
    private var exchanges: [Int] = []
    private var text: [UInt8] = []

    init(_ records: Records) { self.records = records }

    /// Gives each text of a record with the place of its field, in the order in which the JSON holds them.
    mutating func forEach(of fields: SearchFields, _ row: Int, _ body: (_ field: Int, _ text: [UInt8]) -> Void) {
        guard fields.type == .excerpt else {
            let json = unsafe records.text(fields.type.table, row)
            return unsafe walk(json, at: 0, fields.branches, body)
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
        if place < exchanges.count { unsafe walk(json, at: exchanges[place], fields.branches, body) }
    }

    private mutating func walk(
        _ json: UnsafeBufferPointer<UInt8>, at start: Int, _ branches: [SearchFields.Branch],
        _ body: (Int, [UInt8]) -> Void
    ) {
        for member in unsafe JSONMembers(json, at: start) {
            for branch in branches where unsafe json.matches(branch.key, at: member.key) {
                unsafe read(json, member.value, branch, body)
            }
        }
    }

    private mutating func read(
        _ json: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ branch: SearchFields.Branch,
        _ body: (Int, [UInt8]) -> Void
    ) {
        switch unsafe json[value.lowerBound] {
        case UInt8(ascii: "\""):
            guard let field = branch.field else { return }
            text.removeAll(keepingCapacity: true)
            let written = value.lowerBound + 1..<value.upperBound - 1
            unsafe appendUnescaped(UnsafeBufferPointer(rebasing: json[written]), to: &text)
            body(field, text)
        case UInt8(ascii: "["):
            for element in unsafe JSONMembers(json, at: value.lowerBound) {
                unsafe read(json, element.value, branch, body)
            }
        case UInt8(ascii: "{"): unsafe walk(json, at: value.lowerBound, branch.branches, body)
        default: break
        }
    }
}
