import TestSupport
import Testing

@testable import Sitrep

/// The table of settings and what people read about it say the same.
@Suite struct SettingsDocumentTests {
    private static func row(_ setting: Setting) -> String {
        let defaultText = setting.defaultText.map { "`\($0)`" } ?? "none"
        let flag = setting.key == Setting.dataset.key ? "first argument" : "`\(setting.flag)`"
        return "| `\(setting.key)` | \(flag) | `\(setting.environmentName)` | \(defaultText) | \(setting.help) |"
    }

    @Test(arguments: Setting.all)
    func `the page of settings has its row`(_ setting: Setting) throws {
        let page = try Fixtures.text(of: "Docs/Settings.md")
        #expect(page.split(separator: "\n").contains { $0 == Self.row(setting) }, "\(Self.row(setting))")
    }

    @Test func `the page of settings has no other row`() throws {
        let page = try Fixtures.text(of: "Docs/Settings.md")
        #expect(page.split(separator: "\n").count { $0.hasPrefix("| `") } == Setting.all.count)
    }

    @Test func `the sample file of settings names each once and is taken`() throws {
        let layer = try SettingsFile.read(Fixtures.path("Config/sitrep.json"))
        #expect(Set(layer.values.keys) == Set(Setting.all.map(\.key)))
        let settings = try ServeSettings(
            flags: [:], environment: [:], configPath: Fixtures.path("Config/sitrep.json"))
        #expect(settings.dataset == "/data")
    }
}
