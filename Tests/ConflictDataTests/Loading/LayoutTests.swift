import Testing

@testable import ConflictData

/// However a dataset is laid out in files, it is the same dataset.
@Suite struct LayoutTests {
    private typealias Files = [(name: String, bytes: [UInt8])]

    private static let tallies = [
        Made.tally("c", "2024-11-29"), Made.tally("a", "2024-11-30", killed: 2),
        Made.tally("b", "2024-11-28", killed: 3),
    ]

    private static func load(_ files: Files) throws -> Dataset {
        let common = [("dataset.json", Made.card), Made.sources].map { (name: $0.0, bytes: Array($0.1.utf8)) }
        let outcome = DatasetLoader(threads: 2, nowSeconds: Made.nowSeconds).load(files: common + files)
        return try #require(outcome.dataset, "\(outcome.findings)")
    }

    private static func text(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) {
        (name, Array(text.utf8))
    }

    private static let layouts: [String: Files] = [
        "one list": [text("tallies.json", Made.list(tallies))],
        "a list in another order": [text("tallies.json", Made.list(tallies.reversed()))],
        "lines": [text("tallies.ndjson", tallies.joined(separator: "\n"))],
        "lines that end": [text("tallies.ndjson", tallies.joined(separator: "\n") + "\n")],
        "lines of Windows": [text("tallies.ndjson", tallies.joined(separator: "\r\n") + "\r\n")],
        "lines with blank ones": [text("tallies.ndjson", "\n\n" + tallies.joined(separator: "\n \t\n\n") + "\n\n")],
        "a byte order mark": [text("tallies.ndjson", "\u{FEFF}" + tallies.joined(separator: "\n"))],
        "a byte order mark before a list": [text("tallies.json", "\u{FEFF}" + Made.list(tallies))],
        "a folder": tallies.enumerated().map { text("tallies/\($0).json", $1) },
        "a folder of lists and lines": [
            text("tallies/x.ndjson", tallies[0] + "\n" + tallies[1]), text("tallies/y.json", Made.list([tallies[2]])),
        ],
        "records that name their schema": tallies.enumerated().map {
            text("tallies/\($0).json", "{\"$schema\": \"../.schemas/tallies.json\", " + $1.dropFirst())
        },
        "a file and a folder": [
            text("tallies.json", tallies[0]), text("tallies/more.ndjson", tallies[1] + "\n" + tallies[2]),
        ],
        "a compressed list": [("tallies.json.gz", StoredGzip.member(Made.list(tallies)))],
        "compressed lines": [("tallies.ndjson.gz", StoredGzip.member(tallies.joined(separator: "\n")))],
        "two compressed members": [
            (
                "tallies.ndjson.gz",
                StoredGzip.member(tallies[0] + "\n") + StoredGzip.member(tallies[1] + "\n" + tallies[2])
            )
        ],
        "other white space": [text("tallies.json", Made.list(tallies).replacing(",", with: " ,\r\n\t"))],
    ]

    @Test(arguments: layouts.keys.sorted())
    func `has the same version and gives the same answers`(_ layout: String) throws {
        let expected = try Self.load(try #require(Self.layouts["one list"]))
        let dataset = try Self.load(try #require(Self.layouts[layout]))
        #expect(dataset.version == expected.version)
        #expect(try dataset.ids(.tally) == ["a", "c", "b"])
        for type in [RecordType.tally, .count] {
            for id in try expected.ids(type) {
                #expect(try dataset.text(id, in: type) == expected.text(id, in: type))
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func `does not depend on the number of threads`(_ threads: Int) throws {
        let files = Self.tallies.enumerated().map { (name: "tallies/\($0).json", text: $1) }
        let one = try #require(Made.outcome([Made.sources] + files, threads: 1).dataset)
        let many = try #require(Made.outcome([Made.sources] + files, threads: threads).dataset)
        #expect(one.version == many.version)
    }

    // MARK: Version

    private static let record = """
        {"id":"a","name":"A","source_type":"un","tags":["x","y"],"external_ids":{"acled":"1","ucdp":"2"},"x_b":{"k":1},"x_a":2}
        """

    private static func version(_ source: String, card: String = Made.card) throws -> String {
        try Made.dataset([("dataset.json", card), ("sources.json", source)]).version
    }

    @Test(arguments: [
        "{\"x_a\":2,\"x_b\":{\"k\":1},\"external_ids\":{\"ucdp\":\"2\",\"acled\":\"1\"},\"tags\":[\"x\",\"y\"],\"source_type\":\"un\",\"name\":\"A\",\"id\":\"a\"}",
        "{ \"name\" : \"A\" ,\n\"id\":\"a\",\"x_b\":{ \"k\" : 1 },\"source_type\":\"un\",\"x_a\":2,\"tags\":[ \"x\" , \"y\" ],\"external_ids\":{\"acled\":\"1\",\"ucdp\":\"2\"}}",
    ])
    func `does not depend on the order of keys`(_ written: String) throws {
        #expect(try Self.version(written) == Self.version(Self.record))
    }

    @Test(arguments: [
        ("\"A\"", "\"B\""), ("\"un\"", "\"ngo\""), ("[\"x\",\"y\"]", "[\"y\",\"x\"]"),
        ("\"ucdp\":\"2\"", "\"ucdp\":\"3\""),
        ("\"x_a\":2", "\"x_a\":3"), ("\"x_a\":2", "\"x_c\":2"), ("{\"k\":1}", "{\"k\":\"1\"}"),
        ("\"x_a\":2", "\"notes\":null"),
    ])
    func `changes with every character that means something`(_ old: String, _ new: String) throws {
        #expect(try Self.version(Self.record.replacing(old, with: new)) != Self.version(Self.record))
    }

    @Test func `changes with the card`() throws {
        let other = Made.card.replacing("Nobody", with: "Somebody")
        #expect(try Self.version(Self.record, card: other) != Self.version(Self.record))
    }

    @Test func `is 32 hexadecimal digits`() throws {
        #expect(try Self.version(Self.record).wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
    }
}
