import Testing

@testable import ConflictData

/// Ids like one that is not there: found at a glance at their letters, and the same as by comparing with every id.
@Suite struct NearestIDsTests {
    private static let words = ["event", "raid", "aleppo", "monitor", "army", "hospital", "north", "bridge", "war"]

    private func id(_ random: inout SeededRandom) -> String {
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Bool.random(using: &random)
                ? Self.words.randomElement(using: &random) ?? "" : String(Int.random(in: 0...99, using: &random))
        }
        return parts.joined(separator: ["-", ".", "_", "--"].randomElement(using: &random) ?? "-")
    }

    /// A misspelling: a few letters left out, put in, exchanged or swapped, or only the beginning.
    private func misspelt(_ id: String, _ random: inout SeededRandom) -> String {
        var letters = Array(id)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !letters.isEmpty {
            let place = letters.indices.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<6, using: &random) {
            case 0: letters.remove(at: place)
            case 1: letters.insert("e", at: place)
            case 2: letters[place] = "3"
            case 3: letters.swapAt(place, max(0, place - 1))
            case 4: letters[place] = Character(letters[place].uppercased())
            default: letters.removeLast(letters.count / 3)
            }
        }
        return String(letters)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `are those that comparing with all gives`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 31 &+ 5)
        let ids = Set((0..<300).map { _ in id(&random) }).sorted()
        let dataset = try Made.dataset([("events.json", Made.list(ids.map { Made.event($0, "2024-11-29") }))])
        let typed = (0..<60).map { _ in misspelt(ids.randomElement(using: &random) ?? "", &random) }
        for typed in typed + ["", "x", "ev", "évent-1", "الحرب", String(repeating: "event-", count: 30)] {
            let expected = NearestNames.nearest(to: typed, among: ids, limit: 3)
            #expect(dataset.nearestIDs(to: typed, in: .event) == expected, "\(typed)")
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `are the same among ids that are all alike`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 17 &+ 3)
        // Few letters and many numbers, so that nearly all are some edits from each other.
        let ids = Set((0..<400).map { _ in numbered(&random) }).sorted()
        let dataset = try Made.dataset([("events.json", Made.list(ids.map { Made.event($0, "2024-11-29") }))])
        let typed = (0..<80).map { _ in misspelt(ids.randomElement(using: &random) ?? "", &random) }
        for typed in typed + ["2", "20", "202", "2024", "t 2", "event", "1 1", "é", "t-2024-99999999", "aab", "baa"] {
            let expected = NearestNames.nearest(to: typed, among: ids, limit: 3)
            #expect(dataset.nearestIDs(to: typed, in: .event) == expected, "\(typed)")
        }
    }

    private func numbered(_ random: inout SeededRandom) -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: "t-2024-\(String(100 + Int.random(in: 0..<300, using: &random)))"
        case 1:
            String(
                (0..<Int.random(in: 1...6, using: &random)).map { _ in "ab12-".randomElement(using: &random) ?? "a" }
            )
            .replacing(#/^[-]+/#, with: "a")
        case 2: "event.\(Int.random(in: 0..<20, using: &random))_\(Int.random(in: 0..<20, using: &random))"
        default:
            String(repeating: "long-", count: Int.random(in: 8...24, using: &random))
                + "\(Int.random(in: 0..<9, using: &random))"
        }
    }

    @Test(arguments: [
        (RecordType.source, "Syrian Observatory for Human Rights", ["sohr"]), (.source, "syrian observatory", ["sohr"]),
        (.source, "Sohr", ["sohr"]), (.source, "Reuters", []), (.source, "Old Desk", []),
        (.actor, "Levant Liberation Organisation", ["hts"]), (.actor, "Front", ["hts"]), (.actor, "the rebels", []),
        (.place, "الباب", ["al-bab"]), (.place, "Bab City", ["al-bab"]), (.place, "Hidden Valley", []),
        (.event, "The Great Raid", []),
    ])
    func `are else those of who is called so`(_ type: RecordType, _ name: String, _ expected: [String]) throws {
        func place(_ id: String, _ name: String, _ more: String) -> String {
            #"{"id":"\#(id)","name":"\#(name)","place_type":"town","country":"SYR",\#(more)}"#
        }
        let dataset = try Made.dataset([
            (
                "sources.json",
                Made.list([
                    #"{"id":"sohr","name":"Syrian Observatory for Human Rights","source_type":"monitor"}"#,
                    #"{"id":"s2","name":"Old Desk","source_type":"monitor","retracted_at":"2024"}"#,
                ])
            ),
            (
                "actors.json",
                Made.list([
                    #"""
                    {"id":"hts","name":"Hayat Tahrir al-Sham","actor_type":"rebel_group","names":[
                    {"name":"Levant Liberation Organization","kind":"official"},{"name":"Nusra Front","kind":"former"},
                    {"name":"the rebels","kind":"weak"}]}
                    """#
                ])
            ),
            (
                "places.json",
                Made.list([
                    place("al-bab", "Al-Bab", #""names":[{"name":"الباب"},{"name":"Bab City"}]"#),
                    place("p2", "Hidden Valley", #""embargoed_until":"2099""#),
                ])
            ),
            ("events.json", Made.list([Made.event("raid", "2024")])),
        ])
        #expect(dataset.nearestIDs(to: name, in: type) == expected)
    }

    @Test(arguments: [(NameSearch.mostRecords, ["s9"], ["s0", "s1", "s10"]), (NameSearch.mostRecords + 1, [], [])])
    func `are looked for by name only among so many`(
        _ number: Int, _ expected: [String], _ namesakes: [String]
    ) throws {
        let sources = (0..<number).map { number in
            #"{"id":"s\#(number)","name":"\#(number == 9 ? "Sana Desk" : "Monitor")","source_type":"monitor"}"#
        }
        let dataset = try Made.dataset([("sources.json", Made.list(sources))])
        #expect(dataset.nearestIDs(to: "Sana Desk", in: .source) == expected)
        #expect(dataset.nearestIDs(to: "Monitor", in: .source) == namesakes)
    }

    @Test func `are those that are served`() throws {
        let events = [
            Made.event("raid-1", "2024-11-29"), Made.event("raid-2", "2024-11-29", "\"retracted_at\":\"2024-12-01\""),
            Made.event("raid-3", "2024-11-29", "\"embargoed_until\":\"2099\""), Made.event("raid-44", "2024-11-29"),
        ]
        let dataset = try Made.dataset([("events.json", Made.list(events))])
        #expect(dataset.nearestIDs(to: "raid-5", in: .event) == ["raid-1", "raid-44"])
        #expect(dataset.nearestIDs(to: "raid-5", in: .place) == [])
    }
}
