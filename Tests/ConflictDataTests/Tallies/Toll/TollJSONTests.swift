import Testing

@testable import ConflictData

/// How a toll is written: every member in its place, from rows and columns.
@Suite struct TollJSONTests {
    typealias Sample = TollSample

    @Test func `writes a statement with all that it can have`() throws {
        let more = """
            "relayed_by":["press"],"article_id":"news","wording":"“Ten”,\\tthey \\"say\\".","verification":"contested",\
            "phase":3,"caveats":["Unchecked.","O\\u006ed."]
            """
        let counts = [
            Sample.atLeast(10, "\"exhaustive\":false"),
            """
            "measure":"x_hurt","unit":"households","part_of":1,"cause":"small_arms",\
            "population":{"status":"armed_forces","affiliation_actor_id":"hts","sex":"male","age_group":"adult",\
            "occupation":"\\u0007 \\"cook\\""},"perpetrator":{"actor_id":"army","attribution":"alleged"},\
            "value":{"qualifier":"order_of","text":"dozens"}
            """,
            """
            "part_of":1,"item":{"category":"uav","outcome":"destroyed"},\
            "value":{"qualifier":"between","min":1,"max":4,"best":2}
            """,
        ]
        let json = try Sample.dataset([Sample.tally("a", from: 2, to: 9, counts, more)]).toll().json
        let expected = """
            {"tally_id":"a","attributed_to":"monitor","name":"Source monitor",\
            "value":{"qualifier":"at_least","value":10,"min":10,"max":null},"wording":"“Ten”,\\tthey \\"say\\".",\
            "count_id":"a.1","breakdown":[{"count_id":"a.2","measure":"x_hurt","unit":"households",\
            "population":{"status":"armed_forces","affiliation_actor_id":"hts","sex":"male","age_group":"adult",\
            "occupation":"\\u0007 \\"cook\\""},"cause":"small_arms",\
            "perpetrator":{"actor_id":"army","attribution":"alleged"},\
            "value":{"qualifier":"order_of","value":null,"min":12,"max":null,"text":"dozens","min_derived":true}},\
            {"count_id":"a.3","item":{"category":"uav","outcome":"destroyed"},\
            "value":{"qualifier":"between","value":null,"min":1,"max":4,"best":2}}],"exhaustive":false,\
            "unexplained":{"min":6,"max":null},"period":{"start":"2024-11-02","end":"2024-11-09"},\
            "report_date":"2024-11-09","event_id":"battle","place_id":null,"accumulation":"cumulative","phase":3,\
            "kind":"claim","verification":"contested","relayed_by":["press"],\
            "article":{"id":"news","headline":"Headline","url":"/v1/articles/news"},\
            "caveats":["Unchecked.","O\\u006ed."],"predecessors":[],"in_total":true,\
            "links":{"self":"/v1/tallies/a","counts":"/v1/counts?tally_id=a"}}
            """
        #expect(json.hasPrefix("\"statements\":[\(expected)],\"totals\":["), "\(json)")
    }

    @Test func `writes each part of a comparison wherever it stands`() throws {
        let json = try Sample.dataset([
            Sample.tally("a", [Sample.exact(9)]), Sample.tally("b", by: "army", [Sample.exact(5)]),
            Sample.tally("c", by: "press", [Sample.exact(8)]),
        ]).toll(policy: .maximum).json
        func figure(_ tally: String, _ party: String, _ name: String, _ value: Int) -> String {
            """
            {"attributed_to":"\(party)","name":"\(name)","value":\(value),"min":\(value),"max":\(value),\
            "report_date":"2024-11-10","tallies":["\(tally)"],"counts":["\(tally).1"]}
            """
        }
        let (a, b) = (figure("a", "monitor", "Source monitor", 9), figure("b", "army", "Actor army", 5))
        let c = figure("c", "press", "Source press", 8)
        func pair(_ lower: String, _ higher: String, _ gap: Int) -> String {
            """
            {"of":"the total","lower":\(lower),"higher":\(higher),"compatible":false,\
            "gap":{"min":\(gap),"max":\(gap)}}
            """
        }
        let expected = """
            "totals":[\(a),\(b),\(c)],"result":{"value":9,"min":9,"max":9,"parties":["monitor"]},\
            "envelope":{"min":5,"max":9,"parties":["monitor","army","press"],"comparable":true},\
            "disagreement":{"summary":"Actor army and Source monitor are at least 4 apart on the total. \
            It is the widest of 3 gaps.","compared":1,\
            "pairs":[\(pair(b, a, 4)),\(pair(b, c, 3)),\(pair(c, a, 1))]},"checks":[],\
            "used":[{"tally_id":"a","attributed_to":"monitor","counts":["a.1"]},\
            {"tally_id":"b","attributed_to":"army","counts":["b.1"]},\
            {"tally_id":"c","attributed_to":"press","counts":["c.1"]}],"skipped":[]
            """
        #expect(json.hasSuffix(expected), "\(json)")
    }

    @Test(
        arguments: [
            (
                [Sample.tally("old", from: 1, to: 8, [Sample.exact(1)]), Sample.tally("new", [Sample.exact(2)])],
                "later_total", "\"new\"", "“new” is the later statement of the same running figure."
            ),
            (
                [Sample.tally("old", [Sample.exact(9, "\"measure\":\"casualties\"")])],
                "other_measure", "null", "It counts dead and injured together; how many were killed is not said."
            ),
            (
                [
                    Sample.tally(
                        "old",
                        [
                            Sample.exact(9, "\"measure\":\"missing\""), Sample.exact(2, "\"measure\":\"injured\""),
                            Sample.exact(3, "\"measure\":\"missing\""),
                        ])
                ], "other_measure", "null", "It counts missing and injured, not killed."
            ),
            (
                [
                    Sample.tally("old", [Sample.exact(9, "\"unit\":\"households\"")]),
                    Sample.tally("new", by: "army", [Sample.exact(1)]),
                ], "other_unit", "null", "It counts households; figures in different units do not add up."
            ),
            (
                [Sample.tally("old", [Sample.exact(9)], "\"retracted_at\":\"2024-11-20\"")],
                "retracted", "null", "It was withdrawn."
            ),
            (
                [
                    Sample.tally("old", [Sample.exact(9)]),
                    Sample.tally("no", [], "\"revises\":\"old\",\"revision_kind\":\"retraction\""),
                ], "retracted", "\"no\"", "“no” withdraws it."
            ),
            (
                [Sample.tally("old", on: "north", [Sample.exact(9)])],
                "child_event", "null", "It counts an event inside this one; include_children=true asks for it."
            ),
        ] as [([String], String, String, String)])
    func `says why a tally is left out`(_ tallies: [String], _ reason: String, _ by: String, _ detail: String) throws {
        let json = try Sample.dataset(tallies).toll().json
        let expected = """
            "skipped":[{"tally_id":"old","attributed_to":"monitor","name":"Source monitor","reason":"\(reason)",\
            "by":\(by),"detail":"\(detail)","wording":null,"counts":[
            """
        #expect(json.contains(expected), "\(json)")
    }
}
