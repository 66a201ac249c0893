import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// `/v1/counts/aggregate` as clients see it: parameters, rows, pages, refusals.
@Suite struct AggregateTests {
    private let api: API

    init() throws {
        let second = """
            [{"id": "agency-toll", "attributed_to": "agency", "event_id": "offensive", "report_date": "2024-11-29",
              "reference_period": {"start": "2024-11-28", "end": "2024-11-29"}, "accumulation": "cumulative",
              "kind": "claim", "counts": [{"n": 1, "measure": "killed", "value": {"qualifier": "exact", "value": 7}}]},
            """
        let tallies = second + SampleAPI.tallies.drop { $0 != "[" }.dropFirst()
        api = API(store: DatasetStore(try SampleAPI.dataset(tallies: tallies)), release: "test")
    }

    private func rows(_ query: String) -> String { api.answer("/v1/counts/aggregate?envelope=false&\(query)").text }

    @Test func `gives one row a group, measure and unit`() {
        #expect(
            rows("group_by=attributed_to,month&attributed_to=monitor") == """
                [{"group":{"attributed_to":"monitor","month":"2024-11"},"measure":"killed","unit":"persons",\
                "value":12,"min":12,"max":12,"counts":2,"tallies":2}]
                """)
    }

    @Test func `refuses what overlaps, with the tallies and what would decide`() throws {
        let answer = api.answer("/v1/counts/aggregate?group_by=month")
        #expect(answer.status == .conflict && answer.problem == "overlapping-tallies")
        let text = answer.text
        #expect(
            text.contains("\"overlaps\":[{\"tallies\":[\"agency-toll\",\"toll\"],\"reason\":\"agency and monitor both"))
        #expect(text.contains("\"policies\":[\"conservative\",\"maximum\",\"envelope\",\"preferred\"]"))
    }

    @Test(arguments: [
        ("policy=conservative", "\"value\":9,\"min\":9,\"max\":9,\"counts\":2,\"tallies\":2"),
        ("policy=maximum", "\"value\":12,\"min\":12,\"max\":12,\"counts\":2,\"tallies\":2"),
        ("policy=envelope", "\"value\":null,\"min\":9,\"max\":12,\"counts\":3,\"tallies\":3"),
        ("policy=preferred&sources=agency", "\"value\":9,\"min\":9,\"max\":9,\"counts\":2,\"tallies\":2"),
        ("policy=preferred&sources=army,monitor", "\"value\":12,\"min\":12,\"max\":12,\"counts\":2,\"tallies\":2"),
    ])
    func `adds what a policy chooses`(_ policy: String, _ figures: String) {
        #expect(rows("group_by=month&" + policy).contains(figures), "\(rows("group_by=month&" + policy))")
    }

    @Test(arguments: ["policy=by_source", "policy=preferred&sources=army"])
    func `stays refused where the policy chooses nobody`(_ policy: String) {
        #expect(api.answer("/v1/counts/aggregate?group_by=month&" + policy).problem == "overlapping-tallies")
    }

    @Test(arguments: [
        ("", "missing-parameter"), ("group_by=", "missing-parameter"), ("group_by=nonth", "unknown-value"),
        ("group_by=month,month", "invalid-parameter"), ("group_by=day,month,year,week", "invalid-parameter"),
        ("group_by=month,", "unknown-value"), ("group_by=place.galaxy", "unknown-value"),
        ("group_by=unit", "unknown-value"), ("group_by=month&policy=best", "unknown-value"),
        ("group_by=month&policy=maximum,envelope", "invalid-parameter"),
        ("group_by=month&policy=preferred", "missing-parameter"),
        ("group_by=month&policy=preferred&sources=nobody", "unknown-value"),
        ("group_by=month&sources=monitor", "parameter-not-applicable"),
        ("group_by=month&policy=maximum&sources=monitor", "parameter-not-applicable"),
        ("group_by=month&cursor=abc", "invalid-cursor"), ("group_by=month&limit=0", "invalid-parameter"),
        ("group_by=month&grup_by=day", "unknown-parameter"), ("group_by=month&fields=group", "unknown-parameter"),
    ])
    func `refuses questions that mean nothing`(_ query: String, _ problem: String) {
        #expect(api.answer("/v1/counts/aggregate?" + query).problem == problem)
    }

    @Test(arguments: [
        ("group_by=population.status", "group_by=population_status"), ("group_by=place_city", "group_by=place.city"),
    ])
    func `takes dots and underscores for the same`(_ query: String, _ canonical: String) {
        let answer = api.answer("/v1/counts/aggregate?attributed_to=agency&" + query)
        #expect(answer.link("self") == "/v1/counts/aggregate?\(canonical)&attributed_to=agency")
    }

    @Test func `walks through its rows in pages, forth and back`() throws {
        let whole = rows("group_by=attributed_to,day")
        var pages: [String] = []
        var next: String? = "/v1/counts/aggregate?group_by=attributed_to,day&limit=1"
        var last: Response?
        while let address = next {
            let answer = api.answer(address + (address.contains("envelope") ? "" : "&envelope=false"))
            pages.append(String(answer.text.dropFirst().dropLast()))
            (next, last) = (answer.link("next"), answer)
        }
        #expect(pages.count == 3 && "[" + pages.joined(separator: ",") + "]" == whole)
        let back = try #require(last?.link("prev"))
        #expect(api.answer(back).text == "[\(pages[1])]")
        #expect(
            api.answer("/v1/counts/aggregate?group_by=attributed_to,day&limit=1").text.contains(
                "\"total\":3,\"returned\":1"))
    }

    @Test func `adds what was known at a moment`() {
        #expect(rows("group_by=month&as_of=2024-11-15").contains("\"value\":2,\"min\":2"))
    }
}
