internal import FoundationEssentials
import TestSupport
import Testing

/// `sitrep export` and the routes of the same files.
@Suite struct ExportTests {
    private static let names = [
        "articles", "actors", "tallies", "interviews", "excerpts", "events", "places", "sources", "counts",
    ].flatMap { list in ["ndjson", "ndjson.gz", "csv"].map { "\(list).\($0)" } }

    private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder.path + "/" + name)))
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test(arguments: ["", "2024-11-29T12:00:00Z"])
    func `the files without a server are those of the server`(_ moment: String) throws {
        let folder = try TemporaryFolder()
        let ending = try ChildProcess.run(
            SitrepProgram.path, ["export", folder.path + "/a/b"] + (moment.isEmpty ? [] : ["--as-of", moment]))
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output == "Wrote 27 files and export.json to \(folder.path)/a/b.\n")
        #expect(try names(in: folder.path + "/a/b") == (Self.names + ["export.json"]).sorted())
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let query = moment.isEmpty ? "" : "?as_of=\(moment)"
        #expect(try client.request("GET", "/v1/export" + query).body == (try bytes(folder, "a/b/export.json")))
        for name in Self.names {
            let served = try client.request("GET", "/v1/export/\(name)\(query)")
            #expect(served.status == 200)
            #expect(served.fields["transfer-encoding"] == nil)
            #expect(served.body == (try bytes(folder, "a/b/" + name)), "\(name)")
        }
    }

    @Test func `HEAD tells the length and sends nothing`() throws {
        let server = try ServerProcess()
        let client = try RawClient(port: server.port)
        let whole = try client.request("GET", "/v1/export/counts.csv")
        let head = try client.request("HEAD", "/v1/export/counts.csv")
        #expect(head.body == [])
        for name in ["content-length", "etag", "repr-digest", "content-disposition"] {
            #expect(head.fields[name] == whole.fields[name] && head.fields[name] != nil, "\(name)")
        }
        // Another coding would be of another length, so there is none.
        #expect(
            try client.request("GET", "/v1/export/counts.csv", fields: ["Accept-Encoding: gzip"]).body == whole.body)
    }

    @Test func `a reload gives new files`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": "A", "license": "CC0-1.0", "attribution": "A"}"#, to: "dataset.json")
        let server = try ServerProcess([folder.path])
        let client = try RawClient(port: server.port)
        let before = try client.request("GET", "/v1/export")
        try folder.write(#"[{"id": "new-source", "name": "New", "source_type": "monitor"}]"#, to: "sources.json")
        server.hangUp()
        #expect(
            try eventually {
                try client.request("GET", "/v1/export/sources.ndjson").text.contains("new-source")
            })
        let after = try client.request("GET", "/v1/export")
        #expect(after.body != before.body)
        #expect(after.fields["etag"] != before.fields["etag"])
    }

    @Test func `writes what is chosen, and leaves nothing unfinished behind`() throws {
        let folder = try TemporaryFolder()
        let ending = try SitrepProgram.run("export", folder.path, "--type", "counts,event", "--format", "csv")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(try names(in: folder.path) == ["counts.csv", "events.csv", "export.json"])
        #expect(try folder.text(of: "export.json").contains(#""total":2,"#))
    }

    @Test func `leaves a folder that is not empty as it is, unless told`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "counts.csv")
        let refused = try SitrepProgram.run("export", folder.path)
        #expect(refused.status == 1)
        #expect(refused.errors == "sitrep: \(folder.path) is not an empty folder; --force writes into it anyway\n")
        #expect(try names(in: folder.path) == ["counts.csv"])
        #expect(try SitrepProgram.run("export", folder.path, "--force").status == 0)
        #expect(try folder.text(of: "counts.csv") != "mine")
    }

    @Test func `what cannot be written, read or meant is one clear line`() throws {
        let rows: [(arguments: [String], status: Int32, sentence: String)] = [
            (["/proc/sitrep"], 2, "sitrep: cannot write /proc/sitrep: "),
            (["a", "--dataset", "/nowhere"], 2, "/nowhere"),
            (["a", "--type", "counts,victims"], 64, "--type: there is no \"victims\"; there are articles, "),
            (["a", "--format", "xml"], 64, "--format: there is no \"xml\"; there are ndjson, ndjson.gz, csv"),
            (["a", "--as-of", "noon"], 64, "--as-of: "),
        ]
        for row in rows {
            let folder = try TemporaryFolder()
            let arguments = row.arguments.map { $0 == "a" ? folder.path + "/a" : $0 }
            let ending = try ChildProcess.run(SitrepProgram.path, ["export"] + arguments)
            #expect(ending.status == row.status)
            #expect(ending.errors.contains(row.sentence), "\(ending.errors)")
            #expect(ending.output == "")
            #expect(try names(in: folder.path) == [])
        }
    }

    @Test func `a dataset with errors is not written`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"title": 5}"#, to: "in/dataset.json")
        let ending = try SitrepProgram.run("export", folder.path + "/out", "--dataset", folder.path + "/in")
        #expect(ending.status == 1)
        #expect(ending.errors.contains("dataset.json:1:11: error: "))
        #expect(try names(in: folder.path) == ["in"])
    }
}
