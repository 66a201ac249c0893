import Testing

@testable import HTTP

@Suite struct KnownFieldTests {
    @Test(arguments: KnownField.allCases)
    func `is found by its name in any case and by no near one`(_ field: KnownField) {
        let name = "\(field.lowercasedName)"
        #expect(KnownField(matching: name.utf8.span) == field)
        #expect(KnownField(matching: name.uppercased().utf8.span) == field)
        #expect(KnownField(matching: (name + "s").utf8.span) == nil)
        #expect(KnownField(matching: String(name.dropLast()).utf8.span) != field)
        #expect(KnownField(matching: name.replacing("-", with: "_").utf8.span) == (name.contains("-") ? nil : field))
    }

    @Test func `has raw values that index a table of its count`() {
        #expect(KnownField.allCases.map(\.rawValue) == Array(0..<KnownField.count))
    }

    @Test func `does not know other fields`() {
        #expect(KnownField(matching: "cookie".utf8.span) == nil)
        #expect(KnownField(matching: "".utf8.span) == nil)
    }
}
