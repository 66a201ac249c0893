/// What a sum reads of tallies and counts, lent as plain pointers while a part of it is worked out.
struct LentRows {
    /// `TallyOrder`: tallies and counts, and where lines and groups begin.
    let ordered: Lent<OrderedTally>
    let counts: Lent<OrderedCount>
    let lineStarts: Lent<UInt32>
    let lineNumbers: Lent<UInt32>
    let clusterStarts: Lent<UInt32>
    let statements: LentStatements
    /// The words of counts that overlap none, and those that stand in their cells.
    let alone: Lent<UInt64>
    let standing: Lent<UInt64>
    /// Of each count: its tally and its category.
    let tallies: Lent<UInt32>
    let categories: Lent<UInt32>
    private let min: ColumnView
    private let max: ColumnView
    private let value: ColumnView
    /// Of tallies, of the same in their order, and of categories.
    private let tallyKeys: Lent<UInt32>
    private let memberKeys: Lent<UInt32>
    private let categoryKeys: Lent<UInt32>
    private let categorySpan: UInt64

    static func lend<Result>(_ sum: GuardedSum, _ body: (LentRows) -> Result) -> Result {
        let (index, order) = (sum.index, sum.index.order)
        let figures = FigureColumns.ofCounts
        let numbers = [
            order.lineStarts, order.lineNumbers, order.clusterStarts, sum.records.parents[CountParts.table],
            index.categories.numbers, sum.keys.tallyKeys, sum.keys.memberKeys, sum.keys.categoryKeys,
        ]
        return LentStatements.lend(index) { statements in
            order.tallies.lend { tallies in
                order.counts.lend { counts in
                    Lent<UInt64>.lend([order.alone.allWords, sum.standing]) { words in
                        Lent<UInt32>.lend(numbers) { numbers in
                            ColumnLoan.with([figures.min, figures.max, figures.value].map { sum.records.columns[$0] }) {
                                body(
                                    LentRows(
                                        tallies, counts, statements, words, numbers, $0,
                                        categorySpan: UInt64(sum.keys.categorySpan)))
                            }
                        }
                    }
                }
            }
        }
    }

    private init(
        _ ordered: Lent<OrderedTally>, _ counts: Lent<OrderedCount>, _ statements: LentStatements,
        _ words: [Lent<UInt64>], _ numbers: [Lent<UInt32>], _ columns: [ColumnView], categorySpan: UInt64
    ) {
        (self.ordered, self.counts, self.statements) = (ordered, counts, statements)
        (alone, standing) = (words[0], words[1])
        (lineStarts, lineNumbers, clusterStarts) = (numbers[0], numbers[1], numbers[2])
        (tallies, categories) = (numbers[3], numbers[4])
        (tallyKeys, memberKeys, categoryKeys) = (numbers[5], numbers[6], numbers[7])
        (min, max, value) = (columns[0], columns[1], columns[2])
        self.categorySpan = categorySpan
    }

    @inline(__always)
    func key(tally: UInt32, category: UInt32) -> UInt64 {
        UInt64(tallyKeys[tally]) &* categorySpan &+ UInt64(categoryKeys[category])
    }

    /// The same where the tally is given by its place in `TallyOrder`.
    @inline(__always)
    func key(member: UInt32, category: UInt32) -> UInt64 {
        UInt64(memberKeys[member]) &* categorySpan &+ UInt64(categoryKeys[category])
    }

    /// Which of the next 64 rows, or of those that are left, stand.
    @inline(__always)
    func standing(from row: Int, count: Int) -> UInt64 {
        let (word, bit) = (row / 64, UInt64(row % 64))
        var bits = standing[word] &>> bit
        // There is a word more than rows need.
        if bit > 0 { bits |= standing[word + 1] &<< (64 - bit) }
        return count < 64 ? bits & (1 << UInt64(count) - 1) : bits
    }

    @inline(__always)
    func stands(_ row: Int) -> Bool { standing[row / 64] & (1 << UInt64(row % 64)) != 0 }

    @inline(__always)
    func figure(_ row: UInt32) -> CountInterval {
        CountInterval(words: min.wide(Int(row)), max.wide(Int(row)), value.wide(Int(row)))
    }

    @inline(__always)
    func figure(_ contender: Contender) -> CountInterval { contender.figure.interval ?? figure(contender.row) }
}
