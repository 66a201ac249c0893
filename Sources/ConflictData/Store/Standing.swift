/// Which records are served, and which statements are superseded, at one moment.
struct Standing: Sendable {
    enum State: UInt8, Sendable {
        case served
        /// Not before its embargo ends.
        case embargoed
        /// Withdrawn: by its own `retracted_at`, or by a tally that revises it with `retraction`.
        case retracted
        /// Recorded after the moment, so that nothing was known of it.
        case unrecorded

        /// Nothing says that there is such a record.
        var isHidden: Bool { self == .embargoed || self == .unrecorded }
    }

    /// Of each table of records.
    private(set) var states: [[State]]
    /// Of each tally: the tally that supersedes it, or `Records.none`.
    private(set) var supersededBy: [UInt32] = []
    /// Of each tally: the tally that retracts it, or `Records.none`.
    private(set) var retractedBy: [UInt32] = []
    /// Tallies that replace another or are replaced, as far as neither of the two is hidden.
    private(set) var inRevisions: Bitmap
    /// The moment at which this holds.
    let moment: KnowledgeMoment
    /// When the next embargo ends or retraction begins, in microseconds since 1970.
    private(set) var nextTurn: Int64?
    /// Embargoes that have ended and retractions that have begun: part of the data version, since each changes what is
    /// served.
    private(set) var pastTurns = 0
    /// Of each table: whether a record of it is hidden.
    private var hidesSome: [Bool]

    init(of records: Records, _ chronology: Chronology, at moment: KnowledgeMoment) {
        self.moment = moment
        inRevisions = Bitmap(count: records.rowCounts[RecordType.tally.table])
        states = Array(repeating: [], count: Schema.shared.tables.count)
        hidesSome = Array(repeating: false, count: states.count)
        for type in RecordType.stored { setOwnStates(type.table, records, chronology) }
        applyRevisions(records, chronology)
    }

    func state(_ type: RecordType, _ row: Int) -> State { states[type.table][row] }

    /// Whether a record of the type is hidden.
    func hidesSome(of type: RecordType) -> Bool { hidesSome[type.table] }

    /// The same links without those to records that are hidden.
    func withoutHidden(_ type: RecordType, _ links: [UInt32]) -> [UInt32] {
        guard hidesSome(of: type) else { return links }
        let states = states[type.table]
        return links.map { $0 != Records.none && states[Int($0)].isHidden ? Records.none : $0 }
    }

    private mutating func setOwnStates(_ table: Int, _ records: Records, _ chronology: Chronology) {
        var states = [State](repeating: .served, count: records.rowCounts[table])
        for turn in chronology.retractions[table] where isPast(turn.time) { states[Int(turn.row)] = .retracted }
        let unrecorded = chronology.recordings(of: table, after: moment.known, in: records)
        for row in unrecorded { states[Int(row)] = .unrecorded }
        hidesSome[table] = !unrecorded.isEmpty
        for turn in chronology.embargoes[table] where !isPast(turn.time) {
            states[Int(turn.row)] = .embargoed
            hidesSome[table] = true
        }
        self.states[table] = states
    }

    /// Whether a moment at which what is served changes has come; counts it, or notes it as one to come.
    private mutating func isPast(_ turn: Int64) -> Bool {
        if turn <= moment.happened {
            pastTurns += 1
            return true
        }
        nextTurn = min(nextTurn ?? turn, turn)
        return false
    }

    /// From the newest revision back: only a reviser that is itself served has an effect.
    private mutating func applyRevisions(_ records: Records, _ chronology: Chronology) {
        let tallies = RecordType.tally.table
        let count = records.rowCounts[tallies]
        supersededBy = Array(repeating: Records.none, count: count)
        retractedBy = Array(repeating: Records.none, count: count)
        let revised = records.links[Schema.shared.column(tallies, "revises")]
        let kinds = records.columns[Schema.shared.column(tallies, "revision_kind")]
        let retraction = Terms.symbol("retraction")
        let recorded = Schema.shared.column(tallies, "recorded_at")
        for row in chronology.revisers {
            let target = Int(revised[Int(row)])
            if !states[tallies][Int(row)].isHidden, !states[tallies][target].isHidden {
                inRevisions.insert(Int(row))
                inRevisions.insert(target)
            }
            guard states[tallies][Int(row)] == .served else { continue }
            if kinds.narrow(Int(row)) == retraction {
                if states[tallies][target] == .served { states[tallies][target] = .retracted }
                retractedBy[target] = row
            } else if isLater(Int(row), than: supersededBy[target], recorded, records) {
                supersededBy[target] = row
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

extension Standing {
    /// The rows of a type that are served; rows inside records stand and fall with them.
    func served(_ type: RecordType, _ records: Records) -> Bitmap {
        let states = states[type.ownerType.table]
        let served = unsafe states.withUnsafeBufferPointer { states in
            Bitmap(count: states.count) { unsafe states[$0] == .served }
        }
        return type.isInner ? records.rows(of: type.table, inside: served) : served
    }
}
