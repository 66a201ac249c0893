import Testing

@testable import ConflictData

struct NameResolverTests {
    /// Three actors: the alliance, the front it grew out of (which a second group claims from 2018), and the army.
    private static let alliance = 0
    private static let front = 1
    private static let army = 2
    private static let brigade = 3
    private static let entries: [NameEntry] = [
        NameEntry(name: "hts", row: alliance, kind: .id),
        NameEntry(name: "Levant Liberation Organization", row: alliance, kind: .main),
        NameEntry(name: "Hayat Tahrir al-Sham", row: alliance, kind: .transliteration, from: year(2017)),
        NameEntry(name: "هيئة تحرير الشام", row: alliance, kind: .ownName, from: year(2017)),
        NameEntry(name: "HTS", row: alliance, kind: .acronym),
        NameEntry(name: "the rebels", row: alliance, kind: .weak),
        NameEntry(name: "nusra-front", row: front, kind: .id),
        NameEntry(name: "Nusra Front", row: front, kind: .main),
        NameEntry(name: "Nusra Front", row: front, kind: .official, from: year(2012), to: year(2017) - 1),
        NameEntry(name: "Nusra Front", row: brigade, kind: .ownName, from: year(2018)),
        NameEntry(name: "the rebels", row: front, kind: .weak),
        NameEntry(name: "saa", row: army, kind: .id),
        NameEntry(name: "Syrian Arab Army", row: army, kind: .main),
        NameEntry(name: "Northern Brigade", row: brigade, kind: .main),
        NameEntry(name: "the army", row: brigade, kind: .weak),
        NameEntry(name: "The Army", row: army, kind: .short),
        NameEntry(name: "?!", row: army, kind: .short),
    ]
    private static let resolver = NameResolver(entries)

    /// The first instant of a year, near enough for names that change at New Year.
    private static func year(_ year: Int64) -> Int64 { (year - 1970) * 31_556_952 * 1_000_000 }

    @Test(arguments: [
        ("Hayat Tahrir al-Sham", alliance), ("hayat tahrir al sham", alliance), ("HAYAT  TAHRIR AL‑SHAM", alliance),
        ("Hayât Tahrîr al-Shām", alliance), ("هيئة تحرير الشام", alliance), ("هيئه تحرير شام", alliance),
        ("hts", alliance), ("HTS", alliance), ("Hts", alliance), ("SAA", army), ("syrian arab army", army),
        ("the army", army), ("Northern-Brigade", brigade),
    ])
    func `finds a record by any spelling of any name`(_ query: String, _ row: Int) {
        guard case .matches(let found, let alternatives) = Self.resolver.resolve(query) else {
            Issue.record("\(query) did not match")
            return
        }
        #expect(found.map(\.row) == [row])
        #expect(alternatives.isEmpty)
    }

    @Test func `tells which name matched`() {
        #expect(Self.resolver.resolve("HTS") == .matches([Self.entries[4]], alternatives: []))
        #expect(Self.resolver.resolve("hts") == .matches([Self.entries[0]], alternatives: []))
    }

    @Test func `takes an exact id for its record alone, and at any date`() {
        #expect(
            Self.resolver.resolve("nusra-front", on: Self.year(2020)) == .matches([Self.entries[6]], alternatives: []))
        #expect(rows(Self.resolver.resolve("nusra front")) == [Self.front, Self.brigade])
    }

    @Test func `means everyone who ever bore the name when no date is given`() {
        // The dated entry of the front stands for its undated main name.
        let expected = NameResolver.Resolution.matches([Self.entries[8], Self.entries[9]], alternatives: [])
        #expect(Self.resolver.resolve("Nusra Front") == expected)
    }

    @Test(arguments: [
        (year(2012), front, brigade), (year(2015), front, brigade), (year(2017) - 1, front, brigade),
        (year(2018), brigade, front), (year(2024), brigade, front),
    ])
    func `means the one that bore the name at the date`(_ instant: Int64, _ row: Int, _ other: Int) {
        guard case .matches(let found, let alternatives) = Self.resolver.resolve("nusra front", on: instant) else {
            Issue.record("did not match")
            return
        }
        #expect(found.map(\.row) == [row])
        #expect(alternatives.map(\.row) == [other])
    }

    @Test(arguments: [year(2012) - 1, year(2017), year(2018) - 1])
    func `knows nobody at a date between bearers, and says who bore the name at other times`(_ instant: Int64) {
        let expected = NameResolver.Resolution.unknown(
            suggestions: ["Nusra Front", "Northern Brigade"], alternatives: [Self.entries[8], Self.entries[9]])
        #expect(Self.resolver.resolve("Nusra Front", on: instant) == expected)
    }

    @Test func `never resolves a weak name, but says whose it may be`() {
        let expected = NameResolver.Resolution.weak(
            candidates: [Self.entries[5], Self.entries[10]],
            suggestions: ["Levant Liberation Organization", "Nusra Front"])
        #expect(Self.resolver.resolve("The Rebels") == expected)
        #expect(Self.resolver.resolve("the rebels", on: Self.year(2015)) == expected)
    }

    @Test(arguments: [
        ("Nusra Frnt", ["Nusra Front"]), ("Hayat Tahrir", ["Hayat Tahrir al-Sham"]),
        ("Levant Liberation", ["Levant Liberation Organization"]), ("the rebel", []), ("Taliban", []), ("?!", []),
        ("", []), ("army", ["The Army"]),
    ])
    func `suggests names near one of nobody, each record once and no weak ones`(_ query: String, _ expected: [String]) {
        #expect(Self.resolver.resolve(query) == .unknown(suggestions: expected, alternatives: []))
    }

    @Test func `suggests no more names than fit in a sentence`() {
        let many = NameResolver((0..<50).map { NameEntry(name: "Brigade \($0 + 100)", row: $0, kind: .main) })
        guard case .unknown(let suggestions, _) = many.resolve("Brigade 1000") else {
            Issue.record("matched")
            return
        }
        #expect(suggestions.count == NameResolver.maxSuggestions)
    }

    private func rows(_ resolution: NameResolver.Resolution) -> [Int] {
        if case .matches(let found, _) = resolution { found.map(\.row) } else { [] }
    }
}
