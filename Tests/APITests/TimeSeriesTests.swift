import API
import HTTP
import HTTPTypes
import Testing

/// `/v1/timeseries` as clients see it.
@Suite struct TimeSeriesTests {
    private let api: API

    init() throws { api = try SampleAPI.make() }

    @Test func `gives flat points, oldest first`() {
        let text = api.answer("/v1/timeseries?envelope=false&interval=month&accumulation=incremental").text
        #expect(
            text == """
                [{"time":"2024-11","series":"monitor/killed","attributed_to":"monitor","measure":"killed",\
                "population_status":null,"value":2,"min":2,"max":2,"qualifier":"exact","delta":null,"derived":false,\
                "tally_id":"early"}]
                """)
    }

    @Test(arguments: [
        ("interval=fortnight", "unknown-value"), ("interval=day,week", "invalid-parameter"),
        ("interval=", "invalid-parameter"),
        ("intervall=day", "unknown-parameter"), ("limit=5", "unknown-parameter"), ("measure=killled", "unknown-value"),
    ])
    func `refuses questions that mean nothing`(_ query: String, _ problem: String) {
        #expect(api.answer("/v1/timeseries?" + query).problem == problem)
    }

    @Test func `leads to itself, and knows what was known when`() {
        let answer = api.answer("/v1/timeseries?measure=killed&interval=day&as_of=2024-11-15")
        #expect(answer.link("self") == "/v1/timeseries?as_of=2024-11-15&interval=day&measure=killed")
        #expect(answer.text.contains("\"total\":1,\"returned\":1"))
    }
}
