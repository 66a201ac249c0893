extension PackedDate {
    /// Reads `2024`, `2024-11`, `2024-11-29` or an RFC 3339 date-time; nil when it is none of them or no such day exists.
    ///
    /// Years 1 to 9999. Seconds may be 60 (a leap second), which counts as the first instant of the next minute.
    package init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let date = copy.withUTF8({ utf8 in unsafe Self.parse(ByteCursor(utf8)) }) else { return nil }
        self = date
    }

    /// Reads a date of a query string, in which a `+` that the client did not encode arrives as a space.
    init?(queryText text: String) {
        let hasSpace = text.utf8.contains(UInt8(ascii: " "))
        self.init(hasSpace ? text.replacing(" ", with: "+") : text)
    }

    static func parse(_ cursor: consuming ByteCursor) -> PackedDate? {
        guard let year = cursor.digits(4), year > 0 else { return nil }
        if cursor.isAtEnd { return date(year, 1, 1, .year) }
        guard cursor.take("-"), let month = cursor.digits(2), (1...12).contains(month) else { return nil }
        if cursor.isAtEnd { return date(year, month, 1, .month) }
        guard cursor.take("-"), let day = cursor.digits(2), day >= 1, day <= daysInMonth(year: year, month: month)
        else { return nil }
        if cursor.isAtEnd { return date(year, month, day, .day) }
        let isCanonical = cursor.take("T")
        guard isCanonical || cursor.take("t") else { return nil }
        return instant(of: &cursor, day: Self.day(year: year, month: month, day: day), isCanonical: isCanonical)
    }

    private static func date(_ year: Int64, _ month: Int64, _ day: Int64, _ precision: Precision) -> PackedDate {
        PackedDate(start: Self.day(year: year, month: month, day: day) * microsecondsPerDay, precision: precision)
    }

    /// The time of day and offset of RFC 3339 §5.6 (`partial-time`, `time-offset`).
    private static func instant(of cursor: inout ByteCursor, day: Int64, isCanonical: Bool) -> PackedDate? {
        guard let hour = cursor.digits(2), hour < 24, cursor.take(":"),
            let minute = cursor.digits(2), minute < 60, cursor.take(":"),
            let second = cursor.digits(2), second <= 60
        else { return nil }
        var isCanonical = isCanonical && second < 60
        var microseconds = (day * 86_400 + hour * 3600 + minute * 60 + second) * microsecondsPerSecond
        if cursor.take(".") {
            guard let fraction = cursor.fractionInMillionths() else { return nil }
            microseconds += fraction
            isCanonical = false
        }
        if cursor.take("Z") { return end(cursor, microseconds, isCanonical) }
        if cursor.take("z") { return end(cursor, microseconds, false) }
        let isNegative = cursor.take("-")
        guard isNegative || cursor.take("+") else { return nil }
        guard let hours = cursor.digits(2), hours < 24, cursor.take(":"), let minutes = cursor.digits(2), minutes < 60
        else { return nil }
        let offset = (hours * 3600 + minutes * 60) * microsecondsPerSecond
        return end(cursor, isNegative ? microseconds + offset : microseconds - offset, false)
    }

    private static func end(_ cursor: borrowing ByteCursor, _ microseconds: Int64, _ isCanonical: Bool) -> PackedDate? {
        guard cursor.isAtEnd else { return nil }
        return PackedDate(start: microseconds, precision: isCanonical ? .second : .instant)
    }
}

/// Reads plain characters off a short run of bytes; made, used and dropped within one call.
@safe
struct ByteCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = unsafe bytes
        count = bytes.count
    }

    var isAtEnd: Bool { position == count }

    private var next: UInt8? { position < count ? unsafe bytes[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Just that many digits.
    mutating func digits(_ count: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<count {
            guard let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
            position += 1
        }
        return number
    }

    /// The digits after a decimal point, as millionths; further digits are read and dropped.
    mutating func fractionInMillionths() -> Int64? {
        var number: Int64 = 0
        var count = 0
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            if count < 6 { number = number * 10 + Int64(byte - UInt8(ascii: "0")) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 6 - count) { number *= 10 }
        return number
    }
}
