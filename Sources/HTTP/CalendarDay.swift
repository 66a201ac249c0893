/// A day of the Gregorian calendar, and its distance from 1970-01-01.
struct CalendarDay: Hashable {
    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static let daysIn400Years: Int64 = 146_097
    /// From 0000-03-01, where the count below begins, to 1970-01-01.
    private static let daysBefore1970: Int64 = 719_468

    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int

    /// Nil when the month has no such day.
    init?(year: Int, month: Int, day: Int) {
        guard year >= 0, (1...12).contains(month), day >= 1 else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
        guard CalendarDay(daysSince1970: daysSince1970) == self else { return nil }
    }

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Counts in years that begin on 1 March, so that the leap day comes last: then the months before month `m`
    /// have (153m + 2) / 5 days.
    init(daysSince1970: Int64) {
        let days = daysSince1970 + Self.daysBefore1970
        let cycle = days / Self.daysIn400Years
        let dayOfCycle = days % Self.daysIn400Years
        let leapDays = dayOfCycle / 1460 - dayOfCycle / 36_524 + dayOfCycle / (Self.daysIn400Years - 1)
        let yearOfCycle = (dayOfCycle - leapDays) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        self.init(
            uncheckedYear: Int(cycle * 400 + yearOfCycle) + (month <= 2 ? 1 : 0),
            month: month,
            day: Int(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1
        )
    }

    var daysSince1970: Int64 {
        let yearFromMarch = Int64(month <= 2 ? year - 1 : year)
        let cycle = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfCycle = yearFromMarch - cycle * 400
        let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfCycle = 365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * Self.daysIn400Years + dayOfCycle - Self.daysBefore1970
    }
}
