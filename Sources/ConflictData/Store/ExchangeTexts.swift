/// Where the JSON of each exchange stands inside its interview's.
struct ExchangeTexts: Sendable {
    private let places: [Range<UInt32>]

    init(_ records: Records) {
        let (table, interviews) = (ExcerptFields.table, RecordType.interview.table)
        var places = [Range<UInt32>](repeating: 0..<0, count: records.rowCounts[table])
        for interview in 0..<records.rowCounts[interviews] {
            let json = unsafe records.text(interviews, interview)
            guard let list = unsafe json.value(at: ["exchanges"]) else { continue }
            let written = unsafe JSONMembers(json, at: list.lowerBound).map(\.value)
            let rows = records.rows(of: table, in: interview)
            for row in rows {
                let place = records.writtenPlaces[table][UInt32(row)] ?? row - rows.lowerBound
                guard place < written.count else { continue }
                places[row] = UInt32(written[place].lowerBound)..<UInt32(written[place].upperBound)
            }
        }
        self.places = places
    }

    /// Where an exchange stands in the JSON of its interview.
    func place(of row: Int) -> Range<Int> { Int(places[row].lowerBound)..<Int(places[row].upperBound) }
}
