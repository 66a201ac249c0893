import Testing

@testable import ConflictData

/// Random questions about figures over time, answered fast and by comparing all with all.
@Suite struct TimeSeriesDifferentialTests {
    private static func point(_ point: TimeSeriesPoint) -> NaiveTimeSeries.Point {
        NaiveTimeSeries.Point(
            time: point.time, series: point.series, figure: point.figure, qualifier: point.qualifier,
            delta: point.delta, isDerived: point.isDerived, tally: point.tallyID)
    }

    private static func dataset(_ seed: UInt64) throws -> Dataset {
        var random = SeededRandom(seed: seed &* 6007)
        let crowd = RandomStatements.Crowd(
            tallies: Int.random(in: 1...22, using: &random), parties: Int.random(in: 1...3, using: &random),
            days: Int.random(in: 1...20, using: &random), isOrderly: Bool.random(using: &random))
        return try Made.dataset(RandomStatements.files(seed: seed &+ 5000, crowd))
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `gives the points that the rules give`(_ seed: UInt64) throws {
        let dataset = try Self.dataset(seed)
        let naive = NaiveTimeSeries(try NaiveAggregate(dataset))
        for filter in AggregateDifferentialTests.filters {
            let query = try dataset.query(.count, filter)
            let rows = dataset.matches(query)
            let statements = try dataset.timeSeries(TimeSeriesQuery(counts: query, interval: nil))
            #expect(statements.map(\.time) == statements.map(\.time).sorted())
            #expect(
                Self.counted(statements.map(Self.point)) == Self.counted(naive.statements(rows)), "\(seed) \(filter)")
            for interval in CalendarInterval.allCases {
                let points = try dataset.timeSeries(TimeSeriesQuery(counts: query, interval: interval))
                #expect(points.map(\.time) == points.map(\.time).sorted())
                let stated = points.filter { $0.figure != nil }.map(Self.point)
                #expect(
                    Self.counted(stated) == Self.counted(naive.buckets(rows, interval.rawValue)),
                    "\(seed) \(filter) \(interval)")
                try Self.expectNoHoles(points)
            }
        }
    }

    /// Two counts of one tally may give the same point twice.
    private static func counted(_ points: some Sequence<NaiveTimeSeries.Point>) -> [NaiveTimeSeries.Point: Int] {
        points.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Every line begins and ends with a figure, has each time once, and gaps say nothing.
    private static func expectNoHoles(_ points: [TimeSeriesPoint]) throws {
        for line in Dictionary(grouping: points, by: \.series).values {
            #expect(line.first?.figure != nil && line.last?.figure != nil)
            #expect(Set(line.map(\.time)).count == line.count)
            for gap in line where gap.figure == nil {
                #expect(gap.delta == nil && gap.qualifier == nil && gap.tallyID == nil && !gap.isDerived)
            }
        }
    }
}
