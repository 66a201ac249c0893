/// A place in the answer of a search: some records beside it, the nearest first, each by its place in the default order of
/// its type, and the score that the nearest had.
///
/// After a reload scores are others. The answer goes on behind the nearest of the records that is still found, as it is
/// ranked then, so that what did not change is neither repeated nor passed over; behind the old score and place, where
/// none is.
///
/// As text it is opaque: base64url (RFC 4648 §5) of direction, score, digests of the search it belongs to, the records, and
/// a digest of all that.
struct SearchCursor {
    /// A record: its type, the first instant of the date that orders it, in microseconds, its id, and of exchanges their
    /// number.
    private struct Place {
        let type: RecordType
        let time: Int64?
        let recordID: String
        let number: Int64
    }

    let isBackward: Bool
    private let score: UInt32
    private let places: [Place]

    /// So many records seldom all go between two pages.
    private static let mostPlaces = 4

    /// - Parameter hits: those on the page, the nearest to the place first.
    init?(behind hits: some Sequence<SearchHit>, in dataset: Dataset, isBackward: Bool) {
        let hits = Array(hits.prefix(Self.mostPlaces))
        guard let nearest = hits.first else { return nil }
        self.isBackward = isBackward
        score = UInt32(nearest.score)
        let records = dataset.records
        places = hits.map { hit in
            let record = hit.type.isInner ? Int(records.parents[hit.type.table][hit.row]) : hit.row
            return Place(
                type: hit.type,
                time: records.orderTime(hit.type.ownerType, record),
                recordID: records.id(hit.type.ownerType, record),
                number: hit.type.isInner ? records.columns[Schema.shared.column(hit.type.table, "n")].wide(hit.row) : 0)
        }
    }

    // MARK: As text

    /// Another layout gets another mark.
    private static let mark = "search2"

    /// Reads what `text` wrote; of another search or in another form it throws.
    init(_ text: String, of question: SearchQuestion) throws(QueryError) {
        func bad(_ reason: String) -> QueryError {
            QueryError(.badCursor, parameter: "cursor", detail: reason + " Begin again without it.")
        }
        let unread = bad("This is no cursor of a search; take it unchanged from links.next or links.prev.")
        guard let bytes = Base64URL.decode(text) else { throw unread }
        var parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            .map(String.init)[...]
        guard parts.popLast() == Self.digest(parts.joined(separator: " ")), parts.count >= 10, parts.count % 4 == 2,
            parts[0] == Self.mark, parts[1] == "after" || parts[1] == "before", let score = UInt32(parts[2])
        else { throw unread }
        let asked = Self.digests(question)
        guard parts[3] == asked[0] else { throw bad("This cursor is of a search for other words.") }
        guard parts[4] == asked[1] else { throw bad("This cursor is of a search for other types.") }
        guard parts[5] == asked[2] else { throw bad("This cursor is of a search with other filters.") }
        isBackward = parts[1] == "before"
        self.score = score
        var places: [Place] = []
        for start in stride(from: 6, to: parts.count, by: 4) {
            guard let type = SearchFields.ranked.first(where: { $0.rawValue == parts[start] }),
                parts[start + 1].isEmpty || Int64(parts[start + 1]) != nil, let number = Int64(parts[start + 3])
            else { throw unread }
            places.append(
                Place(type: type, time: Int64(parts[start + 1]), recordID: parts[start + 2], number: number))
        }
        self.places = places
    }

    func text(of question: SearchQuestion) -> String {
        var parts = [Self.mark, isBackward ? "before" : "after", "\(score)"] + Self.digests(question)
        for place in places {
            parts += [place.type.rawValue, place.time.map(String.init) ?? "", place.recordID, "\(place.number)"]
        }
        let plain = parts.joined(separator: " ")
        return Base64URL.encode(Array("\(plain) \(Self.digest(plain))".utf8))
    }

    /// Digests of what is asked, apart from the page: words, types, filters.
    private static func digests(_ question: SearchQuestion) -> [String] {
        [
            question.query.canonical, question.types.map(\.rawValue).joined(separator: ","),
            question.filters.map { "\($0.name)=\($0.value)" }.joined(separator: "&"),
        ].map(digest)
    }

    private static func digest(_ text: String) -> String {
        String(PageCursor.digest(Array(text.utf8)), radix: 16)
    }

    // MARK: In the order of a dataset

    /// The first rank after the place; going backward, the first that is not before it. `score` gives the score that a
    /// document has now, nil when it is not found.
    func bound(in dataset: Dataset, score now: (UInt32) -> UInt32?) -> SearchRank {
        func document(of place: Place) -> (document: UInt32, isThere: Bool) {
            let (row, isThere) = Self.row(of: place, in: dataset)
            let first = dataset.loaded.text.firstDocuments[SearchFields.place(of: place.type)]
            return (UInt32(first + row), isThere)
        }
        for place in places {
            let (document, isThere) = document(of: place)
            guard isThere, let score = now(document) else { continue }
            return SearchRank(score: score, document: isBackward ? document : document + 1)
        }
        let (document, isThere) = document(of: places[0])
        return SearchRank(score: score, document: isThere && !isBackward ? document + 1 : document)
    }

    /// The row of a record, or where it would be.
    private static func row(of place: Place, in dataset: Dataset) -> (row: Int, isThere: Bool) {
        let (type, time, recordID, number) = (place.type, place.time, place.recordID, place.number)
        let records = dataset.records
        let owner = type.ownerType
        /// Whether a record stands before the cursor's record in the default order.
        func isBefore(_ row: Int) -> Bool {
            let (a, b) = (records.orderTime(owner, row) ?? .min, time ?? .min)
            return a != b
                ? a > b : records.id(owner, row).unicodeScalars.lexicographicallyPrecedes(recordID.unicodeScalars)
        }
        let count = records.rowCounts[owner.table]
        let record = firstIndex(in: 0..<count) { !isBefore($0) }
        let isThere = record < count && records.id(owner, record) == recordID
        guard type.isInner else { return (record, isThere) }
        let firstRows = records.firstRows[type.table]
        guard isThere else { return (firstRows.isEmpty ? 0 : Int(firstRows[min(record, firstRows.count - 1)]), false) }
        let numbers = records.columns[Schema.shared.column(type.table, "n")]
        let rows = records.rows(of: type.table, in: record)
        let row = firstIndex(in: rows) { numbers.wide($0) >= number }
        return (row, row < rows.upperBound && numbers.wide(row) == number)
    }

    /// The first of a range that passes a test which, once passed, all later ones pass.
    private static func firstIndex(in range: Range<Int>, where passes: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if passes(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
