import Testing

@testable import ConflictData

/// The first rows of an order are those that sorting all of them gives, however many share what they are sorted by.
@Suite struct FirstRowsTests {
    private static let count = 3_000

    /// More rows than are kept before they are thinned out, with few values to sort by, or none.
    private static let events: [String] = (0..<count).map { number in
        let precision = number % 7 == 0 ? "" : #","date_precision":\#(1 + number * 31 % 5)"#
        let kind = number % 3 == 0 ? "" : #","sub_event_type":"x_\#(number * 17 % 400)""#
        return """
            {"id":"e\(number)","name":"E","event_type":"battles","date_start":"2024-01-\(10 + number % 19)"\(precision)\(kind)}
            """
    }

    @Test(
        arguments: [
            "date_precision", "-date_precision", "date_precision,-date_start", "-sub_event_type,date_start", "id",
            "-id",
        ], [1, 7, 50, 1_000])
    func `are those that come first when all are sorted`(_ sort: String, _ limit: Int) throws {
        let dataset = try Made.dataset([("events.ndjson", Self.events.joined(separator: "\n"))])
        let keys = SortKeys(try SortOrder(sort, of: .event), in: dataset)
        let places = (0..<Self.count).map { row in keys.columns.map { $0.key(of: UInt32(row)) } }
        let sorted = (0..<Self.count).sorted { places[$0].lexicographicallyPrecedes(places[$1]) }
        for isBackward in [false, true] {
            for place in [nil, sorted[Self.count / 2]] {
                var first = FirstRows(limit, by: keys, beyond: place.map { places[$0] }, isBackward: isBackward)
                first.offer(Bitmap(count: Self.count, filled: true))
                let going = isBackward ? sorted.reversed() : sorted
                let beyond = place.map { place in Array(going.drop { $0 != place }.dropFirst()) } ?? going
                #expect(first.finish().map { Int($0) } == Array(beyond.prefix(limit)))
                #expect(first.count == beyond.count)
            }
        }
    }
}
