/// Adds up counts by cell, with the overlap guard between them and the sum.
struct GuardedSum {
    /// What came out: cells, or the tallies that must not be added.
    struct Outcome: Sendable {
        var cells: [AggregateCell]
        var conflicts: OverlapCollector
        /// The counts behind the cells, where they were asked for.
        var rows: [(cell: UInt64, row: UInt32)]
    }

    let index: StatementIndex
    let records: Records
    let keys: CellKeys
    /// The words of what was asked for, without counts of superseded tallies, and without parts of a whole in the same cell
    /// unless counts are grouped by actors, where that depends on the actor; and one more word.
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
            index: index, records: dataset.records, keys: keys,
            standing: standing(selection, keys, dataset, index), policy: policy, order: order, keepsRows: keepsRows)
        // A piece has its own cells, which are put together at the end: few pieces, and none for a small dataset.
        let pieces = pieces ?? (index.lines.count < leastTalliesToSplit ? 1 : mostPieces)
        let parts = Parallel.map(Array(0..<pieces)) { piece in
            CellSum.outcome(
                of: sum, tallies: index.lines.count * piece / pieces..<index.lines.count * (piece + 1) / pieces,
                clusters: index.order.groups(piece, of: pieces))
        }
        guard parts.count > 1 else { return parts[0] }
        var cells = CellTable(span: keys.span)
        var whole = parts[0]
        cells.merge(whole.cells)
        for part in parts.dropFirst() {
            cells.merge(part.cells)
            whole.conflicts.merge(part.conflicts)
            whole.rows += part.rows
        }
        whole.cells = cells.all
        return whole
    }

    private static let mostPieces = 8
    private static let leastTalliesToSplit = 20_000

    // MARK: What stands by itself

    private static func standing(
        _ selection: Bitmap, _ keys: CellKeys, _ dataset: Dataset, _ index: StatementIndex
    ) -> [UInt64] {
        var served = selection
        served.subtract(dataset.view.supersededCounts)
        var standing = served.allWords
        let wholes = WholeCounts(dataset.records)
        if !keys.hasActors, !wholes.isEmpty {
            let selected = standing
            standing = Parallel.map(selected.count) { range in
                withoutParts(selected, range, wholes, keys, index)
            }.flatMap(\.self)
        }
        standing.append(0)
        return standing
    }

    /// Some words of a selection without counts that are inside another of the same cell: both are of one tally, so that
    /// only what they count could tell their cells apart.
    private static func withoutParts(
        _ selected: [UInt64], _ range: Range<Int>, _ wholes: WholeCounts, _ keys: CellKeys, _ index: StatementIndex
    ) -> [UInt64] {
        Lent<UInt32>.lend([wholes.links, index.categories.numbers, keys.categoryKeys]) { numbers in
            let (wholes, categories, keys) = (numbers[0], numbers[1], numbers[2])
            return range.map { place in
                var rest = selected[place] & index.parts[place]
                var parts: UInt64 = 0
                while rest != 0 {
                    let row = place * 64 + rest.trailingZeroBitCount
                    let key = keys[categories[row]]
                    var whole = wholes[row]
                    while whole != Records.none {
                        if selected[Int(whole) / 64] & (1 << UInt64(whole % 64)) != 0, keys[categories[whole]] == key {
                            parts |= rest & (0 &- rest)
                            break
                        }
                        whole = wholes[whole]
                    }
                    rest &= rest - 1
                }
                return selected[place] & ~parts
            }
        }
    }
}
