import TestSupport
import Testing

@testable import ConflictData

/// Which files of a folder are read, and what is said when one cannot be.
@Suite struct DatasetFolderTests {
    private static func load(_ folder: TemporaryFolder) throws -> LoadOutcome {
        try DatasetLoader(threads: 2, nowSeconds: Made.nowSeconds).load(folder: folder.path)
    }

    private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Made.card, to: "dataset.json")
        for (name, text) in files { try folder.write(text, to: name) }
        return folder
    }

    @Test(arguments: [
        "sources.json", "sources.ndjson", "sources/a.json", "sources/a.ndjson", "sources/any name.json",
    ])
    func `reads files of a type`(_ name: String) throws {
        #expect(try #require(Self.load(Self.folder([name: Made.source("a")])).dataset).count(of: .source) == 1)
    }

    @Test(arguments: [
        "source.json", "Sources.json", "sources.txt", "sources.json.bak", "sources.old.json", ".sources.json",
        "sources/.a.json",
        "sources/a.txt", "sources/deeper/a.json", "other/a.json", "counts.json", "excerpts.json", "README.md",
        "sources.json/a.json",
    ])
    func `leaves other files alone`(_ name: String) throws {
        #expect(try #require(Self.load(Self.folder([name: "not JSON"])).dataset).count(of: .source) == 0)
    }

    @Test(arguments: [
        ("source.json", "sources.json"), ("Sources.json", "sources.json"), ("SOURCES.JSON.GZ", "sources.json.gz"),
        ("tallie.json", "tallies.json"), ("tally.ndjson", "tallies.ndjson"),
        ("article.ndjson.gz", "articles.ndjson.gz"),
        ("evetns.json", "events.json"), ("intervews.json", "interviews.json"), ("sources.jsonl", "sources.ndjson"),
        ("sources.jsonl.gz", "sources.ndjson.gz"), ("datset.json", "dataset.json"), ("dataset.ndjson", "dataset.json"),
        ("sources/a.jsonl", "sources/a.ndjson"), ("source/a.json", "sources/"), ("Tallies/a.json", "tallies/"),
    ])
    func `warns of what may have been meant`(_ name: String, _ meant: String) throws {
        let outcome = try Self.load(Self.folder([name: Made.source("a")]))
        #expect(outcome.dataset != nil)
        let file = meant.hasSuffix("/") ? String(name.prefix { $0 != "/" }) : name
        #expect(Made.places(outcome.findings) == ["unknown_file \(file):1:1 "])
        #expect(
            outcome.findings.allSatisfy { $0.severity == .warning && $0.message.hasSuffix("did you mean \(meant)?") })
        #expect(outcome.dataset?.findings.count == 1)
    }

    @Test(arguments: [
        "README.md", "LICENSE", "LICENSE.txt", ".tallie.json", "sources.txt", "sources.json.bak", "sources.json~",
        "sources.old.json", "sources.csv", "package.json", "resources.json", "pages.json", "ar.json", "data.json",
        "counts.json", "excerpts.json", "map.geojson", "other/a.json", "sources/README.md", "sources/.a.jsonl",
        "tallies.schema.json", "dataset.json.sha256", "Makefile", "sources",
    ])
    func `is silent on what is clearly something else`(_ name: String) throws {
        #expect(try Self.load(Self.folder([name: "not JSON"])).findings == [])
    }

    @Test(arguments: ["sources", "tallie", "tallie.json/a.txt", "articles.jsonl/a.txt"])
    func `warns of files as files and of folders as folders`(_ name: String) throws {
        #expect(try Self.load(Self.folder([name: "not JSON"])).findings == [])
    }

    @Test(arguments: [
        ["dataset.ndjson": Made.card], ["card.json": Made.card], ["dataset": Made.card], ["Dataset.json": Made.card],
        [:],
    ])
    func `wants a card`(_ files: [String: String]) throws {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        try folder.write("[{}]", to: "articles.json")
        let outcome = try Self.load(folder)
        #expect(outcome.dataset == nil)
        let errors = outcome.findings.filter { $0.severity == .error }
        #expect(errors.map(\.file) == Array(repeating: "articles.json", count: 4) + ["dataset.json"])
        #expect(errors.last?.rule == .missingFile)
    }

    @Test func `wants one card alone`() {
        let loader = DatasetLoader(threads: 1, nowSeconds: Made.nowSeconds)
        let outcome = loader.load(files: [
            ("dataset.json", Array(Made.card.utf8)), ("dataset.json.gz", StoredGzip.member(Made.card)),
        ])
        #expect(outcome.dataset == nil)
        #expect(Made.places(outcome.findings) == ["duplicate_id dataset.json.gz:1:1 "])
    }

    @Test func `is one clear line when there is no folder`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        for (path, reason) in [("/none", "No such file or directory"), ("/file", "Not a directory")] {
            let path = folder.path + path
            let error = try #require(throws: DatasetUnreadable.self) {
                try DatasetLoader(threads: 1, nowSeconds: 0).load(folder: path)
            }
            #expect(error.description == "cannot read \(path): \(reason)")
        }
    }

    @Test(arguments: ["", "plain text", "\u{1F}\u{8B}"])
    func `is one clear line when a compressed file is none`(_ text: String) throws {
        let folder = try Self.folder(["sources.json.gz": text])
        let error = try #require(throws: DatasetUnreadable.self) { try Self.load(folder) }
        #expect(error.description == "cannot read sources.json.gz: not a sound gzip file")
    }

    @Test func `is one clear line when a compressed file is cut short or damaged`() {
        let sound = StoredGzip.member(Made.source("a"))
        var damaged = sound
        damaged[20] ^= 1
        for bytes in sound.indices.map({ Array(sound[..<$0]) }) + [damaged, sound + [0x1F, 0x8B], sound + [0]] {
            let loader = DatasetLoader(threads: 1, nowSeconds: Made.nowSeconds)
            let outcome = loader.load(files: [("dataset.json", Array(Made.card.utf8)), ("sources.json.gz", bytes)])
            #expect(outcome.dataset == nil)
            #expect(outcome.findings.map(\.message) == ["cannot read sources.json.gz: not a sound gzip file"])
        }
    }
}
