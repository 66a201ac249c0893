/// A date at the precision known, in one word: microseconds since 1970 of its first instant, and its precision.
///
/// Ordered by first instant, then from coarse to fine. A coarse date is the interval from `start` to `last`.
package struct PackedDate: Hashable, Comparable, Sendable {
    package enum Precision: Int64, Sendable {
        case year, month, day
        /// An instant as this type writes it: `2024-11-29T18:00:00Z`.
        case second
        /// An instant written otherwise (offset, fraction); its text is kept beside it.
        case instant
    }

    let bits: Int64

    /// The word that stands for "no date" in a column.
    static let none = Int64.min

    static let microsecondsPerSecond: Int64 = 1_000_000
    /// Dates know no leap seconds.
    package static let microsecondsPerDay: Int64 = 86_400 * microsecondsPerSecond

    init(bits: Int64) { self.bits = bits }

    package init(start: Int64, precision: Precision) { bits = start << 3 | precision.rawValue }

    /// First instant, in microseconds since 1970-01-01T00:00:00Z.
    package var start: Int64 { bits >> 3 }

    package var precision: Precision { Precision(rawValue: bits & 7) ?? .instant }

    /// Last instant that is still inside, in microseconds.
    package var last: Int64 {
        switch precision {
        case .second, .instant: return start
        case .day: return start + Self.microsecondsPerDay - 1
        case .month:
            let (year, month, _) = Self.civil(fromDay: start / Self.microsecondsPerDay)
            let next =
                month == 12
                ? Self.day(year: year + 1, month: 1, day: 1) : Self.day(year: year, month: month + 1, day: 1)
            return next * Self.microsecondsPerDay - 1
        case .year:
            let (year, _, _) = Self.civil(fromDay: start / Self.microsecondsPerDay)
            return Self.day(year: year + 1, month: 1, day: 1) * Self.microsecondsPerDay - 1
        }
    }

    package static func < (left: PackedDate, right: PackedDate) -> Bool { left.bits < right.bits }

    /// Days since 1970-01-01 of a date in the proleptic Gregorian calendar.
    package static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years begin in March here, so that the leap day is the last of its year.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day of a number of days since 1970-01-01; days before it are negative.
    package static func civil(fromDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        // Short and never negative, which divides faster.
        let dayOfEra = UInt32(truncatingIfNeeded: shifted - era * 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (Int64(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0), Int64(month), Int64(day))
    }

    static func daysInMonth(year: Int64, month: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension PackedDate {
    /// The date as this type writes it; an `.instant` is written in UTC with its fraction.
    package var text: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func appendText(to bytes: inout [UInt8]) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maxTextBytes) { text in
            guard let start = text.baseAddress else { return }
            let count = unsafe write(to: start)
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        }
    }

    /// `2024-11-29T18:00:00.000001Z`
    static let maxTextBytes = 27

    /// Writes the date where there is room for `maxTextBytes`; gives how many it took.
    func write(to text: UnsafeMutablePointer<UInt8>) -> Int {
        let days = start >= 0 ? start / Self.microsecondsPerDay : (start + 1) / Self.microsecondsPerDay - 1
        let (year, month, day) = Self.civil(fromDay: days)
        let shortYear = UInt32(truncatingIfNeeded: abs(year) % 10_000)
        unsafe Self.write(shortYear / 100, to: text)
        unsafe Self.write(shortYear % 100, to: text + 2)
        if precision == .year { return 4 }
        unsafe text[4] = UInt8(ascii: "-")
        unsafe Self.write(UInt32(month), to: text + 5)
        if precision == .month { return 7 }
        unsafe text[7] = UInt8(ascii: "-")
        unsafe Self.write(UInt32(day), to: text + 8)
        if precision == .day { return 10 }
        let microseconds = start - days * Self.microsecondsPerDay
        let seconds = UInt32(truncatingIfNeeded: microseconds / Self.microsecondsPerSecond)
        unsafe text[10] = UInt8(ascii: "T")
        unsafe Self.write(seconds / 3600, to: text + 11)
        unsafe text[13] = UInt8(ascii: ":")
        unsafe Self.write(seconds / 60 % 60, to: text + 14)
        unsafe text[16] = UInt8(ascii: ":")
        unsafe Self.write(seconds % 60, to: text + 17)
        let fraction = UInt32(truncatingIfNeeded: microseconds % Self.microsecondsPerSecond)
        var end = 19
        if fraction != 0 {
            unsafe text[19] = UInt8(ascii: ".")
            unsafe Self.write(fraction / 10_000, to: text + 20)
            unsafe Self.write(fraction / 100 % 100, to: text + 22)
            unsafe Self.write(fraction % 100, to: text + 24)
            end = 26
        }
        unsafe text[end] = UInt8(ascii: "Z")
        return end + 1
    }

    /// Two digits.
    @inline(__always)
    private static func write(_ number: UInt32, to text: UnsafeMutablePointer<UInt8>) {
        let place = Int(min(number, 99)) * 2
        unsafe text[0] = pairs.utf8Start[place]
        unsafe text[1] = pairs.utf8Start[place + 1]
    }

    /// Every number below a hundred: looking two digits up is faster than dividing.
    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """
}
