/// Who goes by a name: actors and places by each of their names but the weak ones, whatever the spelling.
struct NameTable: Sendable {
    /// One name of one record, told by a digest of its folded words.
    private struct Entry: Sendable {
        let digest: UInt64
        let type: MentionType
        let row: UInt32
    }

    /// In order of digests, then of types and rows.
    private let entries: [Entry]
    /// Words of the longest name.
    let maxWords: Int

    init(of records: Records) {
        let lists = MentionType.allCases.flatMap { type in
            Parallel.map(records.rowCounts[type.recordType.table]) { rows in
                rows.flatMap { row in
                    Self.names(of: type, row, in: records).map { name in
                        let words = SearchSyntax.words(of: name)
                        return (
                            entry: Entry(digest: Self.digest(words), type: type, row: UInt32(row)), words: words.count
                        )
                    }
                }
            }
        }
        entries = lists.joined().map(\.entry).sorted {
            $0.digest != $1.digest
                ? $0.digest < $1.digest : $0.type != $1.type ? $0.type == .actor : $0.row < $1.row
        }
        maxWords = lists.joined().map(\.words).max() ?? 0
    }

    /// The names of an actor or a place that stand for it in a text.
    static func names(of type: MentionType, _ row: Int, in records: Records) -> [String] {
        let table = type.recordType.table
        let inner = Schema.shared.table(named: type.recordType.plural + ".names")
        let (name, other) = (Schema.shared.column(table, "name"), Schema.shared.column(inner, "name"))
        let kind = Schema.shared.column(inner, "kind")
        let others = records.rows(of: inner, in: row).filter { records.string(kind, $0) != NameKind.weak.rawValue }
        return ([records.string(name, row)] + others.map { records.string(other, $0) }).compactMap(\.self)
    }

    /// The records that go by a name of these folded words.
    func bearers(of words: ArraySlice<[UInt8]>, in records: Records) -> [(type: MentionType, row: Int)] {
        let digest = Self.digest(words)
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].digest >= digest { high = middle } else { low = middle + 1 }
        }
        var bearers: [(type: MentionType, row: Int)] = []
        for entry in entries[low...].prefix(while: { $0.digest == digest }) {
            let row = Int(entry.row)
            if let last = bearers.last, last == (entry.type, row) { continue }
            let isName = Self.names(of: entry.type, row, in: records).contains {
                SearchSyntax.words(of: $0)[...] == words
            }
            if isName { bearers.append((entry.type, row)) }
        }
        return bearers
    }

    /// FNV-1a over the words and their ends.
    private static func digest(_ words: some Sequence<[UInt8]>) -> UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in words {
            for byte in word { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            digest = (digest ^ 0x20) &* 0x0000_0100_0000_01B3
        }
        return digest
    }
}

extension MentionType {
    var recordType: RecordType {
        switch self {
        case .actor: .actor
        case .place: .place
        }
    }
}
