/// What one tally is about, as far as it decides what its counts may be added to.
struct Statement: Sendable {
    let tally: UInt32
    /// The party, as `Party.link`.
    let party: UInt32
    /// The event that is counted, or `Records.none`.
    let event: UInt32
    /// The place that is counted: its own, else the event's, or `Records.none`.
    let place: UInt32
    /// First and last instant of the period, in microseconds since 1970.
    let start: Int64
    let end: Int64
    let accumulation: UInt32
    let phase: Int64

    /// A running total or a state at a moment: of several in one series the latest stands.
    var isReplacedByLater: Bool { accumulation == Self.cumulative || accumulation == Self.pointInTime }

    /// About everything: it names neither an event nor a place.
    var isUnscoped: Bool { event == Records.none && place == Records.none }

    static let cumulative = Terms.symbol("cumulative")
    static let pointInTime = Terms.symbol("point_in_time")
}

/// How the scope of one statement lies to that of another.
enum ScopeRelation: Sendable {
    case same
    /// The first is wider: its event is an ancestor of the other's, or its place contains the other's.
    case around
    /// The first is narrower.
    case inside
}

/// Why two counts must not be added.
enum Overlap: Sendable {
    /// Two parties count the same.
    case parties(ScopeRelation)
    /// One party counts an event or place, and another inside it.
    case nested(ScopeRelation)
    /// One party gives a running total or a state, and what is new in a period.
    case accumulations
    /// One party states twice what happened in overlapping periods.
    case repeated
}
