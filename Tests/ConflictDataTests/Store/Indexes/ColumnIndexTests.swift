import Testing

@testable import ConflictData

/// Each index against looking at every row of columns of all lengths around a word.
@Suite struct ColumnIndexTests {
    private static let lengths = [1, 7, 8, 63, 64, 65, 128, 200]

    private static func rows(_ bitmap: Bitmap) -> [Int] { (0..<bitmap.count).filter(bitmap.contains) }

    private static func candidates(_ count: Int, _ random: inout SeededRandom) -> Bitmap {
        let share = Int.random(in: 1...10, using: &random)
        var rows = Bitmap(count: count, filled: share == 10)
        for row in 0..<count where Int.random(in: 0..<10, using: &random) < share { rows.insert(row) }
        return rows
    }

    @Test(arguments: lengths)
    func `tells few values by codes`(_ count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        for variety in [1, 2, 5, 9, 254] {
            let values = (0..<count).map { _ in
                let value = UInt32.random(in: 0...UInt32(variety), using: &random)
                return value == 0 ? Records.none : value % 3 == 1 ? value | Records.secondType : value
            }
            guard let codes = CodeIndex(values, none: Records.none) else {
                #expect(values.allSatisfy { $0 == Records.none })
                continue
            }
            for wantedCount in 0...9 {
                let wanted = Set((0..<wantedCount).compactMap { _ in values.randomElement(using: &random) })
                    .subtracting([Records.none])
                let before = Self.candidates(count, &random)
                var rows = before
                codes.keep(in: &rows) { wanted.contains($0) }
                #expect(Self.rows(rows) == Self.rows(before).filter { wanted.contains(values[$0]) })
                rows = before
                codes.keepExisting(in: &rows)
                #expect(Self.rows(rows) == Self.rows(before).filter { values[$0] != Records.none })
            }
        }
    }

    @Test func `has no codes for more values than a byte tells apart, or for none`() {
        #expect(CodeIndex((1...255).map(UInt32.init), none: 0)?.values.count == 256)
        #expect(CodeIndex((1...256).map(UInt32.init), none: 0) == nil)
        #expect(CodeIndex([0, 0], none: 0) == nil)
        #expect(CodeIndex([], none: 0) == nil)
    }

    @Test(arguments: lengths)
    func `decides blocks by their bounds`(_ count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 1)
        for spread in [0, 3, 60, 4000] {
            for (hasGaps, undated) in [(false, 0), (true, 0), (false, 70)] {
                let words = (0..<count).map { row in
                    let start = Int64(20_000 - row + Int.random(in: 0...spread, using: &random))
                    let precision: PackedDate.Precision = spread == 60 && row % 5 == 0 ? .month : .day
                    let day = precision == .month ? Self.firstOfMonth(start) : start
                    return hasGaps && row % 7 == 0 || row >= count - undated
                        ? Column.noNumber
                        : PackedDate(start: day * PackedDate.microsecondsPerDay, precision: precision).bits
                }
                let bounds = BlockBounds(words)
                for _ in 0..<20 {
                    let days = (0..<2).map { _ in Int64.random(in: 19_700...20_050, using: &random) }.sorted()
                    let interval =
                        days[0] * PackedDate.microsecondsPerDay
                        << 3...(days[1] * PackedDate.microsecondsPerDay << 3 | 7)
                    let before = Self.candidates(count, &random)
                    var rows = before
                    bounds.keep(words, in: &rows, inside: interval, isExact: true) { interval.contains($0) }
                    #expect(Self.rows(rows) == Self.rows(before).filter { interval.contains(words[$0]) })
                    rows = before
                    bounds.keep(words, in: &rows, inside: interval, isExact: false) {
                        interval.contains($0) && $0 % 16 < 8
                    }
                    #expect(
                        Self.rows(rows)
                            == Self.rows(before).filter { interval.contains(words[$0]) && words[$0] % 16 < 8 })
                    rows = before
                    let ends = DateEnds(days[0] * PackedDate.microsecondsPerDay + 5)
                    bounds.keep(words, in: &rows, lasting: ends)
                    #expect(Self.rows(rows) == Self.rows(before).filter { ends.contains(words[$0]) })
                    rows = before
                    bounds.keepExisting(words, in: &rows)
                    #expect(Self.rows(rows) == Self.rows(before).filter { words[$0] != Column.noNumber })
                }
            }
        }
    }

    private static func firstOfMonth(_ day: Int64) -> Int64 {
        let (year, month, _) = PackedDate.civil(fromDay: day)
        return PackedDate.day(year: year, month: month, day: 1)
    }

    @Test func `groups the rows of lists, and of references to two types`() {
        let lists = RowGroups([2, 0, 2, Records.none, 1], starts: [0, 2, 2, 3], targets: [3])
        #expect((0..<3).map { Array(lists[$0]) } == [[0], [3], [0, 2]])
        let two = RowGroups(
            [1, Records.secondType | 0, Records.none, Records.secondType | 1, 1], starts: nil, targets: [2, 2])
        #expect(Self.rows(two.rows(of: [Records.secondType | 1, 1], count: 5)) == [0, 3, 4])
        #expect(two.rows(of: [0], count: 5).isEmpty)
        var targets = Bitmap(count: 2)
        targets.insert(1)
        #expect(two.count(of: targets) == 2)
        var rows = Bitmap(count: 5)
        two.insert(targets, into: &rows)
        #expect(Self.rows(rows) == [0, 4])
    }

    @Test func `compares many numbers with a set, of both types`() {
        var random = SeededRandom(seed: 3)
        for count in [0, 1, 5, 200] {
            let numbers = (0..<count).map { _ in
                UInt32.random(in: 0...5000, using: &random) | (Bool.random(using: &random) ? Records.secondType : 0)
            }
            let set = NumberSet(numbers)
            for number in UInt32(0)...5100 {
                #expect(set.contains(number) == numbers.contains(number))
                #expect(set.contains(number | Records.secondType) == numbers.contains(number | Records.secondType))
            }
            #expect(!set.contains(Records.none))
        }
    }

    @Test func `finds integers in one of many intervals`() {
        let intervals = WordIntervals([5...9, 20...20, 7...12, -3 ... -1, 13...13])
        for word in Int64(-5)...25 {
            #expect(intervals.contains(word) == (-3 ... -1 ~= word || 5...13 ~= word || word == 20))
        }
        #expect(WordIntervals([]).hull == nil)
        #expect(intervals.hull == -3...20)
    }
}
