import Testing

@testable import HTTP

@Suite struct EntityTagTests {
    @Test(
        arguments: [
            ("\"a\"", true, true),
            ("\"b\"", false, false),
            ("*", true, true),
            ("* ", true, true),
            ("W/\"a\"", true, false),
            ("\"b\", \"a\"", true, true),
            (" , \"b\" ,, \"a\" , ", true, true),
            ("\"b\",W/\"a\"", true, false),
            ("\"\"", false, false),
            ("\"A\"", false, false),
            ("\"aa\"", false, false),
            ("\"b,\\\", \"a\"", true, true),
            ("", false, false),
            ("a", false, false),
            ("\"a", false, false),
            ("w/\"a\"", false, false),
            ("W/ \"a\"", false, false),
            ("\"b\" \"a\"", false, false),
            ("\"b c\", \"a\"", false, false),
            ("*, \"a\"", false, false),
            ("\"a\"x", false, false),
        ]
    )
    func `finds a strong tag in a list`(_ list: String, _ weakly: Bool, _ strongly: Bool) {
        let tag = EntityTag(opaque: "a")
        #expect(tag.isNamed(in: list, comparing: .weak) == weakly)
        #expect(tag.isNamed(in: list, comparing: .strong) == strongly)
    }

    @Test func `never finds a weak tag by strong comparison`() {
        let tag = EntityTag(opaque: "a", isWeak: true)
        #expect(tag.isNamed(in: "\"a\"", comparing: .weak))
        #expect(!tag.isNamed(in: "\"a\", W/\"a\"", comparing: .strong))
    }

    @Test(arguments: [EntityTag(opaque: "x-1"), EntityTag(opaque: "", isWeak: true), EntityTag(opaque: "ä,!")])
    func `reads back what it writes`(_ tag: EntityTag) {
        #expect(EntityTag(parsing: tag.fieldValue) == tag)
    }

    @Test(arguments: ["", "a", "\"a", "a\"", "\"a\" ", "W/a", "*", "\"a b\"", "\"a\", \"b\""])
    func `refuses what is no tag`(_ text: String) {
        #expect(EntityTag(parsing: text) == nil)
    }
}
