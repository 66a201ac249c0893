/// A place in the default order of a type, given by what a record is ordered by and not by its number, so that it
/// means the same after a reload.
///
/// As text it is opaque: base64url (RFC 4648 §5) of direction, type, time of the record, id and number.
struct PageCursor {
    let isBackward: Bool
    private let type: RecordType
    /// First instant of the date that orders the record, in microseconds; nil: it has none.
    private let time: Int64?
    private let recordID: String
    /// Of rows inside records.
    private let number: Int64

    init(after row: Int, type: RecordType, in dataset: Dataset) { self.init(row, type, dataset, isBackward: false) }

    init(before row: Int, type: RecordType, in dataset: Dataset) { self.init(row, type, dataset, isBackward: true) }

    private init(_ row: Int, _ type: RecordType, _ dataset: Dataset, isBackward: Bool) {
        let records = dataset.records
        let record = type.isInner ? Int(records.parents[type.table][row]) : row
        self.isBackward = isBackward
        self.type = type
        time = Records.orderColumn(type.ownerType).flatMap { records.date($0, record)?.start }
        recordID = records.id(type.ownerType, record)
        number = type.isInner ? records.columns[Schema.shared.column(type.table, "n")].wide(row) : 0
    }

    /// Reads what `text` wrote; for another type or in another form it throws.
    init(_ text: String, type: RecordType) throws(QueryError) {
        let bad = QueryError(
            .badCursor, parameter: "cursor",
            detail: "This cursor is not one of this list; take it from the link to the next page, or leave it out."
        )
        guard let bytes = Base64URL.decode(text) else { throw bad }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "after" || parts[0] == "before", parts[1] == type.plural,
            parts[2].isEmpty || Int64(parts[2]) != nil, let number = Int64(parts[4])
        else { throw bad }
        isBackward = parts[0] == "before"
        self.type = type
        time = Int64(parts[2])
        recordID = String(parts[3])
        self.number = number
    }

    var text: String {
        let time = time.map(String.init) ?? ""
        let plain = "\(isBackward ? "before" : "after") \(type.plural) \(time) \(recordID) \(number)"
        return Base64URL.encode(Array(plain.utf8))
    }

    /// The first row after the place, or, going backward, the first row that is not before it.
    func row(in dataset: Dataset) -> Int {
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
        let record = firstIndex(in: 0..<records.rowCounts[owner.table]) { !isBefore($0) }
        let isThere = record < records.rowCounts[owner.table] && records.id(owner, record) == recordID
        guard type.isInner else { return isThere && !isBackward ? record + 1 : record }
        let numbers = records.columns[Schema.shared.column(type.table, "n")]
        let rows = isThere ? records.rows(of: type.table, in: record) : 0..<0
        guard isThere else {
            return Int(records.firstRows[type.table][min(record, records.firstRows[type.table].count - 1)])
        }
        return firstIndex(in: rows) { isBackward ? numbers.wide($0) >= number : numbers.wide($0) > number }
    }

    /// The first of a range that passes a test which, once passed, all later ones pass.
    private func firstIndex(in range: Range<Int>, where passes: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if passes(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension RecordType {
    /// Whether its records are rows inside others.
    var isInner: Bool { self == .excerpt || self == .count }

    /// The type whose records hold it: itself, or that of the record around it.
    var ownerType: RecordType {
        switch self {
        case .excerpt: .interview
        case .count: .tally
        default: self
        }
    }
}

/// Base64 with the URL-safe alphabet and no padding (RFC 4648 §5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0...group.count { text.append(alphabet[Int(word >> UInt32(18 - 6 * place) & 63)]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (word, bits): (UInt32, UInt32) = (0, 0)
        for character in text.utf8 {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            word = word << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> bits))
            }
        }
        return bytes
    }
}
