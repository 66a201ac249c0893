/// Which record a name means, at a date if one is given.
///
/// - Names are compared folded (`TextFolding`): case, diacritics, hyphens and spaces make no difference.
/// - An id, written exactly, means its record alone, whatever the date; folded, it stands back behind names.
/// - A name of several records means all of them; with a date, those that bore it then.
/// - Where a record gives dates for a name, an undated entry of the same name (its `name`, say) adds nothing.
/// - A weak name never resolves by itself, and is not suggested.
package struct NameResolver: Sendable {
    /// What a name was found to mean.
    package enum Resolution: Hashable, Sendable {
        /// The entries that matched, one or more, in the order they were given; and, where a date was asked for, the
        /// entries of other records that bear the name at other times.
        case matches([NameEntry], alternatives: [NameEntry])
        /// Only a weak name: whose it may be, and by which names to ask instead.
        case weak(candidates: [NameEntry], suggestions: [String])
        /// A name of nobody, or of nobody at that date: names to ask by instead, and who bears it at other times.
        case unknown(suggestions: [String], alternatives: [NameEntry])
    }

    /// Enough to choose from, few enough for a sentence.
    static let maxSuggestions = 5
    /// One record often has several names alike; so many are looked at to fill the suggestions with different records.
    private static let maxNamesConsidered = 4 * maxSuggestions

    private let entries: [NameEntry]
    private var entriesByName: [String: [Int]] = [:]
    private var entriesByFoldedID: [String: [Int]] = [:]
    private var entryByID: [String: Int] = [:]
    private var mainNames: [Int: String] = [:]

    /// Indexes the names of all records; the order of `entries` is the order of answers.
    package init(_ entries: [NameEntry]) {
        self.entries = entries
        for (index, entry) in entries.enumerated() {
            let folded = TextFolding.fold(entry.name)
            switch entry.kind {
            case .id:
                entryByID[entry.name] = index
                entriesByFoldedID[folded, default: []].append(index)
            case .main:
                mainNames[entry.row] = entry.name
                entriesByName[folded, default: []].append(index)
            default:
                entriesByName[folded, default: []].append(index)
            }
        }
        // Names without a letter fold to nothing and would all be one.
        entriesByName[""] = nil
        entriesByFoldedID[""] = nil
    }

    /// Finds what `query` means at `instant` (microseconds since 1970), or at any time.
    package func resolve(_ query: String, on instant: Int64? = nil) -> Resolution {
        if let index = entryByID[query] { return .matches([entries[index]], alternatives: []) }
        let bearers = bearers(of: TextFolding.fold(query))
        let strong = withoutRepetition(bearers.filter { $0.kind != .weak })
        guard !strong.isEmpty else {
            return bearers.isEmpty
                ? .unknown(suggestions: suggestions(for: query), alternatives: [])
                : .weak(candidates: withoutRepetition(bearers), suggestions: namesToAskBy(bearers))
        }
        guard let instant else { return .matches(strong, alternatives: []) }
        let matches = strong.filter { $0.isBorne(at: instant) }
        guard !matches.isEmpty else { return .unknown(suggestions: namesToAskBy(strong), alternatives: strong) }
        let matchedRows = Set(matches.map(\.row))
        return .matches(matches, alternatives: strong.filter { !matchedRows.contains($0.row) })
    }

    private func bearers(of folded: String) -> [NameEntry] {
        (entriesByName[folded] ?? entriesByFoldedID[folded] ?? []).map { entries[$0] }
    }

    /// Each period of each record once, undated entries only of records without dated ones.
    private func withoutRepetition(_ bearers: [NameEntry]) -> [NameEntry] {
        struct Period: Hashable {
            var row: Int
            var from: Int64?
            var to: Int64?
        }
        let datedRows = Set(bearers.filter(\.isDated).map(\.row))
        var seen: Set<Period> = []
        return bearers.filter { entry in
            (entry.isDated || !datedRows.contains(entry.row))
                && seen.insert(Period(row: entry.row, from: entry.from, to: entry.to)).inserted
        }
    }

    /// The main names of the records of `bearers`, which mean them whatever else a name may mean.
    private func namesToAskBy(_ bearers: [NameEntry]) -> [String] {
        var rows: Set<Int> = []
        let names = bearers.filter { rows.insert($0.row).inserted }.compactMap { mainNames[$0.row] }
        return Array(names.prefix(Self.maxSuggestions))
    }

    /// The names most like `query`; one whose records all have been named already is left out.
    private func suggestions(for query: String) -> [String] {
        var nearest = NearestNames(to: query, limit: Self.maxNamesConsidered)
        for entry in entries where entry.kind != .weak { nearest.consider(entry.name) }
        var rows: Set<Int> = []
        let differing = nearest.names.filter { name in
            let strong = bearers(of: TextFolding.fold(name)).filter { $0.kind != .weak }
            return !strong.filter { rows.insert($0.row).inserted }.isEmpty
        }
        return Array(differing.prefix(Self.maxSuggestions))
    }
}
