/// `on=`, `since=`, `until=` and `reported_…=`: when records are about, and when they were reported.
///
/// A record is about the time from the first instant of its start to the last of its end, each at the precision known.
enum TimeFilters {
    /// The columns that say when a type's records are about.
    private struct Span {
        let start: Int
        let end: Int
        let absent: Absent

        /// What holds where the start or the end is not given: there is no bound, it is always given, or the end is that
        /// of the start.
        enum Absent { case open, never, start }
    }

    enum Bound {
        case since(PackedDate)
        case until(PackedDate)
    }

    /// Records about a time that does not end before, or does not begin after, a date.
    static func about(_ type: RecordType, _ bound: Bound) -> Condition {
        guard let span = span(of: type.ownerType) else { return .any([]) }
        let condition =
            switch bound {
            case .since(let date): ends(span, .lasts(until: DateEnds(date.start)))
            case .until(let date): begins(span, .words(WordIntervals(starts: [.min...date.last])))
            }
        return type.isInner ? .record(condition) : condition
    }

    /// Records reported since or until a date, as by `[gte]` and `[lte]` on the field that says when.
    static func reported(_ type: RecordType, _ bound: Bound) -> Condition {
        guard let column = Records.orderColumn(type.ownerType) else { return .any([]) }
        let interval: ClosedRange<Int64> =
            switch bound {
            case .since(let date): date.start ... .max
            case .until(let date): .min...date.last
            }
        let condition = Condition.value(column: column, .words(WordIntervals(starts: [interval])))
        return type.isInner ? .record(condition) : condition
    }

    private static func begins(_ span: Span, _ test: ValueTest) -> Condition {
        let condition = Condition.value(column: span.start, test)
        return span.absent == .open ? orAbsent(condition, span.start) : condition
    }

    private static func ends(_ span: Span, _ test: ValueTest) -> Condition {
        let condition = Condition.value(column: span.end, test)
        switch span.absent {
        case .open: return orAbsent(condition, span.end)
        case .never: return condition
        case .start:
            let alone = Condition.all([.not(.value(column: span.end, .exists)), .value(column: span.start, test)])
            return .any([condition, alone])
        }
    }

    private static func orAbsent(_ condition: Condition, _ column: Int) -> Condition {
        .any([condition, .not(.value(column: column, .exists))])
    }

    private static func span(of type: RecordType) -> Span? {
        func column(_ path: String) -> Int { Schema.shared.column(type.table, path) }
        switch type {
        case .event: return Span(start: column("date_start"), end: column("date_end"), absent: .start)
        case .tally:
            return Span(
                start: column("reference_period.start"), end: column("reference_period.end"), absent: .never)
        case .article: return Span(start: column("published_at"), end: column("published_at"), absent: .never)
        case .interview: return Span(start: column("date"), end: column("date"), absent: .never)
        case .actor: return Span(start: column("active_from"), end: column("active_to"), absent: .open)
        case .place, .source, .excerpt, .count: return nil
        }
    }
}
