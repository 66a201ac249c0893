/// The calendar units that time is cut into by histograms, groups and time series. All in UTC; weeks begin on Monday.
package enum CalendarInterval: String, CaseIterable, Sendable {
    case day, week, month, year

    /// The number of the bucket that holds an instant, given in microseconds since 1970; neighbours have neighbouring
    /// numbers.
    func bucket(of instant: Int64) -> Int64 {
        let day = Self.floor(instant, PackedDate.microsecondsPerDay)
        switch self {
        case .day: return day
        // 1970-01-01 was a Thursday: the third day after a Monday.
        case .week: return Self.floor(day + 3, 7)
        case .month:
            let (year, month, _) = PackedDate.civil(fromDay: day)
            return year * 12 + month - 1
        case .year: return PackedDate.civil(fromDay: day).year
        }
    }

    /// The first day of a bucket, in days since 1970-01-01.
    func firstDay(of bucket: Int64) -> Int64 {
        switch self {
        case .day: bucket
        case .week: bucket * 7 - 3
        case .month:
            PackedDate.day(year: Self.floor(bucket, 12), month: bucket - Self.floor(bucket, 12) * 12 + 1, day: 1)
        case .year: PackedDate.day(year: bucket, month: 1, day: 1)
        }
    }

    /// A bucket as a date at its own precision: `2024-11-29`, of a week its Monday, `2024-11`, `2024`.
    func text(of bucket: Int64) -> String {
        let precision: PackedDate.Precision =
            switch self {
            case .day, .week: .day
            case .month: .month
            case .year: .year
            }
        return PackedDate(start: firstDay(of: bucket) * PackedDate.microsecondsPerDay, precision: precision).text
    }

    /// Division that rounds down, before 1970 too.
    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
