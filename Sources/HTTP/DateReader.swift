/// Reads the three date forms of RFC 9110 §5.6.7:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
///
/// A place in bytes that are passed to each call, as `FieldCursor`, so that a date of a request costs no memory.
struct DateReader {
    private var index = 0

    /// Seconds since 1970; nil when the bytes are not exactly one of the forms.
    mutating func readDate(_ bytes: Span<UInt8>, nowSeconds: () -> Int64) -> Int64? {
        let seconds: Int64?
        switch weekdayLetters(bytes) {
        case nil: seconds = readAsctimeDate(bytes)
        case 3: seconds = readIMFFixdate(bytes)
        case _?: seconds = readRFC850Date(bytes, nowSeconds: nowSeconds)
        }
        return index == bytes.count ? seconds : nil
    }

    /// How many bytes stand before the comma; nil without one.
    private func weekdayLetters(_ bytes: Span<UInt8>) -> Int? {
        for index in bytes.indices where bytes[index] == UInt8(ascii: ",") { return index }
        return nil
    }

    private mutating func readIMFFixdate(_ bytes: Span<UInt8>) -> Int64? {
        guard takeWeekday(letters: 3, bytes), take(", ", bytes), let day = number(digits: 2, bytes), take(" ", bytes),
            let month = month(bytes), take(" ", bytes), let year = number(digits: 4, bytes), take(" ", bytes),
            let time = timeOfDay(bytes), take(" GMT", bytes)
        else { return nil }
        return seconds(year: year, month: month, day: day, time: time)
    }

    private mutating func readRFC850Date(_ bytes: Span<UInt8>, nowSeconds: () -> Int64) -> Int64? {
        guard takeWeekday(letters: nil, bytes), take(", ", bytes), let day = number(digits: 2, bytes), take("-", bytes),
            let month = month(bytes), take("-", bytes), let shortYear = number(digits: 2, bytes), take(" ", bytes),
            let time = timeOfDay(bytes), take(" GMT", bytes)
        else { return nil }
        // More than 50 years ahead means the past (RFC 9110 §5.6.7).
        let thisYear = CalendarDay(daysSince1970: nowSeconds() / 86_400).year
        let sameCentury = thisYear / 100 * 100 + shortYear
        let year = sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury
        return seconds(year: year, month: month, day: day, time: time)
    }

    private mutating func readAsctimeDate(_ bytes: Span<UInt8>) -> Int64? {
        guard takeWeekday(letters: 3, bytes), take(" ", bytes), let month = month(bytes), take(" ", bytes),
            let day = take(" ", bytes) ? number(digits: 1, bytes) : number(digits: 2, bytes),
            take(" ", bytes), let time = timeOfDay(bytes), take(" ", bytes), let year = number(digits: 4, bytes)
        else { return nil }
        return seconds(year: year, month: month, day: day, time: time)
    }

    private func seconds(year: Int, month: Int, day: Int, time: Int64) -> Int64? {
        CalendarDay(year: year, month: month, day: day).map { $0.daysSince1970 * 86_400 + time }
    }

    /// `hh:mm:ss`, with room for a leap second.
    private mutating func timeOfDay(_ bytes: Span<UInt8>) -> Int64? {
        guard let hour = number(digits: 2, bytes), hour < 24, take(":", bytes),
            let minute = number(digits: 2, bytes), minute < 60, take(":", bytes),
            let second = number(digits: 2, bytes), second <= 60
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    private mutating func month(_ bytes: Span<UInt8>) -> Int? {
        for (index, name) in CalendarDay.months.enumerated() where take(name[...], bytes) { return index + 1 }
        return nil
    }

    /// The first letters of a weekday, or with nil a whole one. Case counts.
    private mutating func takeWeekday(letters: Int?, _ bytes: Span<UInt8>) -> Bool {
        for name in CalendarDay.weekdays where take(name.prefix(letters ?? name.count), bytes) { return true }
        return false
    }

    private mutating func number(digits: Int, _ bytes: Span<UInt8>) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var number = 0
        for place in index..<index + digits {
            guard case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        index += digits
        return number
    }

    private mutating func take(_ text: Substring, _ bytes: Span<UInt8>) -> Bool {
        var place = index
        for byte in text.utf8 {
            guard place < bytes.count, bytes[place] == byte else { return false }
            place += 1
        }
        index = place
        return true
    }
}
