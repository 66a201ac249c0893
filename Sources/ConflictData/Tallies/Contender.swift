/// A count that stands in a cell: the latest of its series, and no part of another that is there. Contenders of one cell
/// may still overlap each other.
struct Contender {
    let row: UInt32
    /// The place of its tally in `TallyOrder`, and its row.
    let member: UInt32
    let tally: UInt32
    let category: UInt32
    let line: UInt32
    /// Its period, as places in `StatementPeriods`.
    let start: UInt32
    let end: UInt32
    let figure: NarrowFigure

    @inline(__always)
    func isAtTheTime(of other: Contender) -> Bool { start <= other.end && other.start <= end }
}

/// What the guard reads of lines and categories, lent as plain pointers while a part of a sum is worked out.
struct LentStatements {
    let lines: Lent<StatementLine>
    let traits: Lent<ExclusiveTraits>
    let narrowings: Lent<UInt8>
    let instants: Lent<Int64>

    static func lend<Result>(_ index: StatementIndex, _ body: (LentStatements) -> Result) -> Result {
        index.lineTable.lend { lines in
            index.traits.lend { traits in
                index.narrowings.lend { narrowings in
                    index.periods.instants.lend { instants in
                        body(
                            LentStatements(
                                lines: lines, traits: traits, narrowings: narrowings, instants: instants))
                    }
                }
            }
        }
    }

    /// Whether one party's counts of two categories cannot hold the same person or thing.
    @inline(__always)
    func areApart(_ a: Contender, _ b: Contender) -> Bool {
        a.category != b.category && traits[a.category].areApart(from: traits[b.category])
    }

    /// Why two counts of one cell must not be added; nil: they may be.
    func overlap(_ a: Contender, _ b: Contender) -> Overlap? {
        // Within one tally only a part and its whole overlap.
        guard a.isAtTheTime(of: b), a.tally != b.tally else { return nil }
        let (line, other) = (lines[a.line], lines[b.line])
        return line.scope.overlap(with: other.scope, areApart: areApart(a, b), lines: (line, other))
    }
}
