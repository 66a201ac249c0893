/// Who is told of the contenders that overlap each other.
protocol OverlapVisitor: ~Copyable {
    /// Takes two contenders of a list, the lesser place first; each pair is met once. Gives whether to go on.
    mutating func meet(_ a: Int, _ b: Int, _ overlap: Overlap, _ contenders: borrowing WorkList<Contender>) -> Bool
}

/// Finds the pairs that overlap among the contenders of one cell.
///
/// Contenders stand together by line, and all of two lines lie to each other in the same way. So lines are compared, and
/// only of those that overlap by scope the contenders, in order of time.
struct OverlapSearch: ~Copyable {
    /// The ways to find lines that overlap; all find the same.
    enum Way: CaseIterable {
        /// Through the tree of events and the tree of places, with what is open around each line at hand.
        case walk
        /// Through time, with lists of who is where.
        case sweep
    }

    /// The contenders of one line, in order of the beginning of their periods.
    private struct Run {
        let line: StatementLine
        /// Where they stand among all.
        let first: Int32
        let end: Int32
        /// Their periods together.
        let start: UInt32
        let last: UInt32

        var places: Range<Int> { Int(first)..<Int(end) }
    }

    private let statements: LentStatements
    private let reader: StatementReader
    private var runs = WorkList<Run>()
    private var open = WorkList<Int32>()
    private var isDone = false

    /// Each line that names no event is compared with all that do; beyond that many pairs looking for who is where is
    /// faster.
    private static let mostCompared = 1 << 18

    init(_ statements: LentStatements, _ reader: StatementReader) {
        (self.statements, self.reader) = (statements, reader)
    }

    /// Tells a visitor of each pair, once; lines must stand together, in the order of their scopes. Contenders of one
    /// line may be put in order of time.
    mutating func visit<Visitor: OverlapVisitor & ~Copyable>(
        _ visitor: inout Visitor, among contenders: inout WorkList<Contender>, by way: Way? = nil
    ) {
        isDone = false
        let withoutEvent = gatherRuns(&contenders)
        let isLarge = withoutEvent * (runs.count - withoutEvent) > Self.mostCompared
        switch way ?? (isLarge ? .sweep : .walk) {
        case .walk: walk(&visitor, contenders)
        case .sweep: sweep(&visitor, contenders)
        }
    }

    // MARK: Lines

    /// Finds the runs; gives how many of them name no event.
    private mutating func gatherRuns(_ contenders: inout WorkList<Contender>) -> Int {
        runs.removeAll()
        var withoutEvent = 0
        var first = 0
        while first < contenders.count {
            let head = contenders[first]
            var (last, before, isInOrder) = (head.end, head.start, true)
            var end = first + 1
            while end < contenders.count, contenders[end].line == head.line {
                let contender = contenders[end]
                last = max(last, contender.end)
                isInOrder = isInOrder && before <= contender.start
                before = contender.start
                end += 1
            }
            if !isInOrder { contenders.sort(first..<end) { $0.start < $1.start } }
            let line = statements.lines[head.line]
            if line.scope.event.isNowhere { withoutEvent += 1 }
            runs.append(
                Run(line: line, first: Int32(first), end: Int32(end), start: contenders[first].start, last: last))
            first = end
        }
        return withoutEvent
    }

    private mutating func walk<Visitor: OverlapVisitor & ~Copyable>(
        _ visitor: inout Visitor, _ contenders: borrowing WorkList<Contender>
    ) {
        // The first lines that name no event, and neither event nor place.
        var (placed, everywhere) = (runs.count, runs.count)
        open.removeAll()
        var place = 0
        while place < runs.count, !isDone {
            let run = runs[place]
            meet(run, &visitor, contenders)
            let scope = run.line.scope
            if scope.isEverywhere {
                (placed, everywhere) = (min(placed, place), min(everywhere, place))
                for other in 0..<everywhere { compare(other, place, .inside, &visitor, contenders) }
                for other in everywhere..<place { compare(other, place, .same, &visitor, contenders) }
            } else if scope.event.isNowhere {
                if place < placed {
                    placed = place
                    open.removeAll()
                }
                for other in 0..<placed where runs[other].start <= run.last && run.start <= runs[other].last {
                    guard let relation = runs[other].line.scope.relation(to: scope) else { continue }
                    compare(other, place, relation, &visitor, contenders)
                }
                while !open.isEmpty, runs[Int(open[open.count - 1])].line.scope.place.exit <= scope.place.entry {
                    open.removeLast()
                }
                for around in 0..<open.count {
                    let other = Int(open[around])
                    let isSame = runs[other].line.scope.place.entry == scope.place.entry
                    compare(other, place, isSame ? .same : .around, &visitor, contenders)
                }
                open.append(Int32(place))
            } else {
                while !open.isEmpty, runs[Int(open[open.count - 1])].line.scope.event.exit <= scope.event.entry {
                    open.removeLast()
                }
                for around in 0..<open.count {
                    let other = Int(open[around])
                    let isSame = runs[other].line.scope.event.entry == scope.event.entry
                    compare(other, place, isSame ? .same : .around, &visitor, contenders)
                }
                open.append(Int32(place))
            }
            place += 1
        }
    }

    private mutating func sweep<Visitor: OverlapVisitor & ~Copyable>(
        _ visitor: inout Visitor, _ contenders: borrowing WorkList<Contender>
    ) {
        var lasting: [Statement] = []
        for place in 0..<runs.count where !isDone {
            let run = runs[place]
            meet(run, &visitor, contenders)
            let statement = reader.statement(Int(contenders[Int(run.first)].tally))
            lasting.append(statement.over(statements.instants[run.start], statements.instants[run.last]))
        }
        guard !isDone else { return }
        var sweep = ScopeSweep(lasting, reader)
        var found: [Int32] = []
        for place in sweep.order {
            found.removeAll(keepingCapacity: true)
            sweep.meet(place, &found)
            for other in found {
                let (a, b) = (min(Int(other), place), max(Int(other), place))
                guard let relation = runs[a].line.scope.relation(to: runs[b].line.scope) else { continue }
                compare(a, b, relation, &visitor, contenders)
                if isDone { return }
            }
        }
    }

    // MARK: Contenders of lines

    /// Looks for overlaps within a line.
    @inline(__always)
    private mutating func meet<Visitor: OverlapVisitor & ~Copyable>(
        _ run: Run, _ visitor: inout Visitor, _ contenders: borrowing WorkList<Contender>
    ) {
        if run.end - run.first > 1 { meetAll(run, &visitor, contenders) }
    }

    private mutating func meetAll<Visitor: OverlapVisitor & ~Copyable>(
        _ run: Run, _ visitor: inout Visitor, _ contenders: borrowing WorkList<Contender>
    ) {
        for place in run.places {
            let contender = contenders[place]
            var next = place + 1
            while next < Int(run.end) {
                let other = contenders[next]
                if other.start > contender.end { break }
                if other.tally != contender.tally, !statements.areApart(contender, other),
                    !visitor.meet(place, next, .repeated, contenders)
                {
                    isDone = true
                    return
                }
                next += 1
            }
        }
    }

    /// Looks for overlaps between two lines, the first of which lies so to the second.
    @inline(__always)
    private mutating func compare<Visitor: OverlapVisitor & ~Copyable>(
        _ first: Int, _ second: Int, _ relation: ScopeRelation, _ visitor: inout Visitor,
        _ contenders: borrowing WorkList<Contender>
    ) {
        guard runs[first].start <= runs[second].last, runs[second].start <= runs[first].last else { return }
        compareAll(first, second, relation, &visitor, contenders)
    }

    private mutating func compareAll<Visitor: OverlapVisitor & ~Copyable>(
        _ first: Int, _ second: Int, _ relation: ScopeRelation, _ visitor: inout Visitor,
        _ contenders: borrowing WorkList<Contender>
    ) {
        guard !isDone, let overlap = runs[first].line.overlap(with: runs[second].line, relation) else { return }
        let isOneParty = runs[first].line.scope.party == runs[second].line.scope.party
        let (places, last, end) = (runs[first].places, runs[second].last, Int(runs[second].end))
        var low = Int(runs[second].first)
        for place in places {
            let contender = contenders[place]
            if contender.start > last { return }
            // What has ended before this one begins has ended before all later ones.
            while low < end, contenders[low].end < contender.start { low += 1 }
            var next = low
            while next < end {
                let other = contenders[next]
                if other.start > contender.end { break }
                if other.end >= contender.start, !isOneParty || !statements.areApart(contender, other),
                    !visitor.meet(place, next, overlap, contenders)
                {
                    isDone = true
                    return
                }
                next += 1
            }
        }
    }
}

extension Statement {
    /// The same over another period.
    fileprivate func over(_ start: Int64, _ end: Int64) -> Statement {
        Statement(
            tally: tally, party: party, event: event, place: place, start: start, end: end, accumulation: accumulation,
            phase: phase)
    }
}
