/// Tallies that may overlap each other, in the order in which sums go through them: group after group, in each line after
/// line, and of a line of which the latest stands, the latest first, so that a sum takes the first that it finds; of other
/// lines by the beginning of the period.
struct TallyOrder: Sendable {
    /// With one more at the end, where the counts of the last end.
    let tallies: [OrderedTally]
    /// Their counts, tally after tally.
    let counts: [OrderedCount]
    /// Where each line begins in `tallies`, and the end of the last.
    let lineStarts: [UInt32]
    /// The number of each of these lines; one whose tallies are in several groups is met in each.
    private(set) var lineNumbers: [UInt32]
    /// The first line of each group, by its place in `lineStarts`, and the end of the last.
    let clusterStarts: [UInt32]
    /// The counts of tallies that overlap no other.
    let alone: Bitmap

    /// How many groups there are.
    var count: Int { clusterStarts.count - 1 }

    /// One of several pieces of all groups, which have about as many counts each.
    func groups(_ piece: Int, of pieces: Int) -> Range<Int> {
        func first(_ piece: Int) -> Int {
            let wanted = counts.count * piece / pieces
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let start = Int(tallies[Int(lineStarts[Int(clusterStarts[middle])])].firstCount)
                if start < wanted { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return first(piece)..<(piece + 1 == pieces ? count : first(piece + 1))
    }

    init(
        _ clusters: StatementClusters, lines: [UInt32], _ lineTable: [StatementLine], _ periods: StatementPeriods,
        _ series: CountSeries, _ categories: CountCategories, _ records: Records
    ) {
        let firstRows = records.firstRows[CountParts.table]
        let sorter = Sorter(
            clusters: clusters, lines: lines, lineTable: lineTable, periods: periods, series: series,
            firstRows: firstRows)
        let pieces = Parallel.map(clusters.count) { groups in
            var piece = Piece()
            for group in groups { sorter.add(group, to: &piece) }
            return piece
        }
        var tallies: [OrderedTally] = []
        var lineStarts: [UInt32] = []
        var lineNumbers: [UInt32] = []
        var clusterStarts: [UInt32] = []
        tallies.reserveCapacity(clusters.members.count + 1)
        for piece in pieces {
            clusterStarts += piece.clusterStarts.map { $0 + UInt32(lineStarts.count) }
            lineStarts += piece.lineStarts.map { $0 + UInt32(tallies.count) }
            lineNumbers += piece.lineNumbers
            tallies += piece.tallies
        }
        clusterStarts.append(UInt32(lineStarts.count))
        lineStarts.append(UInt32(tallies.count))
        var end: UInt32 = 0
        for place in tallies.indices {
            tallies[place].firstCount = end
            let row = Int(tallies[place].row)
            end += firstRows[row + 1] - firstRows[row]
        }
        tallies.append(OrderedTally(row: Records.none, firstRow: 0, firstCount: end, start: 0, end: 0))
        counts = Self.counts(of: tallies, categories, records)
        var alone = Bitmap(count: records.rowCounts[CountParts.table])
        for tally in 0..<clusters.isShared.count where !clusters.isShared.contains(tally) {
            alone.insert(Int(firstRows[tally])..<Int(firstRows[tally + 1]))
        }
        self.alone = alone
        (self.tallies, self.lineStarts, self.lineNumbers) = (tallies, lineStarts, lineNumbers)
        self.clusterStarts = clusterStarts
    }

    /// Gives lines the numbers in which they are met first, so that what is known of them stands side by side as well; lines
    /// that are never met come last. Gives the new number of each.
    mutating func renumberLines(_ count: Int) -> [UInt32] {
        var numbers = [UInt32](repeating: Records.none, count: count)
        var next: UInt32 = 0
        for line in lineNumbers.map(Int.init) + numbers.indices where numbers[line] == Records.none {
            numbers[line] = next
            next += 1
        }
        lineNumbers = lineNumbers.map { numbers[Int($0)] }
        return numbers
    }

    private static func counts(
        of tallies: [OrderedTally], _ categories: CountCategories, _ records: Records
    ) -> [OrderedCount] {
        let figures = FigureColumns.ofCounts
        let columns = [figures.min, figures.max, figures.value].map { records.columns[$0] }
        let pieces = Parallel.map(tallies.count - 1) { places in
            ColumnLoan.with(columns) { columns in
                var counts: [OrderedCount] = []
                let (first, end) = (tallies[places.lowerBound], tallies[places.upperBound])
                counts.reserveCapacity(Int(end.firstCount - first.firstCount))
                for place in places {
                    let first = Int(tallies[place].firstRow)
                    let count = Int(tallies[place + 1].firstCount - tallies[place].firstCount)
                    for row in first..<first + count {
                        let figure = NarrowFigure(
                            min: columns[0].wide(row), max: columns[1].wide(row), value: columns[2].wide(row))
                        counts.append(OrderedCount(category: categories.numbers[row], figure: figure))
                    }
                }
                return counts
            }
        }
        var counts: [OrderedCount] = []
        counts.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { counts += piece }
        return counts
    }

    /// What one thread makes of some groups; places are counted from the beginning of the piece.
    private struct Piece: Sendable {
        var tallies: [OrderedTally] = []
        var lineStarts: [UInt32] = []
        var lineNumbers: [UInt32] = []
        var clusterStarts: [UInt32] = []
    }

    private final class Sorter: Sendable {
        let clusters: StatementClusters
        let lines: [UInt32]
        let lineTable: [StatementLine]
        let periods: StatementPeriods
        let series: CountSeries
        let firstRows: [UInt32]

        init(
            clusters: StatementClusters, lines: [UInt32], lineTable: [StatementLine], periods: StatementPeriods,
            series: CountSeries, firstRows: [UInt32]
        ) {
            (self.clusters, self.lines, self.lineTable) = (clusters, lines, lineTable)
            (self.periods, self.series, self.firstRows) = (periods, series, firstRows)
        }

        func add(_ group: Int, to piece: inout Piece) {
            piece.clusterStarts.append(UInt32(piece.lineStarts.count))
            // The line above, the tally below: tallies of a line stand together, in order.
            let members = clusters.tallies(of: group).map { UInt64(lines[Int($0)]) << 32 | UInt64($0) }.sorted()
            var start = 0
            while start < members.count {
                let line = members[start] >> 32
                var end = start + 1
                while end < members.count, members[end] >> 32 == line { end += 1 }
                var tallies = members[start..<end].map { UInt32(truncatingIfNeeded: $0) }
                if tallies.count > 1 { sort(&tallies, latestFirst: lineTable[Int(line)].isReplacedByLater) }
                piece.lineStarts.append(UInt32(piece.tallies.count))
                piece.lineNumbers.append(UInt32(line))
                for tally in tallies {
                    piece.tallies.append(
                        OrderedTally(
                            row: tally, firstRow: firstRows[Int(tally)], firstCount: 0,
                            start: periods.starts[Int(tally)], end: periods.ends[Int(tally)]))
                }
                start = end
            }
        }

        private func sort(_ tallies: inout [UInt32], latestFirst: Bool) {
            let (starts, ends) = (periods.starts, periods.ends)
            tallies.sort { first, second in
                let (a, b) = (Int(first), Int(second))
                guard latestFirst else { return (starts[a], a) < (starts[b], b) }
                return ends[a] == ends[b] ? series.isLater(a, than: b) : ends[a] > ends[b]
            }
        }
    }
}
