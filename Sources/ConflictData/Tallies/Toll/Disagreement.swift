/// Where parties give different figures for the same thing.
package struct Disagreement: Sendable {
    /// One sentence on what was found.
    package let summary: String
    /// How many things at least two parties give a figure for.
    package let compared: Int
    /// The widest thing first; of each, the largest gap first.
    package let pairs: [Pair]

    /// Two parties whose figures differ.
    package struct Pair: Sendable {
        /// Of whom, or of what.
        package let subject: TollSubject
        package let lower: Toll.PartyFigure
        package let higher: Toll.PartyFigure
        /// How far apart they are at least, and at most where both have an end.
        package let least: Int64
        package let most: Int64?

        /// Whether one number could be what both mean ("at least 255" and 300).
        package var isCompatible: Bool { least == 0 }
    }
}

extension Disagreement.Pair {
    /// Nil when the figures do not differ: they fit, and are not two numbers.
    init?(_ subject: TollSubject, _ a: Toll.PartyFigure, _ b: Toll.PartyFigure) {
        let gap = a.interval.gap(to: b.interval)
        let differs = a.interval.value.flatMap { value in b.interval.value.map { $0 != value } } ?? false
        guard gap != nil || differs else { return nil }
        self.subject = subject
        (lower, higher) = Self.key(a) <= Self.key(b) ? (a, b) : (b, a)
        least = gap ?? 0
        most = lower.interval.width(to: higher.interval)
    }

    private static func key(_ figure: Toll.PartyFigure) -> (Int64, Int64) {
        (figure.interval.value ?? figure.interval.min ?? 0, figure.interval.max ?? .max)
    }
}

extension CountInterval {
    /// How far apart two numbers can be that each of two figures could mean; nil when one of them has no end.
    func width(to other: CountInterval) -> Int64? {
        guard let max, let most = other.max else { return nil }
        // Nothing is below zero, so an open minimum reaches down to it.
        return Swift.max(max - (other.min ?? 0), most - (min ?? 0))
    }
}
