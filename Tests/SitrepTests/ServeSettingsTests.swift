import TestSupport
import Testing

@testable import Sitrep

@Suite struct ServeSettingsTests {
    private func settings(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws -> ServeSettings {
        let folder = try TemporaryFolder()
        if let file { try folder.write(file, to: "sitrep.json") }
        return try ServeSettings(
            flags: flags, environment: environment, configPath: file == nil ? nil : folder.path + "/sitrep.json")
    }

    @Test func `has a default for everything but the dataset`() throws {
        let settings = try settings()
        #expect(settings.dataset == nil)
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.tls == nil)
        #expect(settings.threads == 0)
        #expect(settings.accessLog == .off)
    }

    @Test func `lets a flag win over the environment and the environment over the file`() throws {
        let file = #"{"port": 1, "host": "one", "access_log": "json"}"#
        let environment = ["SITREP_PORT": "2", "SITREP_HOST": "two", "PORT": "7"]
        let settings = try settings(flags: ["port": "3"], environment: environment, file: file)
        #expect(settings.port == 3)
        #expect(settings.host == "two")
        #expect(settings.accessLog == .json)
    }

    @Test func `takes whole numbers of a file with or without quotes`() throws {
        #expect(try settings(file: #"{"port": "81", "threads": 2}"#).port == 81)
    }

    struct Refusal: Sendable {
        let flags: [String: String]
        let environment: [String: String]
        let sentence: String
    }

    @Test(arguments: [
        Refusal(
            flags: ["port": "http"], environment: [:],
            sentence: "--port: \"http\" is not a whole number from 0 to 65535"),
        Refusal(
            flags: ["port": "65536"], environment: [:],
            sentence: "--port: \"65536\" is not a whole number from 0 to 65535"),
        Refusal(
            flags: [:], environment: ["SITREP_THREADS": "-1"],
            sentence: "SITREP_THREADS: \"-1\" is not a whole number from 0 to 1024"),
        Refusal(
            flags: ["access_log": "yes"], environment: [:],
            sentence: "--access-log: \"yes\" is not one of off, text, json"),
        Refusal(flags: ["host": ""], environment: [:], sentence: "--host: \"\" is not a value"),
    ])
    func `says which value is wrong and what it should be`(_ row: Refusal) {
        #expect(throws: SettingError(row.sentence)) {
            try settings(flags: row.flags, environment: row.environment)
        }
    }

    @Test(arguments: [
        #"{"prot": 1}"#: "there is no setting \"prot\"; there are " + Setting.all.map(\.key).joined(separator: ", "),
        #"{"port": [1]}"#: "a settings file is one JSON object of texts and whole numbers",
        #"{"port": 1"#: "a settings file is one JSON object of texts and whole numbers",
        #"{"port": 99999}"#: "port: \"99999\" is not a whole number from 0 to 65535",
    ])
    func `refuses a wrong settings file`(_ file: String, _ sentence: String) throws {
        let error = #expect(throws: SettingError.self) { try settings(file: file) }
        #expect(error?.description.hasSuffix("/sitrep.json: " + sentence) == true)
    }

    @Test func `refuses a settings file that is not there`() {
        #expect(throws: SettingError("cannot read the settings file /nowhere/sitrep.json")) {
            try ServeSettings(flags: [:], environment: [:], configPath: "/nowhere/sitrep.json")
        }
    }
}
