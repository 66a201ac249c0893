import Testing

@testable import ConflictData

/// What figures come to together: sums of what does not overlap, and the span of what does.
@Suite struct CountIntervalTests {
    typealias Row = (Int64?, Int64?, Int64?)

    static func interval(_ row: Row) -> CountInterval { CountInterval(min: row.0, max: row.1, value: row.2) }

    @Test(
        arguments: [
            ((24, 24, 24), (144, 144, 144), (168, 168, 168)),
            // An open maximum opens the sum; the given figures still add up.
            ((255, nil, 255), (3, 3, 3), (258, nil, 258)),
            // An open minimum adds nothing.
            ((nil, nil, nil), (3, 9, nil), (3, nil, nil)),
            ((nil, 5, nil), (3, 9, nil), (3, 14, nil)),
            // It stays open when both are.
            ((nil, nil, nil), (nil, nil, 40), (nil, nil, nil)),
            // None is a figure, unknown is not.
            ((0, 0, 0), (3, 3, 3), (3, 3, 3)),
            ((nil, nil, nil), (0, 0, 0), (0, nil, nil)),
            // Numbers that are too large to write are not claimed, except as a minimum, which stays true.
            ((.max, .max, .max), (1, 1, 1), (.max, nil, nil)),
        ] as [(Row, Row, Row)])
    func `adds minima, maxima and values`(_ a: Row, _ b: Row, _ sum: Row) {
        #expect(CountInterval.sum(of: [Self.interval(a), Self.interval(b)]) == Self.interval(sum))
        #expect(CountInterval.sum(of: [Self.interval(b), Self.interval(a)]) == Self.interval(sum))
    }

    @Test func `makes nothing of nothing`() {
        #expect(CountInterval.sum(of: []) == nil)
    }

    @Test(
        arguments: [
            ((255, nil, 255), (300, 300, 300), (255, nil, nil)),
            ((24, 24, 24), (30, 40, nil), (24, 40, nil)),
            ((nil, nil, nil), (30, 40, nil), (30, nil, nil)),
            ((7, 7, 7), (7, 9, 7), (7, 9, 7)),
        ] as [(Row, Row, Row)])
    func `spans what different parties say`(_ a: Row, _ b: Row, _ hull: Row) {
        for (first, second) in [(a, b), (b, a)] {
            var span = Self.interval(first)
            span.formHull(Self.interval(second))
            #expect(span == Self.interval(hull))
        }
    }

    @Test(
        arguments: [
            ((24, 24, 24), (30, 40, nil), 6), ((30, 40, nil), (24, 24, 24), 6), ((255, nil, 255), (300, 300, 300), nil),
            ((255, nil, 255), (100, 200, nil), 55), ((nil, nil, nil), (3, 3, 3), nil), ((nil, 2, nil), (3, 3, 3), 1),
            ((3, 3, 3), (3, 3, 3), nil),
        ] as [(Row, Row, Int64?)])
    func `measures how far apart figures are`(_ a: Row, _ b: Row, _ gap: Int64?) {
        #expect(Self.interval(a).gap(to: Self.interval(b)) == gap)
        #expect(Self.interval(a).overlaps(Self.interval(b)) == (gap == nil))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `adds in any order and any grouping to the same, and never a minimum above a maximum`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let intervals = (0..<30).map { _ in Self.random(&random) }
        let sum = CountInterval.sum(of: intervals)
        #expect(sum == CountInterval.sum(of: intervals.shuffled(using: &random)))
        let cut = Int.random(in: 1..<30, using: &random)
        let halves = [intervals[..<cut], intervals[cut...]].compactMap { CountInterval.sum(of: $0) }
        #expect(CountInterval.sum(of: halves) == sum)
        if let min = sum?.min, let max = sum?.max { #expect(min <= max) }
    }

    /// Sound bounds of every kind, now and then so large that sums overflow.
    static func random(_ random: inout SeededRandom) -> CountInterval {
        let most: Int64 = Int.random(in: 0..<10, using: &random) == 0 ? .max : 50
        let (a, b) = (Int64.random(in: 0...most, using: &random), Int64.random(in: 0...most, using: &random))
        let (low, high) = (Swift.min(a, b), Swift.max(a, b))
        return CountInterval(
            min: Bool.random(using: &random) ? low : nil, max: Bool.random(using: &random) ? high : nil,
            value: Bool.random(using: &random) ? low : nil)
    }
}
