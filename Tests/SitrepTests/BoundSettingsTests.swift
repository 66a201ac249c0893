import ArgumentParser
import HTTPServer
import Testing
import Transport

@testable import Sitrep

@Suite struct BoundSettingsTests {
    private func settings(_ flags: [String: String]) throws -> ServeSettings {
        try ServeSettings(flags: flags, environment: [:], configPath: nil)
    }

    @Test func `the defaults of the table are those of the engine`() throws {
        #expect("\(try settings([:]).limits)" == "\(ServerLimits())")
    }

    @Test(arguments: Setting.bounds)
    func `each bound changes what it names`(_ setting: Setting) throws {
        guard let number = setting.defaultText.flatMap({ Int($0) }) else {
            Issue.record("a bound has a number as its default")
            return
        }
        let changed = try settings([setting.key: String(number + 1)])
        let usual = try settings([:])
        let differs = "\(changed.limits)" != "\(usual.limits)"
        #expect(differs || changed.drainDeadlineSeconds != usual.drainDeadlineSeconds)
    }

    @Test(arguments: Setting.all.filter { $0.key != Setting.dataset.key })
    func `each setting has its option`(_ setting: Setting) throws {
        let serve = try #require(try Sitrep.parseAsRoot(["serve", setting.flag, "1"]) as? Serve)
        #expect(serve.given == [setting.key: "1"])
    }

    @Test func `takes a list of trusted networks`() throws {
        let networks = try settings(["trusted_proxies": "10.0.0.0/8, ::1"]).trustedProxies
        #expect(try networks == [NetworkPrefix("10.0.0.0/8"), NetworkPrefix("::1")])
        #expect(try settings(["trusted_proxies": ""]).trustedProxies == [])
    }

    @Test func `says what is wrong with a network`() {
        let sentence =
            "--trusted-proxies: \"10.0.0.1/8\" is not a list of networks such as 10.0.0.0/8,fd00::/8: "
            + "\"10.0.0.1/8\" has bits behind its prefix"
        #expect(throws: SettingError(sentence)) { try settings(["trusted_proxies": "10.0.0.1/8"]) }
    }
}
