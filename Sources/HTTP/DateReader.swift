/// Reads the three date forms of RFC 9110 §5.6.7:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
struct DateReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    /// Seconds since 1970; nil when the text is not exactly one of the forms.
    mutating func readDate(nowSeconds: () -> Int64) -> Int64? {
        let seconds: Int64?
        if let comma = rest.firstIndex(of: UInt8(ascii: ",")) {
            seconds = rest[..<comma].count == 3 ? readIMFFixdate() : readRFC850Date(nowSeconds: nowSeconds)
        } else {
            seconds = readAsctimeDate()
        }
        return rest.isEmpty ? seconds : nil
    }

    private mutating func readIMFFixdate() -> Int64? {
        guard takeWeekday(letters: 3), take(", "), let day = number(digits: 2), take(" "), let month = month(),
            take(" "), let year = number(digits: 4), take(" "), let time = timeOfDay(), take(" GMT")
        else { return nil }
        return seconds(year: year, month: month, day: day, time: time)
    }

    private mutating func readRFC850Date(nowSeconds: () -> Int64) -> Int64? {
        guard takeWeekday(letters: nil), take(", "), let day = number(digits: 2), take("-"), let month = month(),
            take("-"), let shortYear = number(digits: 2), take(" "), let time = timeOfDay(), take(" GMT")
        else { return nil }
        // More than 50 years ahead means the past (RFC 9110 §5.6.7).
        let thisYear = CalendarDay(daysSince1970: nowSeconds() / 86_400).year
        let sameCentury = thisYear / 100 * 100 + shortYear
        let year = sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury
        return seconds(year: year, month: month, day: day, time: time)
    }

    private mutating func readAsctimeDate() -> Int64? {
        guard takeWeekday(letters: 3), take(" "), let month = month(), take(" "),
            let day = take(" ") ? number(digits: 1) : number(digits: 2),
            take(" "), let time = timeOfDay(), take(" "), let year = number(digits: 4)
        else { return nil }
        return seconds(year: year, month: month, day: day, time: time)
    }

    private func seconds(year: Int, month: Int, day: Int, time: Int64) -> Int64? {
        CalendarDay(year: year, month: month, day: day).map { $0.daysSince1970 * 86_400 + time }
    }

    /// `hh:mm:ss`, with room for a leap second.
    private mutating func timeOfDay() -> Int64? {
        guard let hour = number(digits: 2), hour < 24, take(":"), let minute = number(digits: 2), minute < 60,
            take(":"), let second = number(digits: 2), second <= 60
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    private mutating func month() -> Int? {
        CalendarDay.months.firstIndex { take($0[...]) }.map { $0 + 1 }
    }

    /// The first letters of a weekday, or with nil a whole one. Case counts.
    private mutating func takeWeekday(letters: Int?) -> Bool {
        CalendarDay.weekdays.contains { take($0.prefix(letters ?? $0.count)) }
    }

    private mutating func number(digits: Int) -> Int? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        rest = rest.dropFirst(digits)
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private mutating func take(_ text: Substring) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }
}
