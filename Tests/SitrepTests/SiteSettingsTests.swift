import API
import Testing

@testable import Sitrep

@Suite struct SiteSettingsTests {
    private func site(_ flags: [String: String], _ environment: [String: String] = [:]) throws -> Site {
        try ServeSettings(flags: flags, environment: environment, configPath: nil).site
    }

    @Test func `says nothing of its own accord but that robots may come`() throws {
        let site = try site([:])
        #expect(site.publicURL == nil)
        #expect(site.admitsRobots)
        #expect(site.security == nil)
    }

    @Test func `takes a contact with the time until which it holds`() throws {
        let given = ["security_contact": "mailto:a@example.org, https://example.org/report", "robots": "refuse"]
        let site = try site(given, ["SITREP_SECURITY_EXPIRES": "2027-06-30T00:00:00Z"])
        #expect(!site.admitsRobots)
        #expect(site.security != nil)
    }

    @Test(arguments: [
        (
            ["security_contact": "mailto:a@example.org"],
            "security_contact is given without security_expires; say until when it holds, at most a year ahead"
        ),
        (
            ["security_expires": "2027-06-30T00:00:00Z"],
            "security_expires is given without security_contact; there is nobody to tell"
        ),
        (
            ["security_policy": "https://example.org"],
            "security_policy is given without security_contact; there is nobody to tell"
        ),
        (
            ["security_contact": "a@example.org", "security_expires": "2027-06-30T00:00:00Z"],
            "--security-contact: \"a@example.org\" is not a contact such as mailto:security@example.org"
        ),
        (
            ["security_contact": "tel:+49-30-1", "security_expires": "2027-06-30"],
            "--security-expires: \"2027-06-30\" is not a moment such as 2027-06-30T00:00:00Z"
        ),
        (["robots": "no"], "--robots: \"no\" is not one of allow, refuse"),
    ])
    func `says what is wrong or missing`(_ flags: [String: String], _ sentence: String) {
        #expect(throws: SettingError(sentence)) { try site(flags) }
    }
}
