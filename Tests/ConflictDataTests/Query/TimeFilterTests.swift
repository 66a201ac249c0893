import Testing

@testable import ConflictData

/// When records are about and when they were reported.
@Suite struct TimeFilterTests {
    private static let dataset = Result {
        try Made.dataset([
            ("sources.json", Made.list([Made.source("monitor"), Made.source("press")])),
            (
                "actors.json",
                Made.list([
                    Made.actor("always"), Made.actor("early", "\"active_to\":\"2016\""),
                    Made.actor("late", "\"active_from\":\"2017-01-28\""),
                    Made.actor("once", "\"active_from\":\"2012\",\"active_to\":\"2013-06\""),
                    Made.actor(
                        "before", "\"names\":[{\"name\":\"The Front\",\"kind\":\"short\",\"to\":\"2016-07-28\"}]"),
                    Made.actor(
                        "after", "\"names\":[{\"name\":\"The Front\",\"kind\":\"short\",\"from\":\"2016-07-29\"}]"),
                ])
            ),
            (
                "events.json",
                Made.list([
                    Made.event(
                        "span", "2024-11-27",
                        "\"date_end\":\"2024-11-29\",\"actors\":[{\"actor_id\":\"before\",\"role\":\"side_a\"}]"),
                    Made.event("month", "2024-11"), Made.event("day", "2024-11-28"),
                    Made.event("open", "2024-11-29T20:00:00Z", "\"date_end\":\"2024\""),
                    Made.event("old", "2015-06-01", "\"actors\":[{\"actor_id\":\"before\",\"role\":\"side_a\"}]"),
                    Made.event("other", "2015-06-02", "\"actors\":[{\"actor_id\":\"after\",\"role\":\"side_a\"}]"),
                ])
            ),
            (
                "articles.json",
                Made.list([Made.article("instant", "2024-11-29T18:00:00Z"), Made.article("coarse", "2024-11")])
            ),
            (
                "tallies.json",
                Made.list([
                    tally("week", "2024-11-25", "2024-12-01", reported: "2024-12-02"),
                    tally("first", "2024-11", "2024-11", reported: "2024-12"),
                ])
            ),
            ("interviews.json", Made.list([Made.interview("talk", "2024-11-30", exchanges: 2)])),
        ])
    }

    private static func tally(_ id: String, _ start: String, _ end: String, reported: String) -> String {
        Made.tally(id, reported).replacing(
            "\"start\":\"\(reported)\",\"end\":\"\(reported)\"", with: "\"start\":\"\(start)\",\"end\":\"\(end)\"")
    }

    @Test(
        arguments: [
            // Events: from the first instant of the start to the last of the end; without an end, of the start.
            (RecordType.event, "on=2024-11-28", ["day", "span", "month"]),
            (.event, "on=2024-11-27T00:00:00Z", ["span", "month"]),
            (.event, "on=2024-11-29T23:59:59Z", ["open", "span", "month"]),
            (.event, "on=2024-11-29T19:59:59Z", ["span", "month"]), (.event, "on=2024-11-30", ["open", "month"]),
            (.event, "on=2024-12-31T23:59:59Z", ["open"]), (.event, "on=2025", []),
            (.event, "on=2024", ["open", "day", "span", "month"]), (.event, "on=2015", ["other", "old"]),
            (.event, "since=2024-11-30", ["open", "month"]), (.event, "since=2024-12", ["open"]),
            (.event, "since=2024-11-29T23:59:59Z", ["open", "span", "month"]),
            (.event, "until=2024-11-26", ["month", "other", "old"]),
            (.event, "until=2024-11-27", ["span", "month", "other", "old"]), (.event, "until=2015-06-01", ["old"]),
            (.event, "until=2015", ["other", "old"]),
            (.event, "since=2024-11-28&until=2024-11-28", ["day", "span", "month"]),
            (.event, "since=2016&until=2024-11-26", ["month"]),
            (.event, "on=2024-11-29&until=2024-11-27", ["span", "month"]),
            // Tallies and counts: the period counted.
            (.tally, "on=2024-12-01", ["week"]), (.tally, "on=2024-11-24", ["first"]),
            (.tally, "on=2024-11-30T23:00:00Z", ["week", "first"]), (.tally, "since=2024-12-02", []),
            (.count, "on=2024-12-01", ["week.1"]), (.count, "until=2024-11-24", ["first.1"]),
            (.count, "since=2024-12-01&until=2024-12-01", ["week.1"]),
            // Articles: when they were published, in all of a coarse date.
            (.article, "on=2024-11-29", ["instant", "coarse"]),
            (.article, "on=2024-11-29T18:00:00Z", ["instant", "coarse"]),
            (.article, "on=2024-11-29T18:00:01Z", ["coarse"]), (.article, "since=2024-11-30", ["coarse"]),
            (.interview, "on=2024-11-30", ["talk"]), (.interview, "on=2024-11-29", []),
            (.excerpt, "on=2024-11", ["talk.1", "talk.2"]), (.excerpt, "until=2024-11-29", []),
            // Actors: open where nothing is said.
            (.actor, "on=2017-01-27", ["after", "always", "before"]),
            (.actor, "on=2017-01-28", ["after", "always", "before", "late"]),
            (.actor, "on=2013-06-30", ["after", "always", "before", "early", "once"]),
            (.actor, "since=2016-12-31", ["after", "always", "before", "early", "late"]),
            (.actor, "since=2017", ["after", "always", "before", "late"]),
            (.actor, "until=2011", ["after", "always", "before", "early"]),
            // When it was reported.
            (.tally, "reported_since=2024-12-02", ["week"]), (.tally, "reported_until=2024-12-01", ["first"]),
            (.tally, "reported_since=2024-12&reported_until=2024-12", ["week", "first"]),
            (.count, "reported_until=2024-12-01", ["first.1"]), (.article, "reported_since=2024-11-02", ["instant"]),
            (.article, "reported_until=2024-11-29", ["instant", "coarse"]),
            (.interview, "reported_since=2024-12", []), (.excerpt, "reported_until=2024-11-30", ["talk.1", "talk.2"]),
            // A name means who bore it at that date.
            (.event, "actor=The Front", ["span", "other", "old"]), (.event, "actor=The Front&on=2015", ["old"]),
            (.event, "on=2024-11-27&actor=The Front", []), (.event, "actor=before&on=2024-11-27", ["span"]),
            (.actor, "actor=The Front&on=2020", ["after"]),
        ] as [(RecordType, String, [String])])
    func `gives the records`(_ type: RecordType, _ filters: String, _ expected: [String]) throws {
        #expect(try Self.dataset.get().ids(type, filters) == expected)
    }

    @Test(arguments: [
        (RecordType.source, "on=2024"), (.source, "since=2024"), (.place, "until=2024"), (.place, "on=2024"),
        (.event, "reported_since=2024"),
        (.actor, "reported_until=2024"), (.place, "reported_since=2024"), (.source, "reported_since=2024"),
    ])
    func `is not for records without such a time`(_ type: RecordType, _ filter: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(type, filter) }
        #expect(error.problem == .notApplicable)
        #expect(error.parameter == filter.prefix { $0 != "=" })
    }

    @Test(arguments: [
        ("on=yesterday", "on"), ("since=2024-13", "since"), ("until=", "until"), ("on=2024,2025", "on"),
        ("since=2025&until=2024", "since"), ("until=2024-11-28&since=2024-11-29", "since"),
    ])
    func `refuses what is no date, and bounds with nothing between`(_ filters: String, _ parameter: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(.event, filters) }
        #expect(error.problem == .illTyped)
        #expect(error.parameter == parameter)
    }

    @Test func `names who bore a name at another date`() throws {
        let error = try #require(throws: QueryError.self) {
            try Self.dataset.get().ids(.event, "actor=Actor nobody&on=2015")
        }
        #expect(error.problem == .unknownName)
        #expect(error.parameter == "actor")
    }

    /// Every precision of both sides, against the instants themselves.
    @Test func `tells how long a date lasts`() throws {
        let dates = [
            "2024", "2023", "2024-11", "2024-12", "2023-12", "2024-11-29", "2024-11-30", "2024-02-29",
            "2024-11-29T18:00:00Z", "2024-11-29T18:00:00.5+02:00", "1969-12-31", "1969", "1969-12-31T23:59:59.999999Z",
            "0001", "9999",
        ]
        for text in dates {
            let date = try #require(PackedDate(text))
            for other in dates {
                let bound = try #require(PackedDate(other))
                for instant in [bound.start, bound.last, bound.last + 1, bound.start - 1] {
                    #expect(DateEnds(instant).contains(date.bits) == (date.last >= instant), "\(text) until \(other)")
                }
            }
        }
        #expect(!DateEnds(.min >> 4).contains(PackedDate.none))
    }
}
