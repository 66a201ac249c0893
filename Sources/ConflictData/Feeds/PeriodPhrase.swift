/// A period in words, at the precision known: "27–29 November 2024", "November 2024", "30 December 2023 – 2 January 2024".
package enum PeriodPhrase {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The days, months or years from one date to another, as one phrase.
    package static func text(from start: PackedDate, to end: PackedDate?) -> String {
        let (first, last) = (parts(start), parts(end ?? start))
        if first == last { return whole(first) }
        let isDay = first.day != nil && last.day != nil
        if isDay, first.month == last.month, first.year == last.year {
            return "\(first.day ?? 0)–" + whole(last)
        }
        let isMonth = first.month != nil && last.month != nil
        if isMonth, first.year == last.year, isDay || (first.day == nil && last.day == nil) {
            return isDay
                ? "\(first.day ?? 0) \(name(first.month)) – " + whole(last) : name(first.month) + "–" + whole(last)
        }
        return whole(first) + " – " + whole(last)
    }

    private struct Parts: Equatable {
        let year: Int64
        var month: Int64?
        var day: Int64?
    }

    private static func parts(_ date: PackedDate) -> Parts {
        let days = (Double(date.start) / Double(PackedDate.microsecondsPerDay)).rounded(.down)
        let (year, month, day) = PackedDate.civil(fromDay: Int64(days))
        switch date.precision {
        case .year: return Parts(year: year)
        case .month: return Parts(year: year, month: month)
        case .day, .second, .instant: return Parts(year: year, month: month, day: day)
        }
    }

    private static func whole(_ parts: Parts) -> String {
        (parts.day.map { "\($0) " } ?? "") + (parts.month == nil ? "" : name(parts.month) + " ") + "\(parts.year)"
    }

    private static func name(_ month: Int64?) -> String { month.map { months[Int($0) - 1] } ?? "" }
}
