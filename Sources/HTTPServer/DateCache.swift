internal import HTTP

/// The 29 bytes of the `Date` value (RFC 9110 §6.6.1), rendered once a second for a whole loop.
struct DateCache {
    private var second = UInt64.max
    private(set) var bytes = InlineArray<29, UInt8>(repeating: UInt8(ascii: " "))

    /// Brings the value up to date.
    mutating func refresh(wallSeconds: UInt64) {
        guard wallSeconds != second else { return }
        second = wallSeconds
        bytes = HTTPDate.imfFixdate(secondsSince1970: Int64(wallSeconds))
    }
}
