/// What a value of a column must be. A list passes when any of its values does.
enum ValueTest: Sendable {
    /// There is one: not null, not left out, not an empty list.
    case exists
    /// One of these symbols; of flags, 1 is false and 2 true.
    case symbols([SymbolTable.Symbol])
    /// A symbol whose text begins so: the key of a map and its `=`.
    case prefix([UInt8])
    /// A reference to one of these rows.
    case rows([UInt32])
    /// An integer or a date, as the word that columns keep, in one of these intervals.
    case words(WordIntervals)
    /// A decimal number in one of these intervals.
    case numbers([ClosedRange<Double>])
    /// A date whose last instant is not before this one.
    case lasts(until: DateEnds)
}

/// Intervals of the words that columns keep for integers and dates; sorted and apart, so that a few are compared one by
/// one and many are found by halving.
struct WordIntervals: Sendable {
    private(set) var intervals: [ClosedRange<Int64>] = []

    /// The least word that is a value.
    static let least = Column.noNumber + 1

    init(_ intervals: [ClosedRange<Int64>]) {
        for next in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.intervals.last, next.lowerBound <= last.upperBound {
                let end = max(last.upperBound, next.upperBound)
                self.intervals[self.intervals.count - 1] = last.lowerBound...end
            } else {
                self.intervals.append(next)
            }
        }
    }

    /// Dates whose first instant lies in one of these intervals of microseconds.
    init(starts: [ClosedRange<Int64>]) {
        self.init(starts.map { Self.word(first: $0.lowerBound)...Self.word(last: $0.upperBound) })
    }

    /// The least word of a date that begins at an instant.
    private static func word(first instant: Int64) -> Int64 { instant == .min ? least : instant << 3 }

    /// The greatest word of a date that begins at an instant.
    private static func word(last instant: Int64) -> Int64 { instant == .max ? .max : instant << 3 | 7 }

    /// From the least to the greatest word of all.
    var hull: ClosedRange<Int64>? {
        guard let first = intervals.first, let last = intervals.last else { return nil }
        return first.lowerBound...last.upperBound
    }

    /// Whether a word lies in one of the intervals.
    func contains(_ word: Int64) -> Bool {
        var (low, high) = (0, intervals.count)
        while low < high {
            let middle = (low + high) / 2
            if intervals[middle].upperBound < word { low = middle + 1 } else { high = middle }
        }
        return low < intervals.count && intervals[low].lowerBound <= word
    }
}

/// Tells dates that last until an instant or longer: `2024-11` lasts until the end of November.
///
/// A date's first instant is that of its year, month or day. So it lasts until an instant when it does not begin before
/// the year, month or day of that instant: one comparison by a table of precisions, without a calendar.
struct DateEnds: Sendable {
    /// Of each precision, as `PackedDate` numbers them: the least word that passes.
    private let leastWords: [Int64]

    init(_ instant: Int64) {
        let days =
            instant >= 0
            ? instant / PackedDate.microsecondsPerDay : -((-instant - 1) / PackedDate.microsecondsPerDay) - 1
        let (year, month, _) = PackedDate.civil(fromDay: days)
        let starts = [
            PackedDate.day(year: year, month: 1, day: 1) * PackedDate.microsecondsPerDay,
            PackedDate.day(year: year, month: month, day: 1) * PackedDate.microsecondsPerDay,
            days * PackedDate.microsecondsPerDay,
            instant, instant,
        ]
        leastWords = (0..<8).map { starts[min($0, starts.count - 1)] << 3 }
    }

    /// The least and the greatest of the words that pass first, of the precisions that there are.
    func bounds(of precisions: UInt8) -> ClosedRange<Int64>? {
        let words = leastWords.indices.filter { precisions >> UInt8($0) & 1 != 0 }.map { leastWords[$0] }
        guard let least = words.min(), let greatest = words.max() else { return nil }
        return least...greatest
    }

    @inline(__always)
    func contains(_ word: Int64) -> Bool { word >= leastWords[Int(word & 7)] }
}
