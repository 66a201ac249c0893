import Testing

@testable import ConflictData

@Suite struct BitmapTests {
    private static func bitmap(_ rows: Set<Int>, of count: Int) -> Bitmap {
        var bitmap = Bitmap(count: count)
        for row in rows { bitmap.insert(row) }
        return bitmap
    }

    private static func rows(_ bitmap: Bitmap) -> Set<Int> { Set((0..<bitmap.count).filter(bitmap.contains)) }

    @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 1000])
    func `holds all rows when filled, and none when not`(_ count: Int) {
        let full = Bitmap(count: count, filled: true)
        #expect(full.population == count)
        #expect(full.next(from: 0) == (count == 0 ? nil : 0))
        #expect(full.previous(before: count) == (count == 0 ? nil : count - 1))
        let empty = Bitmap(count: count)
        #expect(empty.population == 0)
        #expect(empty.next(from: 0) == nil)
        #expect(empty.previous(before: count) == nil)
    }

    /// Sets at random, against Swift's own.
    @Test(arguments: [1, 64, 65, 200])
    func `agrees with a set`(_ count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for _ in 0..<50 {
            let a = Set((0..<count).filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
            let b = Set((0..<count).filter { _ in Bool.random(using: &random) })
            var (both, either) = (Self.bitmap(a, of: count), Self.bitmap(a, of: count))
            both.formIntersection(Self.bitmap(b, of: count))
            either.formUnion(Self.bitmap(b, of: count))
            #expect(Self.rows(both) == a.intersection(b))
            #expect(Self.rows(either) == a.union(b))
            #expect(either.population == a.union(b).count)
            let bitmap = Self.bitmap(a, of: count)
            for row in 0...count {
                #expect(bitmap.next(from: row) == a.filter { $0 >= row }.min())
                #expect(bitmap.previous(before: row) == a.filter { $0 < row }.max())
            }
            var less = bitmap
            for row in b { less.remove(row) }
            #expect(Self.rows(less) == a.subtracting(b))
        }
    }

    /// Sets that keep words for some of the rows only, against the same sets with all words.
    @Test(arguments: [1, 64, 65, 200, 1000])
    func `a set means the same however many words it keeps`(_ count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        func part() -> (Set<Int>, Bitmap) {
            let ends = [Int.random(in: 0...count, using: &random), Int.random(in: 0...count, using: &random)].sorted()
            let rows = Set((ends[0]..<ends[1]).filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
            var bitmap = Bitmap(count: count, around: ends[0]..<ends[1])
            for row in rows { bitmap.insert(row) }
            if Bool.random(using: &random) { bitmap.trim() }
            return (rows, bitmap)
        }
        for _ in 0..<100 {
            let ((a, one), (b, other)) = (part(), part())
            #expect(one == Self.bitmap(a, of: count))
            #expect(one.population == a.count && one.isEmpty == a.isEmpty)
            var (both, either, less) = (one, one, one)
            both.formIntersection(other)
            either.formUnion(other)
            less.subtract(other)
            #expect(Self.rows(both) == a.intersection(b))
            #expect(Self.rows(either) == a.union(b))
            #expect(Self.rows(less) == a.subtracting(b))
            for row in 0...count {
                #expect(one.next(from: row) == a.filter { $0 >= row }.min())
                #expect(one.previous(before: row) == a.filter { $0 < row }.max())
            }
            var (runs, rows, changed) = ([Range<Int>](), [Int](), one)
            one.forEachRun { runs.append($0) }
            one.forEachBlock { rows += $0.map { Int($0) } }
            #expect(runs.joined().map(\.self) == a.sorted() && rows == a.sorted())
            changed.keep { $0 % 3 != 0 }
            #expect(Self.rows(changed) == a.filter { $0 % 3 != 0 })
            changed = one
            let cut = Int.random(in: 0...count, using: &random)
            changed.removeAll(from: cut)
            #expect(Self.rows(changed) == a.filter { $0 < cut })
            changed.insert(cut..<count)
            for row in b { changed.remove(row) }
            #expect(Self.rows(changed) == a.union(cut..<count).subtracting(b))
        }
    }

    /// Ranges, runs and complements at random, against Swift's own.
    @Test(arguments: [1, 63, 64, 65, 128, 200])
    func `agrees with a set of ranges`(_ count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for _ in 0..<50 {
            let ends = (0..<4).map { _ in Int.random(in: 0...count, using: &random) }.sorted()
            let ranges = [ends[0]..<ends[1], ends[2]..<ends[3]]
            var bitmap = Bitmap(count: count)
            for range in ranges { bitmap.insert(range) }
            let expected = Set(ranges.joined())
            #expect(Self.rows(bitmap) == expected)
            #expect(bitmap.isEmpty == expected.isEmpty)
            for range in ranges { #expect(bitmap.intersects(range) == !range.isEmpty) }
            var (runs, rows) = ([Range<Int>](), [Int]())
            bitmap.forEachRun { runs.append($0) }
            bitmap.forEach { rows.append($0) }
            #expect(runs.joined().map(\.self) == expected.sorted())
            #expect(rows == expected.sorted())
            #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            let cut = Int.random(in: 0...count, using: &random)
            var kept = bitmap
            kept.keep { $0 % 3 != 0 }
            #expect(Self.rows(kept) == expected.filter { $0 % 3 != 0 })
            kept = bitmap
            kept.removeAll(from: cut)
            #expect(Self.rows(kept) == expected.filter { $0 < cut })
            var others = Bitmap(count: count, filled: true)
            others.subtract(bitmap)
            #expect(Self.rows(others) == Set(0..<count).subtracting(expected))
        }
    }
}
