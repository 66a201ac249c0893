/// Tallies that may overlap each other, in the order in which sums go through them: group after group, in each line after
/// line, and of a line of which the latest stands, the latest first, so that a sum takes the first that it finds.
struct TallyOrder: Sendable {
    /// Rows of tallies.
    let tallies: [UInt32]
    /// Where each line begins in `tallies`, and the end of the last.
    let lineStarts: [UInt32]
    /// The first line of each group, by its place in `lineStarts`, and the end of the last.
    let clusterStarts: [UInt32]
    /// The counts of tallies that overlap no other.
    let alone: Bitmap

    /// How many groups there are.
    var count: Int { clusterStarts.count - 1 }

    init(
        _ clusters: StatementClusters, lines: [UInt32], _ lineTable: [StatementLine], _ periods: StatementPeriods,
        _ series: CountSeries, _ records: Records
    ) {
        let sorter = Sorter(
            clusters: clusters, lines: lines, lineTable: lineTable, ends: periods.ends, series: series)
        let pieces = Parallel.map(clusters.count) { groups in
            var piece = Piece()
            for group in groups { sorter.add(group, to: &piece) }
            return piece
        }
        var tallies: [UInt32] = []
        var lineStarts: [UInt32] = []
        var clusterStarts: [UInt32] = []
        tallies.reserveCapacity(clusters.members.count)
        lineStarts.reserveCapacity(pieces.reduce(1) { $0 + $1.lineStarts.count })
        for piece in pieces {
            clusterStarts += piece.clusterStarts.map { $0 + UInt32(lineStarts.count) }
            lineStarts += piece.lineStarts.map { $0 + UInt32(tallies.count) }
            tallies += piece.tallies
        }
        let firstRows = records.firstRows[CountParts.table]
        var alone = Bitmap(count: records.rowCounts[CountParts.table])
        for tally in 0..<clusters.isShared.count where !clusters.isShared.contains(tally) {
            alone.insert(Int(firstRows[tally])..<Int(firstRows[tally + 1]))
        }
        self.clusterStarts = clusterStarts + [UInt32(lineStarts.count)]
        self.lineStarts = lineStarts + [UInt32(tallies.count)]
        self.tallies = tallies
        self.alone = alone
    }

    /// What one thread makes of some groups; places are counted from the beginning of the piece.
    private struct Piece: Sendable {
        var tallies: [UInt32] = []
        var lineStarts: [UInt32] = []
        var clusterStarts: [UInt32] = []
    }

    private struct Sorter: Sendable {
        let clusters: StatementClusters
        let lines: [UInt32]
        let lineTable: [StatementLine]
        let ends: [UInt32]
        let series: CountSeries

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
                if tallies.count > 1, lineTable[Int(line)].isReplacedByLater { sortLatestFirst(&tallies) }
                piece.lineStarts.append(UInt32(piece.tallies.count))
                piece.tallies += tallies
                start = end
            }
        }

        private func sortLatestFirst(_ tallies: inout [UInt32]) {
            tallies.sort { a, b in
                let (a, b) = (Int(a), Int(b))
                return ends[a] == ends[b] ? series.isLater(a, than: b) : ends[a] > ends[b]
            }
        }
    }
}
