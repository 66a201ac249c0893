/// Which records are served, and which statements are superseded, at one moment.
struct Standing: Sendable {
    enum State: UInt8, Sendable {
        case served
        /// Not before its embargo ends.
        case embargoed
        /// Withdrawn: by its own `retracted_at`, or by a tally that revises it with `retraction`.
        case retracted
    }

    /// Of each table of records.
    private(set) var states: [[State]]
    /// Of each tally: the tally that supersedes it, or `Records.none`.
    private(set) var supersededBy: [UInt32] = []
    /// Of each tally: the tally that retracts it, or `Records.none`.
    private(set) var retractedBy: [UInt32] = []
    /// The moment at which this holds, in microseconds since 1970.
    let now: Int64
    /// When the next embargo ends or retraction begins, in microseconds since 1970.
    private(set) var nextTurn: Int64?
    /// Embargoes that have ended and retractions that have begun: part of the data version, since each changes what is
    /// served.
    private(set) var pastTurns = 0

    init(of records: Records, at now: Int64) {
        self.now = now
        states = Array(repeating: [], count: Schema.shared.tables.count)
        for type in RecordType.stored { setOwnStates(type, records) }
        applyRevisions(records)
    }

    func state(_ type: RecordType, _ row: Int) -> State { states[Schema.shared.table(type)][row] }

    /// The same links without those to records under embargo.
    func hidingEmbargoed(_ type: RecordType, _ links: [UInt32]) -> [UInt32] {
        let states = states[type.table]
        guard states.contains(.embargoed) else { return links }
        return links.map { $0 != Records.none && states[Int($0)] == .embargoed ? Records.none : $0 }
    }

    private mutating func setOwnStates(_ type: RecordType, _ records: Records) {
        let table = Schema.shared.table(type)
        let retracted = Schema.shared.column(table, "retracted_at")
        let embargoed = Schema.shared.column(table, "embargoed_until")
        states[table] = (0..<records.rowCounts[table]).map { row in
            let isEmbargoed = records.date(embargoed, row).map { !isPast($0.start) } ?? false
            let isRetracted = records.date(retracted, row).map { isPast($0.start) } ?? false
            return isEmbargoed ? .embargoed : isRetracted ? .retracted : .served
        }
    }

    /// Whether a moment at which what is served changes has come; counts it, or notes it as one to come.
    private mutating func isPast(_ turn: Int64) -> Bool {
        if turn <= now {
            pastTurns += 1
            return true
        }
        nextTurn = min(nextTurn ?? turn, turn)
        return false
    }

    /// From the newest revision back: only a reviser that is itself served has an effect.
    private mutating func applyRevisions(_ records: Records) {
        let tallies = Schema.shared.table(.tally)
        let count = records.rowCounts[tallies]
        supersededBy = Array(repeating: Records.none, count: count)
        retractedBy = Array(repeating: Records.none, count: count)
        let revised = records.links[Schema.shared.column(tallies, "revises")]
        let kinds = records.columns[Schema.shared.column(tallies, "revision_kind")]
        let recorded = Schema.shared.column(tallies, "recorded_at")
        var openRevisers = [Int](repeating: 0, count: count)
        for target in revised where target != Records.none { openRevisers[Int(target)] += 1 }
        var ready = openRevisers.indices.filter { openRevisers[$0] == 0 }
        while let row = ready.popLast() {
            guard row < revised.count, revised[row] != Records.none else { continue }
            let target = Int(revised[row])
            openRevisers[target] -= 1
            if openRevisers[target] == 0 { ready.append(target) }
            guard states[tallies][row] == .served else { continue }
            if kinds.narrow(row) == Terms.symbol("retraction") {
                if states[tallies][target] == .served { states[tallies][target] = .retracted }
                retractedBy[target] = UInt32(row)
            } else if isLater(row, than: supersededBy[target], recorded, records) {
                supersededBy[target] = UInt32(row)
            }
        }
    }

    /// Of two revisers the one recorded last supersedes; of two of one time the one with the greater id.
    private func isLater(_ row: Int, than other: UInt32, _ recorded: Int, _ records: Records) -> Bool {
        guard other != Records.none else { return true }
        let times = (records.date(recorded, row)?.start ?? .min, records.date(recorded, Int(other))?.start ?? .min)
        return times.0 != times.1 ? times.0 > times.1 : records.id(.tally, row) > records.id(.tally, Int(other))
    }
}
