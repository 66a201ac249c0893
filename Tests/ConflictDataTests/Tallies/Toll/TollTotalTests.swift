import Testing

@testable import ConflictData

/// What the statements of one party come to: nobody is counted twice, and what is left out is named with its reason.
@Suite struct TollTotalTests {
    typealias Sample = TollSample

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let tallies: [String]
        let totals: String
        var skipped = ""
        var statements: String?
        var children = false
    }

    private static let series: [Row] = [
        Row(
            testDescription: "the latest of running totals stands",
            tallies: [
                Sample.tally("old", from: 1, to: 8, [Sample.exact(180)]),
                Sample.tally("new", from: 1, to: 10, [Sample.atLeast(255)]),
            ], totals: "monitor 255…", skipped: "old later_total new", statements: "new"),
        Row(
            testDescription: "the latest is told by its period, not by when it was recorded",
            tallies: [
                Sample.tally("old", from: 1, to: 8, [Sample.exact(180)], "\"recorded_at\":\"2024-12-01\""),
                Sample.tally("new", from: 1, to: 10, [Sample.exact(200)], "\"recorded_at\":\"2024-11-11\""),
            ], totals: "monitor 200", skipped: "old later_total new"),
        Row(
            testDescription: "what is new in periods apart adds up",
            tallies: [
                Sample.tally("a", from: 1, to: 2, as: "incremental", [Sample.exact(3)]),
                Sample.tally("b", from: 3, to: 3, as: "incremental", [Sample.atLeast(4)]),
            ], totals: "monitor 7…"),
        Row(
            testDescription: "what is new in overlapping periods does not",
            tallies: [
                Sample.tally("a", from: 1, to: 3, as: "incremental", [Sample.exact(3)]),
                Sample.tally("b", from: 3, to: 4, as: "incremental", [Sample.exact(4)]),
                Sample.tally("c", from: 5, to: 5, as: "incremental", [Sample.exact(5)]),
            ], totals: "monitor 9", skipped: "a same_period b"),
        Row(
            testDescription: "a running total holds what is new inside its period, and what follows is added",
            tallies: [
                Sample.tally("total", from: 1, to: 5, [Sample.exact(50)]),
                Sample.tally("inside", from: 4, to: 4, as: "incremental", [Sample.exact(9)]),
                Sample.tally("after", from: 6, to: 6, as: "incremental", [Sample.exact(2)]),
            ], totals: "monitor 52", skipped: "inside part_of_whole total"),
        Row(
            testDescription: "of states at a moment the latest stands, and holds all before it",
            tallies: [
                Sample.tally("monday", from: 4, to: 4, as: "point_in_time", [Sample.exact(40)]),
                Sample.tally("friday", from: 8, to: 8, as: "point_in_time", [Sample.exact(30)]),
                Sample.tally("sunday", from: 3, to: 3, as: "incremental", [Sample.exact(9)]),
            ], totals: "monitor 30", skipped: "monday later_total friday, sunday part_of_whole friday"),
        Row(
            testDescription: "phases are series of their own, and add up",
            tallies: [
                Sample.tally("first", from: 1, to: 4, [Sample.exact(40)], "\"phase\":1"),
                Sample.tally("second-early", from: 5, to: 7, [Sample.exact(5)], "\"phase\":2"),
                Sample.tally("second", from: 5, to: 10, [Sample.exact(12)], "\"phase\":2"),
            ], totals: "monitor 52", skipped: "second-early later_total second"),
        Row(
            testDescription: "a party is no other party",
            tallies: [
                Sample.tally("a", [Sample.exact(10)]), Sample.tally("b", by: "army", [Sample.exact(30)]),
                Sample.tally("c", by: "press", [Sample.exact(20)]),
            ], totals: "monitor 10, army 30, press 20", statements: "a, b, c"),
    ]

    private static let parts: [Row] = [
        Row(
            testDescription: "parts are inside their whole",
            tallies: [
                Sample.tally(
                    "a",
                    [
                        Sample.atLeast(255), Sample.exact(24, "\"part_of\":1,\(Sample.of("civilian"))"),
                        Sample.exact(20, "\"part_of\":2"),
                    ])
            ], totals: "monitor 255…"),
        Row(
            testDescription: "counts side by side in one tally add up",
            tallies: [
                Sample.tally(
                    "a",
                    [
                        Sample.exact(24, Sample.of("civilian")), Sample.exact(87, Sample.of("armed_forces")),
                        Sample.exact(5, Sample.of("armed_forces")),
                    ])
            ], totals: "monitor 116"),
        Row(
            testDescription: "another tally's count of some is inside the count of all",
            tallies: [
                Sample.tally("all", from: 1, to: 8, [Sample.exact(200)]),
                Sample.tally("some", from: 1, to: 10, [Sample.exact(24, Sample.of("civilian"))]),
            ], totals: "monitor 200", skipped: "some part_of_whole all", statements: "some, all"),
        Row(
            testDescription: "different people in different tallies add up",
            tallies: [
                Sample.tally("civilians", [Sample.exact(24, Sample.of("civilian"))]),
                Sample.tally("soldiers", [Sample.exact(87, Sample.of("armed_forces"))]),
            ], totals: "monitor 111"),
        Row(
            testDescription: "people who may be the same do not",
            tallies: [
                Sample.tally("civilians", [Sample.exact(24, Sample.of("civilian"))]),
                Sample.tally(
                    "women", from: 1, to: 9,
                    [Sample.exact(30, "\"population\":{\"status\":\"unknown\",\"sex\":\"female\"}")]),
            ], totals: "monitor 24", skipped: "women overlap civilians", statements: "civilians, women"),
        Row(
            testDescription: "a part is as narrow as its whole",
            tallies: [
                Sample.tally(
                    "a",
                    [
                        Sample.exact(9, "\"measure\":\"casualties\",\(Sample.of("civilian"))"),
                        Sample.exact(4, "\"part_of\":1"),
                    ]), Sample.tally("b", [Sample.exact(7, Sample.of("armed_forces"))]),
            ], totals: "monitor 11"),
    ]

    private static let revisions: [Row] = [
        Row(
            testDescription: "what is revised is left out",
            tallies: [
                Sample.tally("old", [Sample.exact(9)]),
                Sample.tally("new", [Sample.exact(7)], "\"revises\":\"old\",\"revision_kind\":\"correction\""),
            ], totals: "monitor 7", skipped: "old superseded new"),
        Row(
            testDescription: "of two revisers one stands",
            tallies: [
                Sample.tally("old", from: 1, to: 5, as: "incremental", [Sample.exact(9)]),
                Sample.tally("a", from: 1, to: 5, as: "incremental", [Sample.exact(7)], "\"revises\":\"old\""),
                Sample.tally("b", from: 1, to: 5, as: "incremental", [Sample.exact(6)], "\"revises\":\"old\""),
            ], totals: "monitor 6", skipped: "a same_period b, old superseded b"),
        Row(
            testDescription: "what is retracted is left out without its figures",
            tallies: [
                Sample.tally("gone", [Sample.exact(9)], "\"retracted_at\":\"2024-11-20\""),
                Sample.tally("wrong", [Sample.exact(8)]),
                Sample.tally("no", [], "\"revises\":\"wrong\",\"revision_kind\":\"retraction\""),
                Sample.tally("right", from: 1, to: 9, [Sample.exact(7)]),
            ], totals: "monitor 7", skipped: "gone retracted, wrong retracted no"),
        Row(
            testDescription: "what is under embargo is not named",
            tallies: [
                Sample.tally("secret", [Sample.exact(9)], "\"embargoed_until\":\"2030\""),
                Sample.tally("open", from: 1, to: 9, [Sample.exact(7)]),
            ], totals: "monitor 7"),
    ]

    private static let scopes: [Row] = [
        Row(
            testDescription: "statements on events inside are named, and left out",
            tallies: [
                Sample.tally("all", [Sample.exact(10)]), Sample.tally("north", on: "north", [Sample.exact(4)]),
                Sample.tally("bridge", on: "bridge", [Sample.exact(2)]),
                Sample.tally("wounded", on: "south", [Sample.exact(2, "\"measure\":\"injured\"")]),
            ], totals: "monitor 10", skipped: "bridge child_event, north child_event"),
        Row(
            testDescription: "who counts the whole event has counted what is inside it",
            tallies: [
                Sample.tally("all", [Sample.exact(10)]), Sample.tally("north", on: "north", [Sample.exact(4)]),
                Sample.tally("army-north", by: "army", on: "north", [Sample.exact(6)]),
            ], totals: "monitor 10, army 6", skipped: "north part_of_whole all", statements: "all, north, army-north",
            children: true),
        Row(
            testDescription: "but not what is outside the period",
            tallies: [
                Sample.tally("all", from: 1, to: 5, [Sample.exact(10)]),
                Sample.tally("north", on: "north", from: 6, to: 8, as: "incremental", [Sample.exact(4)]),
            ], totals: "monitor 14", children: true),
        Row(
            testDescription: "events beside each other add up, one inside another does not",
            tallies: [
                Sample.tally("north", on: "north", [Sample.exact(4)]),
                Sample.tally("south", on: "south", [Sample.exact(3)]),
                Sample.tally("bridge", on: "bridge", [Sample.exact(2)]),
            ], totals: "monitor 7", skipped: "bridge part_of_whole north", children: true),
    ]

    @Test(arguments: series + parts + revisions + scopes)
    func `counts nobody twice`(_ row: Row) throws {
        let toll = try Sample.dataset(row.tallies).toll(children: row.children)
        #expect(toll.totalsText == row.totals)
        #expect(toll.skippedText == row.skipped)
        if let statements = row.statements { #expect(toll.statementsText == statements) }
        #expect(Set(toll.usedTallies).isSubset(of: toll.statements.map(\.tally)))
    }

    @Test func `takes no event that is not served`() throws {
        let hidden = [
            Made.event("secret", "2024-11-03", "\"parent_event_id\":\"battle\",\"embargoed_until\":\"2030\""),
            Made.event("gone", "2024-11-03", "\"parent_event_id\":\"battle\",\"retracted_at\":\"2024-12-01\""),
        ]
        let tallies = [
            Sample.tally("a", on: "secret", [Sample.exact(10)]), Sample.tally("b", on: "gone", [Sample.exact(10)]),
        ]
        for children in [false, true] {
            let toll = try Sample.dataset(tallies, events: hidden).toll(children: children)
            #expect(toll.totals.isEmpty && toll.skipped.isEmpty)
        }
    }

    @Test func `says what was known at a moment`() throws {
        let dataset = try Sample.dataset([
            Sample.tally("old", from: 1, to: 5, [Sample.exact(9)], "\"recorded_at\":\"2024-11-06\""),
            Sample.tally(
                "new", from: 1, to: 5, [Sample.exact(7)], "\"recorded_at\":\"2024-11-09\",\"revises\":\"old\""),
        ])
        #expect(try dataset.view(asOf: "2024-11-05").toll().totalsText == "")
        #expect(try dataset.view(asOf: "2024-11-07").toll().totalsText == "monitor 9")
        #expect(try dataset.view(asOf: "2024-11-07").toll().skippedText == "")
        #expect(try dataset.view(asOf: "2024-11-09").toll().totalsText == "monitor 7")
    }
}
