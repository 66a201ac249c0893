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

    @Test(arguments: [
        ("event-1", "event-1", 0, true), ("evnet-1", "event-1", 0, true), ("event-1", "event-2", 0, false),
        ("event-1", "event-2", 1, true), ("raid", "raids", 0, false), ("raid", "raids", 1, true),
        ("abc", "xyz", 2, false), ("a", "aaaa", 2, false),
    ])
    func `signatures tell what is too far`(_ a: String, _ b: String, _ edits: Int, _ mayBe: Bool) {
        let (first, second) = (LetterSignature(of: a.utf8), LetterSignature(of: b.utf8))
        #expect(first.mayBeWithin(edits, of: second) == mayBe && second.mayBeWithin(edits, of: first) == mayBe)
    }

    @Test(arguments: [("raid", "big-raid-1", true), ("raid", "rai", false), ("raid", "bird", false), ("", "a", true)])
    func `signatures tell what cannot be inside`(_ part: String, _ whole: String, _ mayBe: Bool) {
        #expect(LetterSignature(of: part.utf8).mayBeInside(LetterSignature(of: whole.utf8)) == mayBe)
    }
}
