import Testing

@testable import ConflictData

/// What a toll shows beside its totals: breakdowns, predecessors, units, policies, disagreement, checks.
@Suite struct TollAnswerTests {
    typealias Sample = TollSample

    private static func statement(_ tallies: [String]) throws -> TollStatement {
        try #require(try Sample.dataset(tallies).toll().statements.first)
    }

    // MARK: Statements

    @Test func `tells who said it, in what words, where and when`() throws {
        let more = """
            "relayed_by":["press"],"article_id":"news","wording":"Ten, they say.","verification":"contested","phase":3,\
            "caveats":["Unchecked."]
            """
        let statement = try Self.statement([Sample.tally("a", from: 2, to: 9, [Sample.exact(10)], more)])
        #expect(statement.party == Toll.Party(id: "monitor", name: "Source monitor"))
        #expect([statement.periodStart, statement.periodEnd] == ["2024-11-02", "2024-11-09"])
        #expect(statement.reportDate == "2024-11-09")
        #expect([statement.event, statement.accumulation, statement.kind] == ["battle", "cumulative", "claim"])
        #expect([statement.wording, statement.verification] == ["Ten, they say.", "contested"])
        #expect(statement.phase == 3 && statement.place == nil && statement.relayedBy == ["press"])
        #expect(statement.article == "news")
        #expect(statement.value.id == "a.1" && statement.value.qualifier == "exact")
    }

    @Test func `keeps the statements of a party together, the newest first`() throws {
        let civilian = Sample.of("civilian")
        let toll = try Sample.dataset([
            Sample.tally("m1", from: 1, to: 1, as: "incremental", [Sample.exact(1)]),
            Sample.tally("m3", from: 3, to: 3, as: "incremental", [Sample.exact(1)]),
            Sample.tally("a2", by: "army", from: 2, to: 2, [Sample.exact(1)]),
            Sample.tally("m2", from: 2, to: 2, as: "incremental", [Sample.exact(1, civilian)]),
        ]).toll()
        #expect(toll.statementsText == "m3, m2, m1, a2")
    }

    struct Breakdown: CustomTestStringConvertible {
        let testDescription: String
        let counts: [String]
        /// As it is written; nil where nothing is said of it.
        let rest: String?
    }

    private static let breakdowns: [Breakdown] = [
        Breakdown(testDescription: "no parts", counts: [Sample.exact(10)], rest: nil),
        Breakdown(
            testDescription: "all of it is said to be there",
            counts: [Sample.atLeast(10, "\"exhaustive\":true"), Sample.exact(10, "\"part_of\":1")], rest: "null"),
        Breakdown(
            testDescription: "all of it is there",
            counts: [Sample.exact(10), Sample.exact(4, "\"part_of\":1"), Sample.exact(6, "\"part_of\":1")], rest: "null"
        ),
        Breakdown(
            testDescription: "some are not told apart",
            counts: [Sample.exact(10), Sample.exact(4, "\"part_of\":1")],
            rest: "{\"min\":6,\"max\":6}"),
        Breakdown(
            testDescription: "the whole is open",
            counts: [Sample.atLeast(10), Sample.exact(4, "\"part_of\":1")],
            rest: "{\"min\":6,\"max\":null}"),
        Breakdown(
            testDescription: "a part is open",
            counts: [Sample.exact(10), Sample.atLeast(4, "\"part_of\":1")],
            rest: "{\"min\":0,\"max\":6}"),
        Breakdown(
            testDescription: "parts said to be all of it are not",
            counts: [Sample.exact(10, "\"exhaustive\":true"), Sample.exact(4, "\"part_of\":1")],
            rest: "{\"min\":6,\"max\":6}"),
        Breakdown(
            testDescription: "the parts are more than the whole",
            counts: [Sample.exact(10), Sample.exact(14, "\"part_of\":1")],
            rest: "{\"min\":-4,\"max\":-4}"),
        Breakdown(
            testDescription: "parts in another unit are not compared",
            counts: [Sample.exact(10), Sample.exact(4, "\"part_of\":1,\"unit\":\"households\"")], rest: "null"),
    ]

    @Test(arguments: breakdowns)
    func `says what the parts leave unexplained`(_ row: Breakdown) throws {
        let toll = try Sample.dataset([Sample.tally("a", row.counts)]).toll()
        #expect(toll.statements[0].value.parts.count == row.counts.count - 1)
        let json = toll.json
        let rest = row.rest.map { "\"unexplained\":\($0),\"period\"" } ?? "\"breakdown\":[],\"period\""
        #expect(json.contains(rest), "\(json)")
    }

    @Test func `shows several counts side by side as a sum`() throws {
        let counts = [Sample.exact(24, Sample.of("civilian")), Sample.atLeast(87, Sample.of("armed_forces"))]
        let value = try Self.statement([Sample.tally("a", counts)]).value
        #expect(value.id == nil && value.qualifier == nil && value.interval.short == "111…")
        #expect(value.parts.map(\.subject.status) == ["civilian", "armed_forces"])
    }

    @Test func `shows what it replaces, the latest first`() throws {
        let toll = try Sample.dataset([
            Sample.tally("a", from: 1, to: 5, [Sample.exact(9)], "\"wording\":\"Nine.\""),
            Sample.tally("b", from: 1, to: 5, [Sample.exact(8)], "\"revises\":\"a\",\"revision_kind\":\"correction\""),
            Sample.tally(
                "c", from: 1, to: 5, [Sample.exact(7)],
                "\"revises\":\"b\",\"revision_kind\":\"update\",\"retracted_at\":\"2024-12-01\""),
            Sample.tally("d", from: 1, to: 5, [Sample.exact(6)], "\"revises\":\"c\",\"revision_kind\":\"update\""),
        ]).toll()
        #expect(toll.statementsText == "d")
        // What was withdrawn in between is not shown.
        let json = toll.json
        let predecessors = """
            "predecessors":[{"tally_id":"b","value":{"qualifier":"exact","value":8,"min":8,"max":8},"wording":null,\
            "report_date":"2024-11-05","superseded_by":"c","revision_kind":"update","url":"/v1/tallies/b"},\
            {"tally_id":"a","value":{"qualifier":"exact","value":9,"min":9,"max":9},"wording":"Nine.",\
            "report_date":"2024-11-05","superseded_by":"b","revision_kind":"correction","url":"/v1/tallies/a"}],
            """
        #expect(json.contains(predecessors), "\(json)")
    }

    // MARK: What is asked

    @Test(
        arguments: [
            (nil, "persons", "monitor 10", "flats other_unit, hurt other_measure"),
            ("households", "households", "monitor 3", "people other_unit, hurt other_measure"),
            ("incidents", nil, "", "flats other_unit, people other_unit, hurt other_measure"),
        ] as [(String?, String?, String, String)])
    func `counts in one unit`(_ asked: String?, _ unit: String?, _ totals: String, _ skipped: String) throws {
        let toll = try Sample.dataset([
            Sample.tally("flats", [Sample.exact(3, "\"unit\":\"households\"")]),
            Sample.tally("people", from: 1, to: 9, [Sample.exact(10)]),
            Sample.tally("hurt", from: 1, to: 8, [Sample.exact(4, "\"measure\":\"injured\"")]),
        ]).toll(unit: asked)
        #expect(toll.unit == unit)
        #expect(toll.totalsText == totals)
        #expect(toll.skippedText == skipped)
    }

    @Test func `counts what the newest statement counts when nobody counts persons`() throws {
        let toll = try Sample.dataset([
            Sample.tally("flats", from: 1, to: 5, [Sample.exact(3, "\"unit\":\"households\"")]),
            Sample.tally("strikes", [Sample.exact(5, "\"unit\":\"incidents\"")]),
        ]).toll()
        #expect(toll.unit == "incidents")
    }

    @Test func `takes every filter of counts`() throws {
        let dataset = try Sample.dataset([
            Sample.tally("a", [Sample.exact(9), Sample.exact(4, "\"part_of\":1,\(Sample.of("civilian"))")]),
            Sample.tally("b", by: "army", [Sample.exact(7, Sample.of("armed_forces"))]),
        ])
        let toll = try dataset.toll(where: [("population.status", "civilian")])
        #expect(toll.totalsText == "monitor 4")
        #expect(toll.skippedText == "b other_population")
        #expect(toll.statements[0].value.id == "a.2")
        #expect(try dataset.toll(where: [("attributed_to", "army")]).totalsText == "army 7")
        #expect(throws: QueryError.self) { try dataset.toll(where: [("population.staus", "civilian")]) }
    }

    @Test(
        arguments: [("kiled", nil, ["killed"]), ("killed", "person", ["persons"]), ("killed,injured", nil, [])]
            as [(String, String?, [String])])
    func `refuses what nobody can count`(_ measure: String, _ unit: String?, _ suggestions: [String]) throws {
        let dataset = try Sample.dataset([])
        let error = #expect(throws: QueryError.self) { try dataset.toll(measure: measure, unit: unit) }
        #expect(error?.suggestions == suggestions)
        #expect(try dataset.toll(measure: "x_rumoured").totals.isEmpty)
    }

    @Test(
        arguments: [
            (.bySource, nil, nil, []), (.conservative, nil, "7", ["army"]), (.maximum, nil, "10…", ["monitor"]),
            (.envelope, nil, "7…", ["monitor", "army", "press"]), (.preferred, ["press", "army"], "12", ["press"]),
            (.preferred, ["hts"], nil, []),
        ] as [(Policy, [String]?, String?, [String])])
    func `chooses by policy`(_ policy: Policy, _ sources: [String]?, _ result: String?, _ parties: [String]) throws {
        let toll = try Sample.dataset([
            Sample.tally("a", [Sample.atLeast(10)]), Sample.tally("b", by: "army", [Sample.exact(7)]),
            Sample.tally("c", by: "press", [Sample.exact(12)]),
        ]).toll(policy: policy, sources: sources)
        #expect(toll.result?.interval.short == result)
        #expect(toll.resultInWords?.parties.map(\.id) ?? [] == parties)
        #expect(toll.envelope.min == 7 && toll.envelope.max == nil && toll.envelope.isComparable)
        #expect(toll.ids(toll.envelope.parties) == ["monitor", "army", "press"])
    }

    @Test func `warns when totals are of different things`() throws {
        let toll = try Sample.dataset([
            Sample.tally("a", [Sample.atLeast(24, Sample.of("civilian"))]),
            Sample.tally("b", by: "army", [Sample.exact(7, Sample.of("armed_forces"))]),
        ]).toll()
        #expect(!toll.envelope.isComparable)
    }

    /// Seven soldiers are no low estimate of all who died, nor are those of one street.
    @Test(arguments: [Policy.conservative, .envelope])
    func `takes no figure for some as one for all`(_ policy: Policy) throws {
        let toll = try Sample.dataset([
            Sample.tally("a", [Sample.atLeast(255)]),
            Sample.tally("b", by: "army", [Sample.exact(7, Sample.of("armed_forces"))]),
            Sample.tally("c", by: "press", on: "north", [Sample.exact(5)]),
        ]).toll(policy: policy, children: true)
        #expect(toll.totalsText == "monitor 255…, army 7, press 5")
        #expect(toll.result?.interval.short == "255…" && toll.resultInWords?.parties.map(\.id) == ["monitor"])
        #expect(toll.ids(toll.envelope.parties) == ["monitor"] && toll.envelope.isComparable)
    }

    // MARK: Disagreement

    @Test(
        arguments: [
            ([Sample.tally("a", [Sample.exact(9)])], [], 0),
            ([Sample.tally("a", [Sample.exact(9)]), Sample.tally("b", by: "army", [Sample.exact(9)])], [], 1),
            (
                [Sample.tally("a", [Sample.exact(9)]), Sample.tally("b", by: "army", [Sample.exact(5)])],
                ["the total: army 5 < monitor 9, 4...4"], 1
            ),
            (
                [Sample.tally("a", [Sample.atLeast(255)]), Sample.tally("b", by: "army", [Sample.exact(100)])],
                ["the total: army 100 < monitor 255…, 155...open"], 1
            ),
            // Different figures, and both may be right.
            (
                [Sample.tally("a", [Sample.atLeast(255)]), Sample.tally("b", by: "army", [Sample.exact(300)])],
                ["the total: monitor 255… < army 300, 0...open"], 1
            ),
            // Parts are compared with parts, whoever is held responsible, and not with the whole.
            (
                [
                    Sample.tally(
                        "a",
                        [
                            Sample.exact(30), Sample.exact(20, "\"part_of\":1,\(Sample.of("civilian"))"),
                            Sample.exact(10, "\"part_of\":1,\(Sample.of("armed_forces"))"),
                        ]),
                    Sample.tally(
                        "b", by: "army",
                        [
                            Sample.exact(
                                4,
                                "\(Sample.of("civilian")),\"perpetrator\":{\"actor_id\":\"hts\",\"attribution\":\"alleged\"}"
                            )
                        ]),
                ], ["“civilian”: army 4 < monitor 20, 16...16"], 1
            ),
            (
                [
                    Sample.tally("a", [Sample.exact(9)]),
                    Sample.tally("b", by: "army", [Sample.exact(5, Sample.of("civilian"))]),
                ],
                [], 0
            ),
        ] as [([String], [String], Int)])
    func `says who differs, on whom, and by how much`(_ tallies: [String], _ pairs: [String], _ compared: Int) throws {
        let toll = try Sample.dataset(tallies).toll()
        let disagreement = toll.disagreement
        func words(_ figure: Int) -> String {
            let figure = disagreement.figures[figure]
            return "\(toll.ids([figure.party])[0]) \(figure.interval.short)"
        }
        let found = disagreement.pairs.indices.map { place in
            let pair = disagreement.pairs[place]
            let subject = disagreement.subjects.first { $0.pairs.contains(place) }
            return
                "\(subject.map { toll.label(of: $0.thing) } ?? ""): \(words(pair.lower)) < \(words(pair.higher)), \(pair.least)..."
                + (pair.most.map(String.init) ?? "open")
        }
        #expect(found == pairs)
        #expect(disagreement.subjects.count == compared)
    }

    @Test(
        arguments: [
            ([], "Nobody gives a figure for “killed”."),
            ([Sample.tally("a", [Sample.exact(9)])], "Only Source monitor gives a figure for “killed”."),
            (
                [
                    Sample.tally("a", [Sample.exact(9)]),
                    Sample.tally("b", by: "army", [Sample.exact(9, "\"measure\":\"casualties\"")]),
                ], "Only Source monitor gives a figure for “killed”. One party counts something else: see skipped."
            ),
            (
                [Sample.tally("a", [Sample.exact(9)]), Sample.tally("b", by: "army", [Sample.exact(9)])],
                "Where two parties count the same, their figures fit together."
            ),
            (
                [
                    Sample.tally("a", [Sample.exact(9)]),
                    Sample.tally("b", by: "army", [Sample.exact(9, Sample.of("civilian"))]),
                ], "No two of the 2 parties count the same, so nothing compares."
            ),
            (
                [Sample.tally("a", [Sample.atLeast(9)]), Sample.tally("b", by: "army", [Sample.exact(12)])],
                "Parties give different figures, but one number could be what both mean."
            ),
            (
                [
                    Sample.tally("a", [Sample.exact(9)]), Sample.tally("b", by: "army", [Sample.exact(5)]),
                    Sample.tally("c", by: "press", [Sample.exact(8)]),
                ],
                "Actor army and Source monitor are at least 4 apart on the total. It is the widest of 3 gaps."
            ),
        ] as [([String], String)])
    func `sums the comparison up in a sentence`(_ tallies: [String], _ summary: String) throws {
        #expect(try Sample.dataset(tallies).toll().disagreement.summary == summary)
    }

    // MARK: Checks

    @Test func `carries the warnings on what stands`() throws {
        let parts = [Sample.exact(10, "\"exhaustive\":true"), Sample.exact(4, "\"part_of\":1")]
        let toll = try Sample.dataset([
            Sample.tally("a", parts), Sample.tally("b", on: "north", parts),
            Sample.tally(
                "c",
                [Sample.exact(3, "\"measure\":\"injured\""), Sample.exact(5, "\"measure\":\"injured\",\"part_of\":1")]),
        ]).toll()
        #expect(toll.checks.map { "\($0.rule.rawValue) \($0.id ?? "")" } == ["parts_do_not_sum a"])
    }
}
