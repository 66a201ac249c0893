/// What follows a record's own members: what is derived from all records together. Rendered once per data version.
struct RecordTails: Sendable {
    /// Of each table: where the tail of each row ends in `text`; it begins where the one before ends.
    private var ends: [[Int]]
    private var text: [[UInt8]]

    init() {
        ends = Array(repeating: [], count: Schema.shared.tables.count)
        text = Array(repeating: [], count: Schema.shared.tables.count)
    }

    /// Appends the tail of a row, `,"links":{…}}` with the brace that closes the record.
    func append(_ table: Int, _ row: Int, to bytes: inout [UInt8]) {
        let start = row == 0 ? 0 : ends[table][row - 1]
        bytes.append(contentsOf: text[table][start..<ends[table][row]])
    }

    mutating func set(_ table: Int, ends: [Int], text: [UInt8]) {
        self.ends[table] = ends
        self.text[table] = text
    }
}
