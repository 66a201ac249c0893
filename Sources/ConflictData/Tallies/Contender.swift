/// A count that stands in a cell: the latest of its series, and no part of another that is there. Contenders of one cell
/// may still overlap each other.
struct Contender {
    let cell: UInt32
    let row: UInt32
    let tally: UInt32
    let category: UInt32
    let line: UInt32
    /// Its period, as places in `StatementPeriods`.
    let start: UInt32
    let end: UInt32
    let scope: StatementScope

    @inline(__always)
    func isAtTheTime(of other: Contender) -> Bool { start <= other.end && other.start <= end }
}

extension StatementIndex {
    /// Why two counts of one cell must not be added; nil: they may be.
    @inline(__always)
    func overlap(_ a: Contender, _ b: Contender) -> Overlap? {
        // Within one tally only a part and its whole overlap.
        guard a.isAtTheTime(of: b), a.tally != b.tally else { return nil }
        return a.scope.overlap(
            with: b.scope, areApart: traits[Int(a.category)].areApart(from: traits[Int(b.category)]),
            lines: (lineTable[Int(a.line)], lineTable[Int(b.line)]))
    }

    /// Calls `body` with the places of each pair of contenders that overlap, once, the lesser first; ends when it gives
    /// false.
    func forEachOverlap(among contenders: [Contender], _ body: (Int, Int, Overlap) -> Bool) {
        let way: OverlapSearch =
            contenders.count <= OverlapSearch.mostCompared
            ? .comparison : contenders.count <= OverlapSearch.mostOpen ? .periods : .scopes
        forEachOverlap(among: contenders, by: way, body)
    }

    /// The same in a given way; all ways find the same pairs.
    func forEachOverlap(
        among contenders: [Contender], by way: OverlapSearch, _ body: (Int, Int, Overlap) -> Bool
    ) {
        switch way {
        case .comparison: compareAll(contenders, body)
        case .periods: sweepPeriods(contenders, body)
        case .scopes:
            let statements = contenders.map { reader.statement(Int($0.tally)) }
            ScopeSweep.pairs(of: statements, reader) { x, y in
                let (a, b) = (min(x, y), max(x, y))
                return overlap(contenders[a], contenders[b]).map { body(a, b, $0) } ?? true
            }
        }
    }

    private func compareAll(_ contenders: [Contender], _ body: (Int, Int, Overlap) -> Bool) {
        for b in contenders.indices.dropFirst() {
            for a in 0..<b {
                guard let overlap = overlap(contenders[a], contenders[b]) else { continue }
                guard body(a, b, overlap) else { return }
            }
        }
    }

    /// Takes contenders by the beginning of their periods, and compares each with those that have not ended yet.
    private func sweepPeriods(_ contenders: [Contender], _ body: (Int, Int, Overlap) -> Bool) {
        let order = contenders.indices.map { UInt64(contenders[$0].start) << 32 | UInt64($0) }.sorted()
        var open: [Int] = []
        for entry in order {
            let place = Int(entry & 0xFFFF_FFFF)
            let start = contenders[place].start
            open.removeAll { contenders[$0].end < start }
            for other in open {
                let (a, b) = (min(place, other), max(place, other))
                guard let overlap = overlap(contenders[a], contenders[b]) else { continue }
                guard body(a, b, overlap) else { return }
            }
            open.append(place)
        }
    }
}

/// The ways to find what overlaps among the contenders of a cell.
enum OverlapSearch: CaseIterable {
    /// All with all.
    case comparison
    /// Each with those that are at the same time.
    case periods
    /// Each with those at the same time whose events and places hold it, or that it holds.
    case scopes

    /// Up to here comparing all with all is faster than putting them in order of time.
    static let mostCompared = 24
    /// Up to here comparing all that are at one time is faster than looking for who is where.
    static let mostOpen = 2048
}
