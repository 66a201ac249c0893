/// Places numbers from 0 to a bound on a stretch of pixels, and finds round numbers to write beside it.
struct NumberScale {
    /// The round numbers, from 0 to the last one, which is not below the greatest number that is to be placed.
    let ticks: [Int64]
    private let first: Double
    private let last: Double

    /// - Parameters:
    ///   - greatest: the greatest number that is to be placed.
    ///   - range: the pixels of 0 and of the last tick; the second may be the smaller one.
    ///   - most: how many ticks there is room for beside 0.
    init(upTo greatest: Int64, over range: (Double, Double), most: Int) {
        let step = Self.step(greatest: greatest, most: Swift.max(most, 1))
        // Near the end of the numbers a tick more could not be written.
        let count = greatest <= 0 ? 1 : (greatest - 1) / step + 1
        ticks = (0...count).compactMap { index in
            let (tick, overflow) = index.multipliedReportingOverflow(by: step)
            return overflow ? nil : tick
        }
        (first, last) = range
    }

    func position(of number: Int64) -> Double {
        let end = Double(ticks.last ?? 1)
        return first + (last - first) * Swift.min(Double(number) / Swift.max(end, 1), 1)
    }

    /// The smallest of 1, 2 and 5 times a power of ten that gives no more ticks than there is room for. Counts are
    /// whole, so no step is smaller than 1.
    static func step(greatest: Int64, most: Int) -> Int64 {
        var power: Int64 = 1
        while true {
            for factor: Int64 in [1, 2, 5] {
                let (step, overflow) = power.multipliedReportingOverflow(by: factor)
                if overflow { return power }
                if greatest <= step || (greatest - 1) / step + 1 <= Int64(most) { return step }
            }
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { return power }
            power = next
        }
    }
}
