import Glibc

/// Dates of HTTP (RFC 9110 §5.6.7) to and from seconds since 1970-01-01T00:00:00Z.
package enum HTTPDate {
    /// The length of `Sun, 06 Nov 1994 08:49:37 GMT`.
    package static let bytes = 29

    /// The first moment that four digits of a year cannot say: 10000-01-01.
    private static let endOfYearsSeconds: Int64 = 253_402_300_800

    /// The 29 bytes of the IMF-fixdate. Moments outside the years 1970 to 9999 are moved to the nearest inside.
    package static func imfFixdate(secondsSince1970: Int64) -> InlineArray<29, UInt8> {
        let seconds = min(max(secondsSince1970, 0), endOfYearsSeconds - 1)
        let (days, secondsOfDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CalendarDay(daysSince1970: days)
        var writer = DateWriter()
        // 1970-01-01 was a Thursday.
        writer.append(CalendarDay.weekdays[Int((days + 4) % 7)].prefix(3))
        writer.append(", ")
        writer.append(date.day, digits: 2)
        writer.append(" ")
        writer.append(CalendarDay.months[date.month - 1][...])
        writer.append(" ")
        writer.append(date.year, digits: 4)
        writer.append(" ")
        writer.append(Int(secondsOfDay / 3600), digits: 2)
        writer.append(":")
        writer.append(Int(secondsOfDay / 60 % 60), digits: 2)
        writer.append(":")
        writer.append(Int(secondsOfDay % 60), digits: 2)
        writer.append(" GMT")
        return writer.bytes
    }

    /// The same as text, for field values made once.
    package static func fieldValue(secondsSince1970: Int64) -> String {
        let bytes = imfFixdate(secondsSince1970: secondsSince1970)
        return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }

    /// Reads any of the three forms; nil for anything else. The weekday must be one but need not be the right one.
    /// - Parameter nowSeconds: the present, which says which century the two digits of the RFC 850 form mean.
    package static func seconds(
        parsing text: String,
        nowSeconds: @autoclosure () -> Int64 = Int64(time(nil))
    ) -> Int64? {
        seconds(parsing: text.utf8.span, nowSeconds: nowSeconds())
    }

    /// The same on the bytes of the field value, without allocation.
    package static func seconds(
        parsing bytes: Span<UInt8>,
        nowSeconds: @autoclosure () -> Int64 = Int64(time(nil))
    ) -> Int64? {
        var reader = DateReader()
        return reader.readDate(bytes, nowSeconds: nowSeconds)
    }

    private struct DateWriter {
        var bytes = InlineArray<29, UInt8>(repeating: UInt8(ascii: " "))
        private var count = 0

        init() {}

        mutating func append(_ text: Substring) {
            for byte in text.utf8 {
                bytes[count] = byte
                count += 1
            }
        }

        mutating func append(_ number: Int, digits: Int) {
            var rest = number
            for offset in stride(from: digits - 1, through: 0, by: -1) {
                bytes[count + offset] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            count += digits
        }
    }
}
