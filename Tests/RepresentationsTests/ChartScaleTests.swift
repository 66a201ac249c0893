import ConflictData
import Testing

@testable import Representations

/// Round numbers and dates beside a chart.
@Suite struct ChartScaleTests {
    @Test(
        arguments: [
            (0, 5, [0, 1]), (1, 5, [0, 1]), (4, 5, [0, 1, 2, 3, 4]), (7, 5, [0, 2, 4, 6, 8]),
            (255, 6, [0, 50, 100, 150, 200, 250, 300]), (1_000, 2, [0, 500, 1_000]), (17, 1, [0, 20]),
        ] as [(Int64, Int, [Int64])])
    func `numbers are counted in ones, twos and fives`(_ greatest: Int64, _ most: Int, _ ticks: [Int64]) {
        #expect(NumberScale(upTo: greatest, over: (0, 100), most: most).ticks == ticks)
    }

    @Test func `the greatest number there is has its place`() {
        let scale = NumberScale(upTo: .max, over: (0, 100), most: 5)
        #expect(scale.ticks.count >= 2)
        #expect((0...100).contains(scale.position(of: .max)))
    }

    @Test func `nothing is at one end, the last tick at the other, also where that is above`() {
        let scale = NumberScale(upTo: 255, over: (200, 20), most: 6)
        #expect(scale.position(of: 0) == 200)
        #expect(scale.position(of: 300) == 20)
        #expect(scale.position(of: 150) == 110)
    }

    private static func instant(_ date: String) -> Int64 { PackedDate(date)?.start ?? 0 }

    @Test(arguments: [
        ("2024-11-27", "2024-11-29", 10, ["27 Nov 2024", "28 Nov", "29 Nov"]),
        ("2024-11-27", "2024-11-27", 10, ["26 Nov 2024", "27 Nov", "28 Nov"]),
        // Weeks begin on Mondays.
        ("2024-11-01", "2024-11-30", 5, ["4 Nov 2024", "11 Nov", "18 Nov", "25 Nov"]),
        ("2023-11", "2024-02", 4, ["Nov 2023", "Dec", "Jan 2024", "Feb"]),
        ("2020", "2024", 5, ["2020", "2021", "2022", "2023", "2024"]),
        ("1960-01-01", "1960-01-03", 5, ["1 Jan 1960", "2 Jan", "3 Jan"]),
    ])
    func `times are days, weeks, months and years`(_ first: String, _ last: String, _ most: Int, _ labels: [String]) {
        let scale = TimeScale(
            from: Self.instant(first), to: Self.instant(last), over: (0, 700), most: most)
        #expect(scale.ticks.map { tick in tick.label + (tick.year.map { " " + $0 } ?? "") } == labels)
    }

    @Test(arguments: [
        ("0001", "9999", 3), ("0001", "9999", 12), ("2024-11-29", "2024-11-29", 1), ("2024-01", "2024-12", 2),
        ("1999", "2001", 1),
    ])
    func `there are never more times than there is room for, and all are inside`(
        _ first: String, _ last: String, _ most: Int
    ) {
        let scale = TimeScale(from: Self.instant(first), to: Self.instant(last), over: (50, 650), most: most)
        #expect(scale.ticks.count <= most)
        #expect(scale.ticks.allSatisfy { (50...650).contains(scale.position(of: $0.instant)) })
    }
}
