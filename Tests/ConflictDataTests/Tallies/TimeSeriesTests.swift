import Testing

@testable import ConflictData

/// Figures over time: points, deltas, restarts, gaps.
@Suite struct TimeSeriesTests {
    private static func tally(
        _ id: String, _ start: String, _ end: String, _ value: String, _ accumulation: String = "cumulative",
        _ more: String = ""
    ) -> String {
        """
        {"id":"\(id)","attributed_to":"monitor","event_id":"battle","report_date":"\(end)",\
        "reference_period":{"start":"\(start)","end":"\(end)"},"accumulation":"\(accumulation)","kind":"claim",\
        "counts":[{"n":1,"measure":"killed","value":{\(value)}}]\(more.isEmpty ? "" : "," + more)}
        """
    }

    private static func exact(_ value: Int) -> String { "\"qualifier\":\"exact\",\"value\":\(value)" }

    private func points(
        _ tallies: [String], _ interval: CalendarInterval? = nil, _ filter: String = ""
    ) throws -> [TimeSeriesPoint] {
        let dataset = try Made.dataset([
            Made.sources,
            (
                "events.json",
                Made.list([
                    Made.event("battle", "2024-11-01"),
                    Made.event("raid", "2024-11-01", "\"parent_event_id\":\"battle\""),
                    Made.event("other", "2024-11-01"),
                ])
            ),
            ("tallies.json", Made.list(tallies)),
        ])
        return try dataset.timeSeries(
            TimeSeriesQuery(counts: try dataset.query(.count, filter), interval: interval))
    }

    private func text(_ points: [TimeSeriesPoint]) -> [String] {
        points.map { point in
            let value = point.figure.map { $0.value.map(String.init) ?? "?" } ?? "gap"
            return "\(point.time) \(value) \(point.delta.map(String.init) ?? "-")\(point.isDerived ? " derived" : "")"
        }
    }

    private static let november = "2024-11-01"

    @Test func `gives each statement at its own time, with the growth of running totals`() throws {
        let points = try points([
            Self.tally("c", Self.november, "2024-11-05", Self.exact(40)),
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("b", Self.november, "2024-11-03", "\"qualifier\":\"at_least\",\"value\":25"),
        ])
        #expect(text(points) == ["2024-11-02 10 -", "2024-11-03 25 15 derived", "2024-11-05 40 15 derived"])
        #expect(points.map(\.series) == Array(repeating: "monitor/killed", count: 3))
        #expect(points[1].qualifier == "at_least" && points[1].tallyID == "b" && points[1].figure?.max == nil)
    }

    @Test func `begins anew with a phase`() throws {
        let tallies = [
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("b", "2024-11-03", "2024-11-03", Self.exact(4), "cumulative", "\"phase\":2"),
            Self.tally("c", "2024-11-03", "2024-11-04", Self.exact(6), "cumulative", "\"phase\":2"),
        ]
        #expect(text(try points(tallies)) == ["2024-11-02 10 -", "2024-11-03 4 -", "2024-11-04 6 2 derived"])
    }

    @Test func `leaves out what was revised, and takes the growth from what stands`() throws {
        let tallies = [
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("b", Self.november, "2024-11-03", Self.exact(99)),
            Self.tally(
                "d", Self.november, "2024-11-03", Self.exact(12), "cumulative",
                "\"revises\":\"b\",\"revision_kind\":\"correction\""),
        ]
        #expect(text(try points(tallies)) == ["2024-11-02 10 -", "2024-11-03 12 2 derived"])
    }

    @Test(arguments: [
        ("\"qualifier\":\"exact\",\"value\":5", ""),
        ("\"qualifier\":\"between\",\"min\":20,\"max\":30", ""),
        ("\"qualifier\":\"exact\",\"value\":20", "\"revises\":\"x\",\"revision_kind\":\"reclassification\""),
    ])
    func `gives no growth where there is none to be known`(_ value: String, _ more: String) throws {
        let tallies = [
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("x", Self.november, "2024-11-02", Self.exact(10), "incremental"),
            Self.tally("b", Self.november, "2024-11-03", value, "cumulative", more),
        ]
        #expect(try points(tallies, nil, "accumulation=cumulative").map(\.delta) == [nil, nil])
    }

    @Test func `shows gaps and fills none`() throws {
        let tallies = [
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("b", Self.november, "2024-11-05", Self.exact(25)),
        ]
        let points = try points(tallies, .day)
        #expect(
            text(points) == ["2024-11-02 10 -", "2024-11-03 gap -", "2024-11-04 gap -", "2024-11-05 25 15 derived"])
        #expect(points[1].tallyID == nil && points[1].qualifier == nil && points[1].series == "monitor/killed")
    }

    @Test func `adds up what is new in a bucket, and takes the latest total`() throws {
        let new = [
            Self.tally("a", "2024-11-02", "2024-11-02", Self.exact(3), "incremental"),
            Self.tally("b", "2024-11-03", "2024-11-03", "\"qualifier\":\"at_least\",\"value\":2", "incremental"),
            Self.tally("c", "2024-12-01", "2024-12-01", Self.exact(1), "incremental"),
        ]
        let months = try points(new, .month)
        #expect(text(months) == ["2024-11 5 - derived", "2024-12 1 -"])
        #expect(months[0].figure == CountInterval(min: 5, max: nil, value: 5) && months[0].tallyID == nil)
        let totals = [
            Self.tally("a", Self.november, "2024-11-02", Self.exact(10)),
            Self.tally("b", Self.november, "2024-11-20", Self.exact(30)),
            Self.tally("c", Self.november, "2024-12-02", Self.exact(45)),
        ]
        #expect(text(try points(totals, .month)) == ["2024-11 30 -", "2024-12 45 15 derived"])
    }

    @Test func `counts nobody twice within a party`() throws {
        let inner = Self.tally("b", Self.november, "2024-11-02", Self.exact(4)).replacing("battle", with: "raid")
        let other = Self.tally("c", Self.november, "2024-11-02", Self.exact(2)).replacing("battle", with: "other")
        let tallies = [Self.tally("a", Self.november, "2024-11-02", Self.exact(10)), inner, other]
        #expect(text(try points(tallies, .week)) == ["2024-10-28 12 - derived"])
    }

    @Test func `puts a part on a line of its own, or leaves it out`() throws {
        let counts = """
            {"n":1,"measure":"killed","value":{"qualifier":"exact","value":9}},\
            {"n":2,"measure":"killed","part_of":1,"population":{"status":"civilian","sex":"female"},\
            "value":{"qualifier":"exact","value":4}},\
            {"n":3,"measure":"killed","part_of":1,"cause":"small_arms","value":{"qualifier":"exact","value":2}}
            """
        let tally = Made.tally("t", "2024-11-02", counts: counts)
        for interval in [nil, CalendarInterval.day] {
            let points = try points([tally], interval)
            #expect(points.map(\.series) == ["monitor/killed", "monitor/killed/civilian/sex=female"])
            #expect(points.map(\.figure?.value) == [9, 4] && points.map(\.populationStatus) == [nil, "civilian"])
        }
    }

    @Test func `refuses more points than anybody reads`() throws {
        let far = [
            Self.tally("a", "1990-01-01", "1990-01-01", Self.exact(1), "incremental"),
            Self.tally("b", "2024-01-01", "2024-01-01", Self.exact(1), "incremental"),
        ]
        #expect(throws: QueryError.self) { try points(far, .day) }
        #expect(try points(far, .month).count == 409)
        let many = (0...TimeSeriesPoint.most).map { Made.tally("t\($0)", "2024-11-02") }
        #expect(throws: QueryError.self) { try points(many) }
    }

    @Test(arguments: [
        (CalendarInterval.day, "2024-11-29", "2024-11-29"), (.week, "2024-12-01", "2024-11-25"),
        (.week, "2024-12-02", "2024-12-02"), (.month, "2024-02-29", "2024-02"), (.year, "1969-12-31", "1969"),
        (.week, "1970-01-01", "1969-12-29"), (.month, "1969-12-31", "1969-12"), (.day, "1969-12-31", "1969-12-31"),
    ])
    func `cuts time by the calendar`(_ interval: CalendarInterval, _ date: String, _ bucket: String) throws {
        let date = try #require(PackedDate(queryText: date))
        for instant in [date.start, date.last] {
            #expect(interval.text(of: interval.bucket(of: instant)) == bucket)
        }
    }
}
