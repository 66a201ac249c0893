import Testing

@testable import ConflictData

@Suite struct StringFormTests {
    @Test(arguments: ["a", "0", "a.b", "a-b_c.9", String(repeating: "x", count: 128)])
    func `takes ids`(_ id: String) {
        let symbols = SymbolTable()
        #expect(StringForm.isID(symbols.intern(id), symbols))
    }

    @Test(arguments: ["", "A", "-a", ".a", "_a", "a b", "a/b", "é", "aé", "a\n", String(repeating: "x", count: 129)])
    func `refuses other ids`(_ id: String) {
        let symbols = SymbolTable()
        #expect(!StringForm.isID(symbols.intern(id), symbols))
    }

    @Test(arguments: [
        (CodeForm.country, ["SYR", "TUR"], ["syr", "SY", "SYRI", "S1R", "", "ÄÄÄ"]),
        (
            .language, ["ar", "en-GB", "zh-Hans-CN", "kmr", "sr-Latn"],
            ["", "a", "ar-", "-ar", "ar_SY", "abcdefghi", "ar-123456789", "1r", "é"]
        ),
        (
            .url, ["https://a", "http://example.org/a?b#c", "https://حلب.example"],
            ["", "https://", "example.org", "ftp://a", "https://a b", "HTTPS//a", "https://a\n"]
        ),
    ])
    func `knows the form of a code`(_ form: CodeForm, _ good: [String], _ bad: [String]) {
        for text in good { #expect(StringForm.complaint(text, form) == nil, "\(text)") }
        for text in bad { #expect(StringForm.complaint(text, form) != nil, "\(text)") }
    }

    @Test func `takes terms of one's own, and names the nearest for others`() {
        #expect(StringForm.unknownTerm("x_", "cause", .cause) == nil)
        let problem = StringForm.unknownTerm("smal_arms", "cause", .cause)
        #expect(problem?.message == "\"smal_arms\" is no cause; did you mean \"small_arms\"?")
        #expect(StringForm.unknownTerm("zzzzzzzz", "sex", .sex)?.message.contains("female, male, unknown") == true)
    }
}
