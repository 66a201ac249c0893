/// A place in an order, given by what a record is ordered by and not by its number, so that it means the same after a
/// reload.
///
/// As text it is opaque: base64url (RFC 4648 §5) of a version, a direction, digests of the question it belongs to, the
/// values that the record is ordered by, and a digest of all that.
struct PageCursor {
    let isBackward: Bool
    /// A value for each of the sort columns.
    private let values: [Value]

    private enum Value {
        case none
        case number(Int64)
        case text(String)
        /// The beginning of a long text and the digest of the whole.
        case longText(prefix: [UInt8], digest: UInt32)

        /// Whether it is of a text; nil: of anything.
        var isText: Bool? {
            switch self {
            case .none: nil
            case .number: false
            case .text, .longText: true
            }
        }

        func cut(to length: Int) -> Value {
            guard case .text(let text) = self, text.utf8.count > length else { return self }
            return .longText(prefix: Array(text.utf8.prefix(length)), digest: PageCursor.digest(Array(text.utf8)))
        }
    }

    /// Another layout of the bytes gets another number.
    private static let version: UInt8 = 2
    /// Texts that are longer in all are cut, so that a cursor fits into a parameter. The place of a cut text is found by
    /// its digest while the text is in the data; once it has gone, it is before all that begin as it did.
    private static let maxTextBytes = 2_400
    /// What a cut text keeps at least: its share when every field of the longest order and the id are long.
    private static let minCutBytes = maxTextBytes / (SortOrder.maxKeys + 1)

    init(after row: UInt32, by keys: SortKeys, in dataset: Dataset) {
        self.init(row, keys, dataset, isBackward: false)
    }

    init(before row: UInt32, by keys: SortKeys, in dataset: Dataset) {
        self.init(row, keys, dataset, isBackward: true)
    }

    private init(_ row: UInt32, _ keys: SortKeys, _ dataset: Dataset, isBackward: Bool) {
        self.isBackward = isBackward
        let values: [Value] = keys.columns.map { column in
            switch column.value(of: row) {
            case .none: .none
            case .number(let number): .number(number)
            case .text(let symbol): .text(dataset.records.symbols.string(symbol))
            }
        }
        let lengths = values.compactMap { value in if case .text(let text) = value { text.utf8.count } else { nil } }
        let share = lengths.reduce(0, +) > Self.maxTextBytes ? Self.maxTextBytes / lengths.count : Self.maxTextBytes
        self.values = values.map { $0.cut(to: share) }
    }

    // MARK: As text

    func text(for query: RecordQuery) -> String {
        var bytes: [UInt8] = [Self.version, isBackward ? 1 : 0]
        bytes.reserveCapacity(128)
        for digest in Self.question(query) { Self.append(digest, to: &bytes) }
        for value in values {
            switch value {
            case .none: bytes.append(0)
            case .number(let number):
                bytes.append(1)
                Self.append(UInt64(bitPattern: number), to: &bytes)
            case .text(let text):
                bytes.append(2)
                Self.append(UInt16(text.utf8.count), to: &bytes)
                bytes.append(contentsOf: text.utf8)
            case .longText(let prefix, let digest):
                bytes.append(3)
                Self.append(UInt16(prefix.count), to: &bytes)
                bytes.append(contentsOf: prefix)
                Self.append(digest, to: &bytes)
            }
        }
        Self.append(Self.digest(bytes), to: &bytes)
        return Base64URL.encode(bytes)
    }

    /// Reads what `text` wrote; of another list, order or form it throws.
    init(_ text: String, of query: RecordQuery, _ keys: SortKeys) throws(QueryError) {
        func bad(_ reason: String) -> QueryError {
            QueryError(.badCursor, parameter: "cursor", detail: reason + " Begin again without it.")
        }
        let unread = bad("This is no cursor of this server; take it unchanged from links.next or links.prev.")
        guard let bytes = Base64URL.decode(text), bytes.count > 4 else { throw unread }
        var signed = Array(bytes.dropLast(4))
        Self.append(Self.digest(signed), to: &signed)
        guard signed == bytes else { throw unread }
        var reader = Reader(bytes: bytes.dropLast(4))
        guard reader.byte() == Self.version else { throw bad("This cursor was made by another release.") }
        guard let direction = reader.byte(), direction < 2, let type = reader.word(), let order = reader.word(),
            let filters = reader.word()
        else { throw unread }
        let question = Self.question(query)
        guard type == question[0] else { throw bad("This cursor is not one of the list of \(query.type.plural).") }
        guard order == question[1] else { throw bad("This cursor is of a list in another order.") }
        guard filters == question[2] else { throw bad("This cursor is of a list with other filters.") }
        isBackward = direction == 1
        var values: [Value] = []
        for column in keys.columns {
            guard let value = reader.value(), value.isText == nil || value.isText == column.holdsTexts else {
                throw unread
            }
            values.append(value)
        }
        guard reader.isAtEnd else { throw unread }
        self.values = values
    }

    /// Digests of what is asked, apart from the page.
    private static func question(_ query: RecordQuery) -> [UInt32] {
        let filters = query.filters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return [query.type.plural, query.order.canonical ?? "", filters].map { digest(Array($0.utf8)) }
    }

    /// FNV-1a: tells what was mistaken, and is no defence against who makes cursors on purpose, which gains nothing.
    static func digest(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }

    /// Appends a number, its most significant byte first.
    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for place in (0..<number.bitWidth / 8).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> (place * 8)))
        }
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        var isAtEnd: Bool { bytes.isEmpty }

        mutating func byte() -> UInt8? { bytes.popFirst() }

        mutating func word() -> UInt32? { take(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

        mutating func value() -> Value? {
            switch byte() {
            case 0: return Value.none
            case 1: return take(8).map { .number($0.reduce(0) { $0 << 8 | Int64($1) }) }
            case 2: return text().map { .text(String(decoding: $0, as: UTF8.self)) }
            case 3:
                guard let prefix = text(), prefix.count >= PageCursor.minCutBytes, let digest = word() else {
                    return nil
                }
                return .longText(prefix: prefix, digest: digest)
            default: return nil
            }
        }

        private mutating func text() -> [UInt8]? {
            guard let length = take(2) else { return nil }
            return take(Int(length[0]) << 8 | Int(length[1]))
        }

        private mutating func take(_ count: Int) -> [UInt8]? {
            guard bytes.count >= count else { return nil }
            defer { bytes.removeFirst(count) }
            return Array(bytes.prefix(count))
        }
    }
}

extension PageCursor {
    /// The place as keys of this dataset.
    func place(by keys: SortKeys, in dataset: Dataset) -> [Int64] {
        let symbols = dataset.records.symbols
        return zip(values, keys.columns).map { value, column in
            switch value {
            case .none: column.key(of: .none)
            case .number(let number): column.key(of: .number(number))
            case .text(let text): Self.key(of: Array(text.utf8), digest: nil, column, symbols)
            case .longText(let prefix, let digest): Self.key(of: prefix, digest: digest, column, symbols)
            }
        }
    }

    /// The key of a text, which may have gone from the data since: then of the place where it would be.
    private static func key(
        of text: [UInt8], digest: UInt32?, _ column: SortColumn, _ symbols: SymbolTable
    ) -> Int64 {
        if digest == nil, let symbol = unsafe text.withUnsafeBufferPointer({ unsafe symbols.find($0) }) {
            return column.key(of: .text(symbol))
        }
        var rankBefore: UInt32 = 0
        for symbol in 1..<SymbolTable.Symbol(max(1, symbols.count)) {
            let other = unsafe symbols.bytes(symbol)
            if let digest, other.count > text.count, unsafe other.starts(with: text),
                unsafe Self.digest(Array(other)) == digest
            {
                return column.key(of: .text(symbol))
            }
            if unsafe other.lexicographicallyPrecedes(text) { rankBefore = max(rankBefore, column.rank(of: symbol)) }
        }
        return column.key(ofRank: rankBefore, isBetween: true)
    }
}
