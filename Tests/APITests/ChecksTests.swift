import ConflictData
import HTTP
import HTTPTypes
import Testing

@testable import API

struct ChecksTests {
    let api: API

    init() throws { api = try SampleAPI.make() }

    private func rules(_ response: Response) -> [String] {
        response.text.matches(of: #/"rule":"([^"]*)"/#).map { String($0.output.1) }
    }

    @Test func `gives each finding the members of the contract, in their order`() {
        let text = api.answer("/v1/checks?rule=parts_do_not_sum&envelope=false").text
        let row =
            #/\[{"severity":"warning","rule":"parts_do_not_sum","type":"tally","id":"toll","file":"tallies.json",/#
        let rest = #/"line":[0-9]+,"column":[0-9]+,"pointer":"\/0[^"]*","message":"[^"]+"}\]/#
        #expect(text.prefixMatch(of: row)?.range.upperBound == text.firstMatch(of: rest)?.range.lowerBound, "\(text)")
        #expect(text.firstMatch(of: rest)?.range.upperBound == text.endIndex, "\(text)")
    }

    @Test func `counts all and filters by each member`() {
        let all = rules(api.answer("/v1/checks"))
        #expect(Set(all) == ["parts_do_not_sum", "part_exceeds_whole", "report_before_event"])
        #expect(rules(api.answer("/v1/checks?id=early")).sorted() == ["part_exceeds_whole", "report_before_event"])
        #expect(rules(api.answer("/v1/checks?id=early&rule=part_exceeds_whole")) == ["part_exceeds_whole"])
        #expect(rules(api.answer("/v1/checks?file=actors.json")).isEmpty)
        #expect(rules(api.answer("/v1/checks?severity=error")).isEmpty)
        #expect(rules(api.answer("/v1/checks?type=tally,actor")).count == all.count)
    }

    @Test func `pages forth and back`() throws {
        let all = rules(api.answer("/v1/checks"))
        var pages: [Response] = []
        var next: String? = "/v1/checks?limit=1"
        while let target = next, pages.count < 4 {
            pages.append(api.answer(target))
            next = pages.last?.link("next")
        }
        #expect(pages.flatMap(rules) == all)
        let back = try #require(pages.last?.link("prev"))
        #expect(rules(api.answer(back)) == [all[all.count - 2]])
    }

    @Test(arguments: [
        ("cursor=a0", "invalid-cursor"), ("cursor=", "invalid-cursor"), ("severity=fatal", "unknown-value"),
        ("rule=parts_dont_sum", "unknown-value"), ("type=tallies", "unknown-value"), ("line=1", "unknown-parameter"),
    ])
    func `refuses what no finding can have`(_ query: String, _ code: String) {
        #expect(api.answer("/v1/checks?" + query).problem == code)
    }
}
