import Testing

@testable import ConflictData

/// What findings say, and in which order.
@Suite struct FindingTests {
    private static func findings(_ files: Made.Files) -> [String] {
        Made.outcome(files).findings.map { "\($0.file):\($0.line):\($0.column) \($0.rule.rawValue): \($0.message)" }
    }

    @Test(arguments: [
        (Made.source("a", "\"nmae\":1"), "unknown_key: unknown key \"nmae\"; did you mean \"name\"?"),
        (
            Made.source("a", "\"zzzzzzzzz\":1"),
            "unknown_key: unknown key \"zzzzzzzzz\"; remove it, or begin it with x_ to keep it"
        ),
        (
            Made.source("a", "\"country\":\"syr\""),
            "bad_value: \"syr\" is no country code; use three capital letters of ISO 3166-1 alpha-3, such as SYR"
        ),
        (
            Made.source("a", "\"url\":\"www.example.org\""),
            "bad_value: \"www.example.org\" is no web address; write it whole, beginning with https://"
        ),
        (
            Made.source("a", "\"affiliation_actor_id\":\"army\""),
            "dangling_reference: no actor has the id \"army\"; add it, or remove the reference"
        ),
        (
            Made.source("a", "\"recorded_at\":\"1.2.2024\""),
            "bad_date: \"1.2.2024\" is no date; write 2024, 2024-11, 2024-11-29 or 2024-11-29T18:00:00Z"
        ),
        (Made.source("a", "\"tags\":null"), "wrong_type: \"tags\" must be a list, not null"),
        (
            Made.source("a b"),
            "bad_id: \"a b\" is no id; use 1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit"
        ),
        (
            "{\"id\":\"a\",\"name\":\"A\"}",
            "missing_key: the key \"source_type\" is missing: What kind of source it is."
        ),
    ])
    func `says what to do`(_ record: String, _ expected: String) throws {
        let finding = try #require(Self.findings([("sources.json", record)]).first)
        #expect(finding.hasSuffix(" " + expected), "\(finding)")
    }

    @Test func `comes in order of file and place`() {
        let bad = "{\"id\":\"a\",\"zz\":1,\"name\":2,\n\"source_type\":\"un\",\"yy\":3}"
        let found = Self.findings([
            ("sources/b.json", bad.replacing("\"a\"", with: "\"b\"")), ("sources/a.json", bad), ("places.json", "["),
        ])
        #expect(
            found.map { $0.prefix { $0 != " " } } == [
                "places.json:1:2", "sources/a.json:1:11", "sources/a.json:1:25", "sources/a.json:2:20",
                "sources/b.json:1:11",
                "sources/b.json:1:25", "sources/b.json:2:20",
            ])
    }

    /// References to what could not be read are not said to lead nowhere.
    @Test(arguments: [
        ("sources.json", "[\(Made.source("press"))\(Made.source("monitor"))]"),
        ("sources.ndjson", "\(Made.source("press"))\nmonitor"),
        ("sources.json", "[\(Made.source("press")),{\"id\":\"monitor\",\"x_a\":1e999}]"), ("sources.json", ""),
    ])
    func `reports a broken file once`(_ name: String, _ text: String) {
        let outcome = Made.outcome([(name, text), ("tallies.json", Made.tally("t", "2024-11-29"))])
        #expect(outcome.findings.count == 1, "\(Made.places(outcome.findings))")
        #expect(outcome.findings.first?.file == name)
    }

    @Test func `names the record it is about`() {
        let outcome = Made.outcome([
            (
                "sources.json",
                "[{\"nmae\":1,\"id\":\"a\",\"name\":\"A\",\"source_type\":\"un\"},\(Made.source("b", "\"x_a\":{\"k\":1,\"k\":2}"))]"
            )
        ])
        #expect(outcome.findings.map(\.id) == ["a", "b"])
        #expect(outcome.findings.map(\.type) == [.source, .source])
    }

    /// Ten thousand times the same mistake: found in the time of one.
    @Test func `looks up the nearest of a wrong id once`() {
        let actors = (0..<300).map { Made.actor("actor-\($0)") }
        let sources = (0..<2000).map { Made.source("s\($0)", "\"affiliation_actor_id\":\"actr-7\"") }
        let outcome = Made.outcome([("actors.json", Made.list(actors)), ("sources.json", Made.list(sources))])
        #expect(outcome.findings.count == 2000)
        #expect(Set(outcome.findings.map(\.message)) == ["no actor has the id \"actr-7\"; did you mean \"actor-7\"?"])
    }
}
