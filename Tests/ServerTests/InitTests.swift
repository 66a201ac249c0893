import TestSupport
import Testing

@Suite struct InitTests {
    @Test func `writes a folder that is clean and serves the same data as no folder`() throws {
        let folder = try TemporaryFolder()
        let written = folder.path + "/reports/aleppo"
        #expect(try SitrepProgram.run("init", written).status == 0)
        #expect(try SitrepProgram.run("check", written).output == "0 errors, 0 warnings\n")
        let fromFolder = try RawClient(port: ServerProcess([written]).port)
        let sample = try RawClient(port: ServerProcess().port)
        #expect(try fromFolder.request("GET", "/v1").body == sample.request("GET", "/v1").body)
    }

    @Test func `fills an empty folder`() throws {
        let folder = try TemporaryFolder()
        #expect(try SitrepProgram.run("init", folder.path).status == 0)
        #expect(try folder.text(of: "dataset.json").contains("title"))
    }

    @Test func `leaves a folder that is not empty as it is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "dataset.json")
        let ending = try SitrepProgram.run("init", folder.path)
        #expect(ending.status == 1)
        #expect(ending.errors == "sitrep: \(folder.path) is not an empty folder\n")
        #expect(try folder.text(of: "dataset.json") == "mine")
    }

    @Test func `says so when it may not write`() throws {
        let ending = try SitrepProgram.run("init", "/proc/sitrep")
        #expect(ending.status == 2)
        #expect(ending.errors == "sitrep: cannot write to /proc/sitrep\n")
    }
}
