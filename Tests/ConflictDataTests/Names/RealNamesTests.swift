import Testing

@testable import ConflictData

/// Names as the world writes them: armed groups of the Phoenix dictionary and of UCDP, places of GeoNames.
@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is not here"))
struct RealNamesTests {
    /// `NAME_OF_ACTOR_ [CODE] # who`, then `+ALIAS_` lines; underscores for spaces.
    private static func phoenixActors() throws -> [NameEntry] {
        var row = -1
        return try SharedData.lines(of: "phoenix-actors/Phoenix.MilNonState.actors.txt").compactMap { line in
            guard let first = line.first, first != "#", first != "\t", first != " " else { return nil }
            if first != "+" { row += 1 }
            let name = line.prefix { $0 != "[" && $0 != "#" }.drop { $0 == "+" }.map { $0 == "_" ? " " : $0 }
            return NameEntry(name: String(name), row: row, kind: first == "+" ? .exonym : .main)
        }
    }

    /// One place a line: a JSON object whose texts have no escapes.
    private static func geonamesPlaces() throws -> [NameEntry] {
        let lines = try SharedData.lines(of: "geonames/cities500_SY-IQ-LB-PS-JO.json").filter {
            $0.contains("geonameid")
        }
        return lines.enumerated().flatMap { row, line in
            let texts = line.split(separator: "\"").map(String.init)
            let name = texts.firstIndex(of: "name").map { texts[$0 + 2] }
            let alternates = texts.firstIndex(of: "alternatenames").map { texts[($0 + 1)...] } ?? []
            let names = [name].compactMap(\.self) + alternates.filter { $0.contains(where: \.isLetter) }
            return names.map { NameEntry(name: $0, row: row, kind: .transliteration) }
        }
    }

    /// Columns 2 to 5 of the actor list: the names of one actor in its line; lines with quotes are for a CSV reader.
    private static func ucdpActors() throws -> [NameEntry] {
        let lines = try SharedData.lines(of: "ucdp/ucdp-actor-221_regions-1-2.csv").dropFirst()
        return lines.filter { !$0.contains("\"") }.enumerated().flatMap { row, line in
            line.split(separator: ",", omittingEmptySubsequences: false)[1...4].filter { $0 != "n/a" && !$0.isEmpty }
                .map { NameEntry(name: String($0), row: row, kind: .official) }
        }
    }

    /// Entries, and how many the file at least gives.
    private static let sources: [(@Sendable () throws -> [NameEntry], Int)] = [
        (phoenixActors, 1_500), (geonamesPlaces, 13_000), (ucdpActors, 300),
    ]

    @Test(arguments: sources.indices)
    func `resolves every name to its record, in any case and with other spaces`(_ source: Int) throws {
        let entries = try Self.sources[source].0()
        #expect(entries.count > Self.sources[source].1)
        let resolver = NameResolver(entries)
        for entry in entries {
            let spaced = entry.name.replacing(" ", with: " \u{2011}\u{A0}")
            for query in [entry.name, entry.name.uppercased(), entry.name.lowercased(), spaced] {
                guard case .matches(let found, _) = resolver.resolve(query) else {
                    Issue.record("\(query) did not match")
                    continue
                }
                #expect(found.contains { $0.row == entry.row }, "\(query)")
            }
        }
    }

    @Test(arguments: sources.indices)
    func `finds every name of three letters or more in running text`(_ source: Int) throws {
        let entries = try Self.sources[source].0()
        let finder = MentionFinder(entries.map { MentionName(type: .actor, entry: $0) })
        for entry in entries {
            let letters = TextFolding.fold(entry.name).unicodeScalars.filter { $0 != " " }
            guard letters.count >= 3, letters.contains(where: \.properties.isAlphabetic) else { continue }
            let mentions = finder.find(in: "It is said: \(entry.name); so they say.")
            #expect(mentions.contains { $0.row == entry.row }, "\(entry.name)")
        }
    }

    @Test func `gives names of the record, and only those, in years of news`() throws {
        let actors = try Self.phoenixActors().map { MentionName(type: .actor, entry: $0) }
        let places = try Self.geonamesPlaces().map { MentionName(type: .place, entry: $0) }
        let finder = MentionFinder(actors + places)
        let folded = Dictionary(grouping: actors + places) { TextFolding.fold($0.entry.name) }
        var found: [String: Int] = [:]
        for line in try SharedData.lines(of: "current-events/current-events-2014.jsonl") {
            let scalars = Array(line.unicodeScalars)
            var lastEnd = 0
            var lastStart = 0
            for mention in finder.find(in: String(line)) {
                let text = String(String.UnicodeScalarView(scalars[mention.start..<mention.end]))
                let bearers = folded[TextFolding.fold(text)] ?? []
                #expect(bearers.contains { $0.type == mention.type && $0.entry.row == mention.row }, "\(text)")
                #expect(mention.start >= lastEnd || mention.start == lastStart && mention.end == lastEnd)
                (lastStart, lastEnd) = (mention.start, mention.end)
                found[TextFolding.fold(text), default: 0] += 1
            }
        }
        for name in ["aleppo", "damascus", "hamas", "taliban", "boko haram"] {
            #expect(found[name, default: 0] > 5, "\(name)")
        }
    }
}
