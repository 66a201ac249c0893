/// A weight of content negotiation (RFC 9110 §12.4.2) in thousandths: 0 is "not acceptable", 1,000 the default.
struct QualityValue: Hashable, Comparable, Sendable {
    static let unacceptable = QualityValue(thousandths: 0)
    static let full = QualityValue(thousandths: 1000)

    let thousandths: Int

    private init(thousandths: Int) {
        self.thousandths = thousandths
    }

    /// `0`, `1`, or either with up to three decimals, not above 1; nil for anything else.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        guard (1...5).contains(range.count) else { return nil }
        var thousandths = 0
        var unit = 1000
        for index in range {
            if index == range.lowerBound + 1 {
                guard bytes[index] == UInt8(ascii: ".") else { return nil }
                continue
            }
            guard case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 else { return nil }
            thousandths += Int(digit) * unit
            unit /= 10
        }
        guard thousandths <= 1000 else { return nil }
        self.thousandths = thousandths
    }

    static func < (left: QualityValue, right: QualityValue) -> Bool {
        left.thousandths < right.thousandths
    }
}
