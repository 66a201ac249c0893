import ConflictData

/// Places instants on a stretch of pixels, and finds days, weeks, months or years to write below it.
struct TimeScale {
    struct Tick: Equatable {
        /// Microseconds since 1970.
        let instant: Int64
        let label: String
        /// The year, where it is new; below the label.
        let year: String?
    }

    let ticks: [Tick]
    private let start: Int64
    private let end: Int64
    private let range: (Double, Double)

    private static let day = PackedDate.microsecondsPerDay
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// A step between ticks: days from a Monday, months from a January, or years from the year 0.
    private enum Step {
        case days(Int64)
        case months(Int64)

        /// All that divide their larger unit, so that ticks fall on dates that people know.
        static let all: [Step] =
            [.days(1), .days(2), .days(7), .days(14), .months(1), .months(2), .months(3), .months(6)]
            + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map { .months($0 * 12) }
    }

    /// - Parameters:
    ///   - first: the first instant that is to be placed, and the last.
    ///   - range: the pixels of the whole scale, which begins a little before the first instant and ends after the last.
    ///   - most: how many ticks there is room for.
    init(from first: Int64, to last: Int64, over range: (Double, Double), most: Int) {
        // One instant alone stands in the middle of two days.
        let spare = first == last ? Self.day : max((last - first) / 24, 1)
        let (start, end) = (first - spare, last + spare)
        (self.start, self.end, self.range) = (start, end, range)
        let step = Step.all.first { Self.instants($0, start, end, limit: most) != nil }
        let instants = step.flatMap { Self.instants($0, start, end, limit: most) } ?? []
        ticks = Self.labelled(instants, step)
    }

    /// The ticks with what is written below them.
    private static func labelled(_ instants: [Int64], _ step: Step?) -> [Tick] {
        var year: Int64?
        return instants.map { instant in
            let date = PackedDate.civil(fromDay: floor(instant, day))
            if case .months(let count) = step, count >= 12 {
                return Tick(instant: instant, label: "\(date.year)", year: nil)
            }
            let isNew = date.year != year
            year = date.year
            let month = months[Int(date.month) - 1]
            let label = if case .months = step { month } else { "\(date.day) \(month)" }
            return Tick(instant: instant, label: label, year: isNew ? "\(date.year)" : nil)
        }
    }

    func position(of instant: Int64) -> Double {
        range.0 + (range.1 - range.0) * (Double(instant - start) / Double(end - start))
    }

    /// The ticks of a step between two instants; nil when they are too many, or fewer than one.
    private static func instants(_ step: Step, _ start: Int64, _ end: Int64, limit: Int) -> [Int64]? {
        var instants: [Int64] = []
        switch step {
        case .days(let count):
            guard (end - start) / (count * day) <= Int64(limit) else { return nil }
            // 1970-01-05 was a Monday.
            var number = floor(floor(start, day) - 4, count) * count + 4
            while number * day <= end {
                if number * day >= start { instants.append(number * day) }
                number += count
            }
        case .months(let count):
            guard (end - start) / (count * 28 * day) <= Int64(limit) * 2 else { return nil }
            let date = PackedDate.civil(fromDay: floor(start, day))
            var number = floor(date.year * 12 + date.month - 1, count) * count
            while true {
                let (year, month) = (floor(number, 12), number - floor(number, 12) * 12 + 1)
                let instant = PackedDate.day(year: year, month: month, day: 1) * day
                if instant > end { break }
                if instant >= start { instants.append(instant) }
                number += count
            }
        }
        return instants.isEmpty || instants.count > limit ? nil : instants
    }

    /// Division that rounds down, before 1970 too.
    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
