/// A place in the answer of a search: a score, and a record by its place in the default order of its type, so that it
/// means the same after a reload as far as scores do.
///
/// As text it is opaque: base64url (RFC 4648 §5) of direction, score, type, time of the record, id and number.
struct SearchCursor {
    let isBackward: Bool
    private let score: UInt32
    private let type: RecordType
    /// First instant of the date that orders the record, in microseconds; nil: it has none.
    private let time: Int64?
    private let recordID: String
    /// Of exchanges.
    private let number: Int64

    init(of hit: SearchHit, in dataset: Dataset, isBackward: Bool) {
        let records = dataset.records
        let record = hit.type.isInner ? Int(records.parents[hit.type.table][hit.row]) : hit.row
        self.isBackward = isBackward
        score = UInt32(hit.score)
        type = hit.type
        time = Records.orderColumn(type.ownerType).flatMap { records.date($0, record)?.start }
        recordID = records.id(type.ownerType, record)
        number = type.isInner ? records.columns[Schema.shared.column(type.table, "n")].wide(hit.row) : 0
    }

    /// Reads what `text` wrote; in another form it throws.
    init(_ text: String) throws(QueryError) {
        let bad = QueryError(
            .badCursor, parameter: "cursor",
            detail: "This cursor is not one of a search; take it from the link to the next page, or leave it out.")
        guard let bytes = Base64URL.decode(text) else { throw bad }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "after" || parts[0] == "before", let score = UInt32(parts[1]),
            let type = SearchFields.ranked.first(where: { $0.rawValue == parts[2] }),
            parts[3].isEmpty || Int64(parts[3]) != nil, let number = Int64(parts[5])
        else { throw bad }
        isBackward = parts[0] == "before"
        self.score = score
        self.type = type
        time = Int64(parts[3])
        recordID = String(parts[4])
        self.number = number
    }

    var text: String {
        let time = time.map(String.init) ?? ""
        let plain = "\(isBackward ? "before" : "after") \(score) \(type.rawValue) \(time) \(recordID) \(number)"
        return Base64URL.encode(Array(plain.utf8))
    }

    /// The first rank after the place; going backward, the first that is not before it.
    func bound(in dataset: Dataset) -> SearchRank {
        let index = dataset.indexes.text
        let first = index.firstDocuments[SearchFields.place(of: type)]
        return SearchRank(score: score, document: UInt32(first + row(in: dataset)))
    }

    /// The first row of the type after the place; going backward, the first that is not before it.
    private func row(in dataset: Dataset) -> Int {
        let records = dataset.records
        let owner = type.ownerType
        let column = Records.orderColumn(owner)
        /// Whether a record stands before the cursor's record in the default order.
        func isBefore(_ row: Int) -> Bool {
            let other = column.flatMap { records.date($0, row)?.start }
            let (a, b) = (other ?? .min, time ?? .min)
            return a != b
                ? a > b : records.id(owner, row).unicodeScalars.lexicographicallyPrecedes(recordID.unicodeScalars)
        }
        let record = Self.firstIndex(in: 0..<records.rowCounts[owner.table]) { !isBefore($0) }
        let isThere = record < records.rowCounts[owner.table] && records.id(owner, record) == recordID
        guard type.isInner else { return isThere && !isBackward ? record + 1 : record }
        let firstRows = records.firstRows[type.table]
        guard isThere else { return firstRows.isEmpty ? 0 : Int(firstRows[min(record, firstRows.count - 1)]) }
        let numbers = records.columns[Schema.shared.column(type.table, "n")]
        return Self.firstIndex(in: records.rows(of: type.table, in: record)) {
            isBackward ? numbers.wide($0) >= number : numbers.wide($0) > number
        }
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
