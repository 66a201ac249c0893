import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

struct APITests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    @Test func `answers the dataset card`() {
        let text = api.answer("/v1").text
        #expect(text.hasPrefix(#"{"data":{"title":"Sample","#))
        #expect(text.contains(#""counts":{"articles":3,"actors":2,"tallies":2,"interviews":1,"excerpts":1,"#))
        #expect(text.contains(#""articles":"/v1/articles""#))
        #expect(text.contains(#""checks":"/v1/checks""#))
    }

    @Test func `leads from the root to the card, and browsers to the reference`() {
        #expect(api.answer("/").status == .found)
        #expect(api.answer("/").fields[.location] == "/v1")
        #expect(api.answer("/", [.accept: "*/*"]).fields[.location] == "/v1")
        #expect(api.answer("/", [.accept: "text/html,application/xml;q=0.9,*/*;q=0.8"]).fields[.location] == "/docs")
    }

    @Test func `says that it lives and what it serves`() throws {
        #expect(api.answer("/healthz").text == #"{"status":"ok"}"#)
        let version = try SampleAPI.dataset().version
        #expect(api.answer("/readyz").text == #"{"status":"ok","data_version":"\#(version)"}"#)
        #expect(api.answer("/healthz").fields[.cacheControl] == "no-store")
    }

    @Test(arguments: [
        ("/v1/", "/v1"), ("/v1/articles/", "/v1/articles"), ("/v1/articles/?limit=2", "/v1/articles?limit=2"),
        ("/v1/articles/first/", "/v1/articles/first"),
    ])
    func `leads from a final slash to the address without`(_ target: String, _ location: String) {
        let response = api.answer(target)
        #expect(response.status == .permanentRedirect)
        #expect(response.fields[.location] == location)
    }

    @Test(arguments: ["//", "//v1/", "/v1//", "//example.org/", "/v2/", "/x/y/z", "/v1/articles/a/b"])
    func `leads nowhere from other paths`(_ target: String) {
        #expect(api.answer(target).problem == "route-not-found")
    }

    @Test(arguments: ["/v1/%zz", "/v1/%ff", "/v1/../v1", "/v1/%00", "v1"])
    func `refuses a path that is not well formed`(_ target: String) {
        #expect(api.answer(target).problem == "malformed-target")
    }

    @Test func `names the nearest routes`() {
        let response = api.answer("/v1/talies")
        #expect(response.status == .notFound)
        #expect(response.suggestions?.hasPrefix(#"["/v1/tallies""#) == true)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .delete, .patch])
    func `allows no method that changes anything`(_ method: HTTPRequest.Method) {
        let response = api.answer("/v1/articles?no=matter", method: method)
        #expect(response.status == .methodNotAllowed)
        #expect(response.problem == "method-not-allowed")
        #expect(response.fields[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func `does not know unknown paths by any method`() {
        #expect(api.answer("/nowhere", method: .post).status == .notFound)
        #expect(api.answer("/nowhere", method: .options).status == .notFound)
    }

    @Test(arguments: RouteTable.routes.map(\.path) + ["*"])
    func `tells a preflight what is allowed`(_ path: String) {
        let response = api.answer(path, [.origin: "https://example.org"], method: .options)
        #expect(response.status == .noContent)
        #expect(response.fields[.allow] == "GET, HEAD, OPTIONS")
        #expect(response.fields[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
        #expect(response.fields[.accessControlAllowOrigin] == "*")
        #expect(response.fields[.accessControlAllowHeaders] == "*")
    }

    @Test(arguments: ["/", "/v1", "/v1/articles", "/nowhere", "/v1/articles?limit=0", "/healthz", "/v1/actors/nusra"])
    func `is readable from any origin`(_ target: String) {
        let response = api.answer(target)
        #expect(response.fields[.accessControlAllowOrigin] == "*")
        #expect(response.fields[.accessControlExposeHeaders]?.contains("ETag, Link") == true)
    }

    @Test(arguments: [
        "/v1", "/v1/articles?limit=1", "/v1/articles/first", "/nowhere", "/v1/articles/withdrawn", "/healthz",
    ])
    func `answers HEAD as GET`(_ target: String) {
        let get = api.answer(target)
        let head = api.answer(target, method: .head)
        #expect(head.status == get.status)
        #expect(head.fields == get.fields)
        #expect(head.entityTag == get.entityTag)
        #expect(head.text == get.text)
    }

    @Test(arguments: [
        ("application/json", true), ("*/*", true), ("application/*;q=0.1", true), ("text/html,*/*;q=0.8", true),
        ("", true), ("text/csv", false), ("application/json;q=0", false), ("application/json;q=0, */*", false),
    ])
    func `answers what Accept admits`(_ accept: String, _ isServed: Bool) {
        let response = api.answer("/v1/articles/first", [.accept: accept])
        #expect(response.status == (isServed ? .ok : .notAcceptable))
        if !isServed { #expect(response.suggestions == #"["application/json"]"#) }
    }

    @Test(arguments: ["/v1/articles.json", "/v1/articles?format=json", "/v1/articles.json?format=json"])
    func `goes by the format that the address names, whatever Accept says`(_ target: String) {
        #expect(api.answer(target, [.accept: "text/csv"]).status == .ok)
    }

    @Test func `refuses a suffix that it does not serve, or that format contradicts`() {
        #expect(api.answer("/v1/articles.svg").problem == "not-acceptable")
        #expect(api.answer("/v1/articles.json?format=csv").problem == "invalid-parameter")
    }

    @Test func `writes a problem with all its members`() {
        let response = api.answer("/v1/articles?limitt=5")
        #expect(
            response.text.hasPrefix(
                #"{"type":"/problems/unknown-parameter","title":"Unknown parameter","status":400,"detail":""#))
        #expect(
            response.text.hasSuffix(
                #""instance":"/v1/articles?limitt=5","parameter":"limitt","suggestions":["limit"]}"#))
    }

    @Test(arguments: ErrorCode.allCases)
    func `explains each problem at its type`(_ code: ErrorCode) {
        let response = api.answer(code.type)
        #expect(response.status == .ok)
        #expect(response.text.contains(#""title":"\#(code.title)""#))
    }

    @Test func `survives any target`() {
        var random = SplitMix(state: 1)
        let alphabet = Array("/v1?&=%.,:{}[]\"'<>\\aZ0 ~+#é".unicodeScalars)
        for _ in 0..<2_000 {
            let length = Int.random(in: 0...40, using: &random)
            var target = String.UnicodeScalarView()
            for _ in 0..<length { target.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)]) }
            for prefix in ["/", "/v1/articles?", "/v1/articles/", "/v1/checks?cursor="] {
                let response = api.answer(prefix + String(target))
                #expect(response.status.code < 500)
            }
        }
    }
}

/// A small generator with a seed, so that a failure comes back.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
