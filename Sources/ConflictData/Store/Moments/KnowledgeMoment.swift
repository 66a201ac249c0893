/// The moment from which a dataset is looked at.
struct KnowledgeMoment: Sendable, Equatable {
    /// When the dataset was loaded, or the earlier moment that was asked for, in microseconds since 1970: what is dated
    /// later has not happened. A moment ahead of the clock reveals nothing.
    let happened: Int64
    /// What was recorded later than this is not known; `max` where nobody asked for a moment.
    let known: Int64

    /// Everything that is recorded, as it stands at `now`.
    init(now: Int64) {
        happened = now
        known = .max
    }

    /// As it stood at the last instant of a date.
    init(_ asOf: PackedDate, now: Int64) {
        happened = min(now, asOf.last)
        known = asOf.last
    }
}
