import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// `/v1/events/{id}/toll` as clients see it: statuses, addresses, parameters, the shape around it.
@Suite struct TollTests {
    private let api: API

    init() throws {
        let events = """
            [{"id": "withdrawn", "name": "Wrong", "event_type": "battles", "date_start": "2024-11-27",
              "retracted_at": "2024-12-01", "retraction_reason": "It did not happen."},
             {"id": "secret", "name": "Secret", "event_type": "battles", "date_start": "2024-11-27",
              "embargoed_until": "2090"},
             {"id": "quiet", "name": "Quiet", "event_type": "protests", "date_start": "2024-11-27",
              "former_ids": ["loud"]},
            """
        let tallies = """
            [{"id": "army-claim", "attributed_to": "army", "event_id": "offensive", "report_date": "2024-11-28",
              "reference_period": {"start": "2024-11-27", "end": "2024-11-28"}, "accumulation": "cumulative",
              "kind": "claim", "wording": "We lost \\"three\\".",
              "counts": [{"n": 1, "measure": "killed", "value": {"qualifier": "exact", "value": 3}}]},
            """
        let dataset = try SampleAPI.dataset(
            tallies: tallies + SampleAPI.tallies.drop { $0 != "[" }.dropFirst(),
            events: events + SampleAPI.events.drop { $0 != "[" }.dropFirst())
        api = API(store: DatasetStore(dataset), release: "test")
    }

    private func toll(_ query: String, of event: String = "offensive") -> Response {
        api.answer("/v1/events/\(event)/toll" + (query.isEmpty ? "" : "?" + query))
    }

    @Test func `sets the parties side by side in the envelope of all answers`() {
        let answer = toll("")
        #expect(answer.status == .ok)
        let text = answer.text
        for part in [
            "{\"data\":{\"event\":{\"id\":\"offensive\",\"name\":\"Offensive\",\"date_start\":\"2024-11-27\"",
            "\"measure\":\"killed\",\"unit\":\"persons\",\"policy\":\"by_source\",\"statements\":[{\"tally_id\":\"toll\"",
            "\"wording\":\"We lost \\\"three\\\".\"", "\"result\":null",
            "\"envelope\":{\"min\":3,\"max\":12,\"parties\":[\"monitor\",\"army\"],\"comparable\":true}",
            "\"disagreement\":{\"summary\":\"Syrian Arab Army and The Monitor are at least 9 apart on the total.\"",
            "\"gap\":{\"min\":9,\"max\":9}", "\"checks\":[{\"severity\":\"warning\",\"rule\":\"parts_do_not_sum\"",
            "\"exhaustive\":true,\"unexplained\":{\"min\":1,\"max\":1}",
            "\"meta\":{\"total\":3,\"returned\":3,", "\"links\":{\"self\":\"/v1/events/offensive/toll\",",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
    }

    @Test(arguments: [
        ("policy=conservative", "{\"value\":3,\"min\":3,\"max\":3,\"parties\":[\"army\"]}"),
        ("policy=maximum", "{\"value\":12,\"min\":12,\"max\":12,\"parties\":[\"monitor\"]}"),
        ("policy=envelope", "{\"value\":null,\"min\":3,\"max\":12,\"parties\":[\"monitor\",\"army\"]}"),
        ("policy=preferred&sources=agency,army", "{\"value\":3,\"min\":3,\"max\":3,\"parties\":[\"army\"]}"),
        ("policy=preferred&sources=agency", "null"), ("policy=by_source", "null"),
    ])
    func `gives the figure that a policy makes`(_ query: String, _ result: String) {
        #expect(toll(query).text.contains("\"result\":\(result),\"envelope\":"))
    }

    @Test(arguments: [
        ("policy=preferred&sources=army&measure=killed", "?policy=preferred&sources=army"),
        ("policy=by_source&include_children=false&envelope=true", ""),
        ("include_children=true&unit=persons&measure=injured", "?measure=injured&unit=persons&include_children=true"),
        ("population.status=civilian", "?population_status=civilian"),
    ])
    func `has one address for one question`(_ query: String, _ canonical: String) {
        #expect(toll(query).link("self") == "/v1/events/offensive/toll" + canonical)
    }

    @Test func `is empty where nothing was counted`() {
        let answer = toll("envelope=false", of: "quiet")
        #expect(answer.status == .ok)
        #expect(
            answer.text.hasSuffix(
                """
                "measure":"killed","unit":null,"policy":"by_source","statements":[],"totals":[],"result":null,\
                "envelope":{"min":null,"max":null,"parties":[],"comparable":true},\
                "disagreement":{"summary":"Nobody gives a figure for “killed”.","compared":0,"pairs":[]},\
                "checks":[],"used":[],"skipped":[]}
                """))
    }

    @Test(arguments: [
        ("nothing", "record-not-found"), ("secret", "record-not-found"), ("withdrawn", "record-retracted"),
    ])
    func `answers for an event as its record does`(_ event: String, _ problem: String) {
        #expect(toll("", of: event).problem == problem)
        #expect(toll("", of: event).status == api.answer("/v1/events/\(event)").status)
    }

    @Test func `leads from a former id to the present one`() {
        let answer = toll("measure=injured", of: "loud")
        #expect(answer.status == .permanentRedirect)
        #expect(answer.fields[.location] == "/v1/events/quiet/toll?measure=injured")
        #expect(
            api.answer("/v1/events/loud/toll.json").fields[.location] == "/v1/events/quiet/toll.json")
    }

    @Test(arguments: [
        ("measure=kiled", "unknown-value", "[\"killed\"]"), ("measure=killed,injured", "unknown-value", nil),
        ("measure=", "unknown-value", nil), ("unit=person", "unknown-value", "[\"persons\"]"),
        ("policy=conservativ", "unknown-value", "[\"conservative\"]"), ("policy=preferred", "missing-parameter", nil),
        ("policy=preferred&sources=monitr", "unknown-value", "[\"monitor\"]"),
        ("sources=army", "parameter-not-applicable", "[\"policy=preferred\"]"),
        ("policy=maximum&sources=army", "parameter-not-applicable", "[\"policy=preferred\"]"),
        ("policy=maximum,envelope", "invalid-parameter", nil),
        ("include_children=yes", "invalid-parameter", "[\"true\",\"false\"]"),
        ("mesure=killed", "unknown-parameter", "[\"measure\"]"),
        ("population.status=civlian", "unknown-value", "[\"civilian\"]"),
        ("format=atom", "invalid-parameter", nil),
    ])
    func `says what to ask instead`(_ query: String, _ problem: String, _ suggestions: String?) {
        let answer = toll(query)
        #expect(answer.problem == problem)
        if let suggestions { #expect(answer.suggestions == suggestions) }
    }

    @Test func `can be asked whether it is current`() throws {
        let tag = try #require(toll("").entityTag)
        #expect(toll("policy=maximum").entityTag != tag)
        #expect(api.answer("/v1/events/offensive/toll", [.ifNoneMatch: tag.fieldValue]).status == .notModified)
    }

    @Test func `is linked from events that are counted`() {
        #expect(api.answer("/v1/events/offensive").text.contains("\"toll\":\"/v1/events/offensive/toll\""))
        #expect(!api.answer("/v1/events/quiet").text.contains("/toll\""))
    }
}
