import Testing

@testable import API

struct AddressTests {
    @Test func `leaves out what is used anyway and names the format only when asked to`() {
        var address = Address(path: "/v1/counts", explicitFormat: nil)
        address.append(.limit, "50")
        address.append(.envelope, "true")
        address.append(.cursor, nil)
        #expect(address.text == "/v1/counts")
        address.append(.limit, "5")
        address.append("measure", "killed,x_odd one")
        #expect(address.text == "/v1/counts?limit=5&measure=killed,x_odd%20one")
        #expect(Address(path: "/v1/counts", explicitFormat: .json).text == "/v1/counts.json")
    }

    @Test(arguments: [
        ("id,headline", "id,headline"), ("a b", "a%20b"), ("a&b=c", "a%26b%3Dc"), ("1+1", "1%2B1"),
        ("حلب", "%D8%AD%D9%84%D8%A8"), ("100%", "100%25"), ("<x>\"", "%3Cx%3E%22"),
        ("2024-11-29T18:00:00Z", "2024-11-29T18:00:00Z"),
    ])
    func `escapes what a query cannot hold`(_ text: String, _ escaped: String) {
        #expect(Address.percentEncoded(text) == escaped)
    }
}
