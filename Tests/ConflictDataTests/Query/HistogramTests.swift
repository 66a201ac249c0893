import Testing

@testable import ConflictData

/// Records by day, week, month and year.
@Suite struct HistogramTests {
    private static func buckets(
        _ dates: [String], _ interval: CalendarInterval, _ field: String = "date_start", filters: String = ""
    ) throws -> [String] {
        let events = dates.enumerated().map { Made.event("e\($0)", $1, "\"date_precision\":\($0 % 5 + 1)") }
        let dataset = try Made.dataset([("events.json", Made.list(events))])
        let histogram = try dataset.find(dataset.query(.event, filters))
            .histogram(Histogram.DateField(field, of: .event), by: interval)
        return histogram.buckets.map { "\($0.start) \($0.count)" }
    }

    @Test(
        arguments: [
            // Every bucket between the first and the last is there.
            (["2024-11-29", "2024-12-01"], CalendarInterval.day, ["2024-11-29 1", "2024-11-30 0", "2024-12-01 1"]),
            (["2024-01-31", "2023-11-01", "2024-01-01"], .month, ["2023-11-01 1", "2023-12-01 0", "2024-01-01 2"]),
            (["2025", "2022"], .year, ["2022-01-01 1", "2023-01-01 0", "2024-01-01 0", "2025-01-01 1"]),
            // Weeks begin on Monday, whatever the year.
            (["2024-12-29", "2024-12-30", "2025-01-05"], .week, ["2024-12-23 1", "2024-12-30 2"]),
            (["1969-12-28T23:59:59Z", "1969-12-29", "1970-01-01"], .week, ["1969-12-22 1", "1969-12-29 2"]),
            // A coarse date counts in the bucket of its first instant, an instant in that of its day in UTC.
            (
                ["2024", "2024-11", "2024-11-29T23:30:00-05:00"], .month,
                (1...11).map { "2024-\($0 < 10 ? "0" : "")\($0)-01 \([1: 1, 11: 2][$0] ?? 0)" }
            ),
            (["2024-11-30T00:30:00+01:00", "2024-11-29T23:30:00-05:00"], .day, ["2024-11-29 1", "2024-11-30 1"]),
            (["0001-01-01", "0002"], .year, ["0001-01-01 1", "0002-01-01 1"]),
            ([], .day, []),
        ] as [([String], CalendarInterval, [String])])
    func `counts by bucket`(_ dates: [String], _ interval: CalendarInterval, _ expected: [String]) throws {
        #expect(try Self.buckets(dates, interval) == expected)
    }

    @Test func `keeps to the filters and to records that have the date`() throws {
        let dates = ["2024-11-29", "2024-12-01", "2024-12-31"]
        #expect(try Self.buckets(dates, .month, filters: "date_precision=2,3") == ["2024-12-01 2"])
        #expect(try Self.buckets(dates, .month, "date_end") == [])
    }

    @Test(
        arguments: [
            (["1997-07-14", "2024-11-28"], 10_000), (["1997-07-13", "2024-11-28"], nil), (["0001", "9999"], nil),
        ] as [([String], Int?)])
    func `gives at most 10,000 buckets`(_ dates: [String], _ count: Int?) throws {
        if let count { return #expect(try Self.buckets(dates, .day).count == count) }
        let error = try #require(throws: QueryError.self) { try Self.buckets(dates, .day) }
        #expect(error.problem == .illTyped)
        #expect(error.parameter == "interval")
    }

    @Test(arguments: [
        (RecordType.count, "period_start", "period_start"), (.count, "period.start", "period_start"),
        (.tally, "reference_period.start", "reference_period.start"), (.excerpt, "date", "date"),
        (.article, "published_at", "published_at"), (.actor, "active_from", "active_from"),
        (.source, "recorded_at", "recorded_at"),
    ])
    func `takes the dates of every type`(_ type: RecordType, _ name: String, _ field: String) throws {
        #expect(try Histogram.DateField(name, of: type).name == field)
    }

    @Test(
        arguments: [
            (RecordType.event, "date", QueryError.Problem.unknownValue, "date_end"),
            (.event, "name", .notApplicable, nil),
            (.actor, "names.from", .notApplicable, nil), (.article, "corrections.date", .notApplicable, nil),
            (.event, "", .unknownValue, "date_start"),
        ] as [(RecordType, String, QueryError.Problem, String?)])
    func `refuses what puts no record into one bucket`(
        _ type: RecordType, _ name: String, _ problem: QueryError.Problem, _ nearest: String?
    ) throws {
        let error = try #require(throws: QueryError.self) { try Histogram.DateField(name, of: type) }
        #expect(error.problem == problem)
        if let nearest { #expect(error.suggestions.contains(nearest), "\(error.suggestions)") }
    }

    @Test(arguments: 1...8)
    func `counts as looking at each record does`(_ seed: UInt64) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: seed))
        for type in RecordType.allCases {
            let served = try ServedValues(dataset, type)
            // Where it is left out it comes from another record, which `CountRowTests` looks at.
            for field in FieldTable.of(type).fields where field.isSingleDate && field.name != "recorded_at" {
                for (interval, length) in [(CalendarInterval.day, 10), (.month, 7), (.year, 4)] {
                    let dates = served.records.keys.compactMap { served.values(of: field, in: $0).first?.text }
                        .compactMap { PackedDate($0).map { PackedDate(start: $0.start, precision: .second).text } }
                    let expected = Dictionary(dates.map { (String($0.prefix(length)), 1) }, uniquingKeysWith: +)
                    let histogram = try dataset.find(dataset.query(type, ""))
                        .histogram(Histogram.DateField(field.name, of: type), by: interval)
                    let filled = histogram.buckets.filter { $0.count > 0 }
                    #expect(
                        Dictionary(uniqueKeysWithValues: filled.map { (String($0.start.prefix(length)), $0.count) })
                            == expected)
                    #expect(histogram.buckets.map(\.start) == histogram.buckets.map(\.start).sorted())
                }
            }
        }
    }
}
