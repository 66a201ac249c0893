/// Where parties give different figures for the same thing.
struct Disagreement: Sendable {
    /// One sentence on what was found.
    let summary: String
    /// The things that at least two parties give a figure for, the widest first.
    let subjects: [Subject]
    /// Thing by thing; of each, the largest gap first.
    let pairs: [Pair]
    /// What the parties say of the things.
    let figures: [Toll.PartyFigure]

    struct Subject {
        let thing: CountCategories.Category
        let pairs: Range<Int>
    }

    /// Two parties whose figures differ, by the places of the figures.
    struct Pair {
        let lower: Int
        let higher: Int
        /// How far apart they are at least, and at most where both have an end.
        let least: Int64
        let most: Int64?

        /// Whether one number could be what both mean ("at least 255" and 300).
        var isCompatible: Bool { least == 0 }
    }
}

extension Disagreement.Pair {
    /// Nil when the figures do not differ: they fit, and are not two numbers.
    init?(_ place: Int, _ other: Int, of figures: [Toll.PartyFigure]) {
        let (a, b) = (figures[place].interval, figures[other].interval)
        let gap = a.gap(to: b)
        let differs = a.value.flatMap { value in b.value.map { $0 != value } } ?? false
        guard gap != nil || differs else { return nil }
        (lower, higher) = Self.key(a) <= Self.key(b) ? (place, other) : (other, place)
        least = gap ?? 0
        most = figures[lower].interval.width(to: figures[higher].interval)
    }

    private static func key(_ interval: CountInterval) -> (Int64, Int64) {
        (interval.value ?? interval.min ?? 0, interval.max ?? .max)
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
