import ConflictData

/// Moments as the formats of feeds write them.
enum FeedDate {
    /// RFC 3339, for Atom and JSON Feed.
    static func internet(_ seconds: Int64) -> String {
        PackedDate(start: seconds * 1_000_000, precision: .second).text
    }

    /// RFC 822 with a year of four digits, for RSS.
    static func mail(_ seconds: Int64) -> String {
        // 2024-11-29T18:00:00Z
        let text = Array(internet(seconds).utf8)
        func part(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        let days = (Double(seconds) / 86_400).rounded(.down)
        // 1970 began on a Thursday.
        let weekday = weekdays[Int((days + 4).truncatingRemainder(dividingBy: 7) + 7) % 7]
        let month = months[(Int(part(5..<7)) ?? 1) - 1]
        return "\(weekday), \(part(8..<10)) \(month) \(part(0..<4)) \(part(11..<19)) +0000"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
