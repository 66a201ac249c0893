import Testing

@testable import ConflictData

/// What filters leave of a search, and what it is counted by.
struct SearchFilterTests {
    private static let files: Made.Files = [
        Made.sources,
        (
            "places.json",
            Made.list([
                Made.place("syria", "\"tags\":[\"convoy\"]"),
                Made.place("aleppo", "\"parent_id\":\"syria\",\"notes\":\"convoy\",\"language\":\"en\""),
            ])
        ),
        (
            "actors.json",
            Made.list([
                Made.actor(
                    "red", "\"description\":\"convoy\",\"active_from\":\"2024-11-20\",\"tags\":[\"armed\"]"),
                Made.actor("blue", "\"description\":\"convoy\",\"country\":\"SYR\""),
            ])
        ),
        (
            "events.json",
            Made.list([
                Made.event(
                    "raid", "2024-11-27",
                    "\"description\":\"convoy\",\"place_id\":\"aleppo\",\"actors\":[{\"actor_id\":\"red\",\"role\":\"side_a\"}]"
                ),
                Made.event("march", "2024-11-29", "\"description\":\"A convoy passed\",\"tags\":[\"armed\"]"),
            ])
        ),
        (
            "articles.json",
            Made.list([
                Made.article(
                    "a1", "2024-11-27", "\"body_text\":\"convoy convoy\",\"language\":\"en\",\"event_ids\":[\"raid\"]"),
                Made.article(
                    "a2", "2024-11-28", "\"body_text\":\"convoy\",\"language\":\"ar\",\"place_ids\":[\"aleppo\"]"),
                Made.article("a3", "2024-11-29", "\"body_text\":\"The convoy of Actor red\",\"tags\":[\"armed\"]"),
                Made.article("a4", "2024-11-29", "\"body_text\":\"nothing\",\"language\":\"en\""),
            ])
        ),
        (
            "interviews.json",
            "[{\"id\":\"talk\",\"title\":\"T\",\"interviewee\":{\"name\":\"N\"},\"date\":\"2024-11-28\",\"verbatim\":true,"
                + "\"exchanges\":[{\"n\":1,\"question\":\"A convoy?\",\"answer\":\"Yes.\",\"place_ids\":[\"aleppo\"]}]}]"
        ),
    ]

    private let dataset: Dataset

    init() throws { dataset = try Made.dataset(Self.files) }

    private func result(_ filters: String, types: [RecordType] = Dataset.searchedTypes) throws -> SearchResult {
        dataset.search(try dataset.searchQuestion("convoy", types: types, filters: Self.pairs(filters)))
    }

    private static func pairs(_ filters: String) -> [(name: String, value: String)] {
        filters.split(separator: "&").map { filter in
            let parts = filter.split(separator: "=", maxSplits: 1)
            return (name: String(parts[0]), value: String(parts[1]))
        }
    }

    private func ids(_ result: SearchResult) throws -> [String] {
        try result.page(limit: 100, cursor: nil).hits.map { dataset.id(ofRow: $0.row, in: $0.type) }
    }

    @Test(arguments: [
        ("", ["a1", "a2", "a3", "aleppo", "blue", "march", "raid", "red", "talk.1"]),
        ("language=en", ["a1", "aleppo"]), ("language=ar,en", ["a1", "a2", "aleppo"]),
        // The complement takes in what has no language, whatever its type.
        ("language[not]=en", ["a2", "a3", "blue", "march", "raid", "red", "talk.1"]),
        ("language[exists]=true", ["a1", "a2", "aleppo"]),
        ("language[exists]=false", ["a3", "blue", "march", "raid", "red", "talk.1"]),
        ("tags=armed", ["a3", "march", "red"]), ("within=syria", ["a1", "a2", "aleppo", "raid", "talk.1"]),
        ("id=raid", ["raid"]), ("id[not]=raid,march", ["a1", "a2", "a3", "aleppo", "blue", "red", "talk.1"]),
        ("since=2024-11-29", ["a3", "blue", "march", "red"]), ("until=2024-11-19", ["blue"]),
        ("on=2024-11-28", ["a2", "blue", "red", "talk.1"]), ("reported_since=2024-11-28", ["a2", "a3", "talk.1"]),
        ("actor=red", ["a3", "raid", "red"]), ("event_ids=raid", ["a1"]), ("country=SYR", ["aleppo", "blue"]),
        ("tags=armed&since=2024-11-29", ["a3", "march", "red"]), ("names[exists]=true", []),
        ("date[gte]=2024-11", ["talk.1"]),
    ])
    func `leave the records that meet them`(_ filters: String, _ expected: [String]) throws {
        let result = try result(filters)
        #expect(try ids(result).sorted() == expected, "\(filters)")
        #expect(result.total == expected.count)
    }

    @Test func `leave scores as they are`() throws {
        let scores = Dictionary(
            uniqueKeysWithValues: try result("").page(limit: 100, cursor: nil).hits.map {
                ($0.row + 100 * $0.type.table, $0.score)
            })
        for hit in try result("language[not]=en").page(limit: 100, cursor: nil).hits {
            #expect(scores[hit.row + 100 * hit.type.table] == hit.score)
        }
    }

    @Test(arguments: [
        ("type", "", "article 3|actor 2|event 2|excerpt 1|place 1"),
        ("type", "language=en", "article 1|place 1"), ("language", "", "en 2|ar 1"),
        // Its own filter is left out, the others are not.
        ("language", "language=ar", "en 2|ar 1"), ("language", "language=ar&within=syria", "en 2|ar 1"),
        ("language", "language[not]=ar", "en 2|ar 1"), ("tags", "language=en", ""),
        ("tags", "", "armed 3|convoy 0"), ("country", "", "SYR 2"), ("place_ids", "", "aleppo 2"),
        ("event_type", "", "battles 2"),
    ])
    func `count without the facet's own filter`(_ name: String, _ filters: String, _ expected: String) throws {
        let facet = try SearchFacet.list(name, of: Dataset.searchedTypes)
        let counts = try result(filters).facets(facet, limit: 10)
        let told = counts[0].entries.map { "\(Self.text($0.value)) \($0.count)" }.joined(separator: "|")
        #expect(counts.map(\.name) == [name])
        #expect(told == expected.split(separator: "|").filter { !$0.hasSuffix(" 0") }.joined(separator: "|"))
    }

    @Test func `count types that are not asked for`() throws {
        let facet = try SearchFacet.list("type", of: [.actor])
        let result = try result("since=2024-11-29", types: [.actor])
        #expect(
            result.facets(facet, limit: 2)[0].entries.map { "\(Self.text($0.value)) \($0.count)" } == [
                "actor 2", "article 1",
            ])
        #expect(result.facets(facet, limit: 2)[0].entries.map(\.label) == ["Actor", "Article"])
        #expect(result.total == 2)
    }

    private static func text(_ value: FacetCounts.Value) -> String {
        if case .text(let text) = value { text } else { "\(value)" }
    }

    @Test(arguments: [
        ("genre=report", [RecordType.actor], "genre", "type=article"),
        ("langage=en", [.article], "langage", "language"),
        ("reported_since=2024", [.event, .actor], "reported_since", "type=article"),
        ("sort=id", Dataset.searchedTypes, "sort", nil),
        ("language[no]=en", [.article], "language[no]", "language[not]"),
        ("id=a9", [.article], "id", "a1"), ("within=alepo", Dataset.searchedTypes, "within", "aleppo"),
        ("since=soon", Dataset.searchedTypes, "since", nil),
        ("place_type=cty", [.article, .place], "place_type", "city"),
        ("event_type=battles&event_type=battles", [.event], "event_type", nil),
    ])
    func `refuse what none of the types has`(
        _ filters: String, _ types: [RecordType], _ parameter: String, _ suggestion: String?
    ) {
        #expect {
            try result(filters, types: types)
        } throws: { error in
            guard let error = error as? QueryError else { return false }
            return error.parameter == parameter && (suggestion == nil || error.suggestions.first == suggestion)
        }
    }

    @Test(arguments: [
        ("", [RecordType.article], nil), ("tags,tags", [.article], nil), ("tgs", [.article], "tags"),
        ("typ", [.place], "type"),
        ("published_at", Dataset.searchedTypes, nil), ("headline", [.actor], nil), ("id", [.actor], nil),
    ])
    func `refuse facets that cannot be counted`(_ names: String, _ types: [RecordType], _ suggestion: String?) {
        #expect {
            try SearchFacet.list(names, of: types)
        } throws: { error in
            guard let error = error as? QueryError else { return false }
            return error.parameter == "facets" && (suggestion == nil || error.suggestions.first == suggestion)
        }
    }

    /// Their values are added up by what stands for them in the columns.
    @Test func `fields of one name are of one kind in all types that are searched`() {
        var kinds: [String: String] = [:]
        for field in Dataset.searchedTypes.flatMap({ FieldTable.of($0).fields }) where field.isFacetable {
            let kind = "\(field.kind)"
            #expect(kinds[field.name, default: kind] == kind, "\(field.name)")
            kinds[field.name] = kind
            #expect(field.name != SearchFacet.typeName)
        }
    }

    // MARK: Random searches

    private static let pool = [
        "language=en", "language[not]=en", "tags=armed", "tags[exists]=false", "within=syria", "since=2024-11-28",
        "until=2024-11-28", "on=2024-11-29", "actor=red", "country=SYR", "country[not]=SYR", "event_type=battles",
        "place_ids=aleppo", "published_at[gt]=2024-11-27", "notes[exists]=true", "reported_until=2024-11-28",
    ]

    @Test(arguments: [UInt64](1...60))
    func `find and count what the lists of the types do`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let types = Dataset.searchedTypes.filter { _ in Bool.random(using: &random) }
        guard !types.isEmpty else { return }
        let filters = Self.pool.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)).map {
            Self.pairs($0)[0]
        }
        guard Set(filters.map(\.name)).count == filters.count else { return }
        let question: SearchQuestion
        do {
            question = try dataset.searchQuestion("convoy", types: types, filters: filters)
        } catch {
            #expect(error.problem == .notApplicable || error.problem == .unknownParameter, "\(error.detail)")
            #expect(filters.contains { filter in !types.contains { has(filter.name, $0) } })
            return
        }
        let result = dataset.search(question)
        #expect(try Set(ids(result)) == naive(types, filters), "\(filters) of \(types)")
        for facet in try SearchFacet.list("type,language,tags,country,place_ids", of: Dataset.searchedTypes) {
            guard facet.name == "type" || types.contains(where: { has(facet.name, $0) }) else { continue }
            let facet = try SearchFacet.list(facet.name, of: types)
            let told = result.facets(facet, limit: 1_000)[0]
            let counts = Dictionary(uniqueKeysWithValues: told.entries.map { (Self.text($0.value), $0.count) })
            #expect(
                try counts == naiveCounts(facet[0].name, types, filters), "\(facet[0].name) with \(filters) of \(types)"
            )
            for (one, next) in zip(told.entries, told.entries.dropFirst()) {
                #expect(
                    one.count > next.count || one.count == next.count && Self.text(one.value) < Self.text(next.value))
            }
        }
    }

    private func has(_ name: String, _ type: RecordType) -> Bool {
        let field = String(name.prefix { $0 != "[" })
        return QueryFilter(rawValue: name)?.applies(to: type) ?? (FieldTable.of(type).field(field) != nil)
    }

    /// The ids that a search without filters and the lists of the types both have.
    private func naive(_ types: [RecordType], _ filters: [(name: String, value: String)]) throws -> Set<String> {
        let words = Set(try ids(result("")))
        var found: Set<String> = []
        for type in types {
            let own = filters.filter { has($0.name, type) }
            let lacking = filters.filter { !has($0.name, type) }
            guard lacking.allSatisfy({ $0.name.hasSuffix("[not]") || $0.value == "false" }) else { continue }
            found.formUnion(try dataset.ids(type, own.map { "\($0.name)=\($0.value)" }.joined(separator: "&")))
        }
        return found.intersection(words)
    }

    private func naiveCounts(
        _ name: String, _ types: [RecordType], _ filters: [(name: String, value: String)]
    ) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        guard name != "type" else {
            for type in Dataset.searchedTypes {
                let count = try naive([type], filters).count
                if count > 0 { counts[type.rawValue] = count }
            }
            return counts
        }
        let others = filters.filter { $0.name.prefix { $0 != "[" } != name }
        for type in types {
            guard let field = FieldTable.of(type).field(name) else { continue }
            let values = try ServedValues(dataset, type)
            for id in try naive([type], others) {
                for value in Set(values.values(of: field, in: id).compactMap(\.text)) { counts[value, default: 0] += 1 }
            }
        }
        return counts
    }
}
