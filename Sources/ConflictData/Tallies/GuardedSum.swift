/// Adds up counts by cell, with the overlap guard between them and the sum.
struct GuardedSum {
    /// What came out: cells, or the tallies that must not be added.
    struct Outcome {
        var cells: CellTable
        var conflicts: OverlapCollector
        /// The counts behind the cells, where they were asked for.
        var rows: [(cell: UInt64, row: UInt32)]
    }

    let index: StatementIndex
    let records: Records
    let keys: CellKeys
    /// What was asked for.
    let selection: Bitmap
    /// The words of the same without counts of superseded tallies, and without parts of a whole in the same cell unless counts are
    /// grouped by actors, where that depends on the actor.
    let standing: [UInt64]
    let policy: Policy?
    let order: [Party]
    let keepsRows: Bool

    /// - Parameters:
    ///   - selection: the counts to add; of superseded tallies none are taken.
    ///   - keepsRows: whether the counts behind each cell are wanted.
    ///   - pieces: into how many the work is split; nil: as many as pay.
    static func outcome(
        of selection: Bitmap, by keys: CellKeys, policy: Policy?, order: [Party], keepsRows: Bool = false,
        pieces: Int? = nil, in dataset: Dataset, _ index: StatementIndex
    ) -> Outcome {
        let sum = GuardedSum(
            index: index, records: dataset.records, keys: keys, selection: selection,
            standing: standing(selection, keys, dataset, index), policy: policy, order: order, keepsRows: keepsRows)
        let (tallies, clusters) = (index.lines.count, index.order.count)
        // A piece has its own cells, which are put together at the end: few pieces, and none for a small dataset.
        let pieces = pieces ?? (tallies < leastTalliesToSplit ? 1 : mostPieces)
        let ranges = (0..<pieces).map { piece in
            (
                tallies: tallies * piece / pieces..<tallies * (piece + 1) / pieces,
                clusters: clusters * piece / pieces..<clusters * (piece + 1) / pieces
            )
        }
        let parts = Parallel.map(ranges) { Box(CellSum.outcome(of: sum, tallies: $0.tallies, clusters: $0.clusters)) }
        var whole = parts[0].value
        for part in parts.dropFirst() {
            whole.cells.merge(part.value.cells)
            whole.conflicts.merge(part.value.conflicts)
            whole.rows += part.value.rows
        }
        return whole
    }

    private static let mostPieces = 8
    private static let leastTalliesToSplit = 20_000

    private struct Box: Sendable {
        let value: Outcome
        init(_ value: Outcome) { self.value = value }
    }

    // MARK: What stands by itself

    private static func standing(
        _ selection: Bitmap, _ keys: CellKeys, _ dataset: Dataset, _ index: StatementIndex
    ) -> [UInt64] {
        let firstRows = dataset.records.firstRows[CountParts.table]
        let wholes = WholeCounts(dataset.records)
        var standing = selection.allWords
        if !keys.hasActors, !wholes.isEmpty {
            let selected = standing
            standing = Parallel.map(selected.count) { range in
                withoutParts(selected, range, wholes, keys, index.categories.numbers)
            }.flatMap(\.self)
        }
        for (tally, reviser) in dataset.standing.supersededBy.enumerated() where reviser != Records.none {
            for row in firstRows[tally]..<firstRows[tally + 1] {
                standing[Int(row / 64)] &= ~(1 << UInt64(row % 64))
            }
        }
        return standing
    }

    /// Some words of a selection without counts that are inside another of the same cell: both are of one tally, so that
    /// only what they count could tell their cells apart.
    private static func withoutParts(
        _ selected: [UInt64], _ range: Range<Int>, _ wholes: WholeCounts, _ keys: CellKeys, _ categories: [UInt32]
    ) -> [UInt64] {
        range.map { place in
            var word = selected[place]
            var rest = word
            while rest != 0 {
                let row = place * 64 + rest.trailingZeroBitCount
                let isPart =
                    wholes.whole(of: row) { whole in
                        selected[whole / 64] & (1 << UInt64(whole % 64)) != 0
                            && keys.categoryKeys[Int(categories[whole])] == keys.categoryKeys[Int(categories[row])]
                    } != nil
                if isPart { word &= ~(1 << UInt64(row % 64)) }
                rest &= rest - 1
            }
            return word
        }
    }
}
