import HTTP
import HTTPTypes
import Testing

@testable import API

struct ResolveTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test(arguments: ["nusra%20front", "NUSRA-FRONT", "hts", "Hayat%20Tahrir%20al-Sham"])
    func `says whom a name means in any spelling`(_ name: String) {
        let response = api.answer("/v1/actors/resolve?fields=id&name=" + name)
        #expect(response.status == .ok)
        #expect(response.text.contains(#""matches":[{"id":"hts","via":{"#), "\(response.text)")
        #expect(response.text.contains(#""url":"/v1/actors/hts","actor":{"id":"hts"}}]"#))
    }

    @Test func `says through which name and at which date`() {
        let response = api.answer("/v1/actors/resolve?name=nusra+front&on=2015-06-01&fields=id")
        #expect(
            response.text.contains(
                #"{"data":{"name":"nusra front","on":"2015-06-01","matches":[{"id":"hts","via":"#
                    + #"{"name":"Nusra Front","kind":"former","from":"2012-01-23","to":"2016-07-28"}"#),
            "\(response.text)")
        #expect(response.link("self") == "/v1/actors/resolve?fields=id&name=nusra%20front&on=2015-06-01")
    }

    @Test(arguments: [
        ("name=the%20rebels", "Hayat Tahrir al-Sham"), ("name=nusra%20front&on=2023", "Hayat Tahrir al-Sham"),
        ("name=Nusra%20Frnt", "Nusra Front"),
    ])
    func `means nobody by a weak name, at another date or by a slip, and says who it may be`(
        _ query: String, _ suggestion: String
    ) {
        let response = api.answer("/v1/actors/resolve?" + query)
        #expect(response.status == .notFound)
        #expect(response.problem == "name-not-found")
        #expect(response.suggestions?.contains(suggestion) == true, "\(response.text)")
        #expect(response.text.contains("hts") == !query.contains("Frnt"), "\(response.text)")
    }

    @Test(arguments: [
        ("", "missing-parameter"), ("?name=", "missing-parameter"), ("?name=hts&on=yesterday", "invalid-parameter"),
        ("?name=hts&on=2024-13", "invalid-parameter"), ("?name=hts&name=x", "repeated-parameter"),
        ("?nam=hts", "unknown-parameter"),
    ])
    func `refuses a question that is not one`(_ query: String, _ code: String) {
        #expect(api.answer("/v1/actors/resolve" + query).problem == code)
    }
}
