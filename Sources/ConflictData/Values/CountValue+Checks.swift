extension CountValue {
    struct Problem: Equatable {
        let rule: Rule
        /// The key of the figure that is wrong; nil: the whole object.
        let key: String?
        let message: String
    }

    /// A set of the keys that hold figures.
    private struct Figures: OptionSet {
        let rawValue: UInt8
        static let value = Figures(rawValue: 1)
        static let min = Figures(rawValue: 2)
        static let max = Figures(rawValue: 4)
        static let best = Figures(rawValue: 8)
        static let roundedTo = Figures(rawValue: 16)
        static let text = Figures(rawValue: 32)
        static let all = Figures(rawValue: 63)

        /// The names of the keys in it.
        var keys: [String] {
            let names = ["value", "min", "max", "best", "rounded_to", "text"]
            return names.indices.filter { rawValue & (1 << $0) != 0 }.map { names[$0] }
        }
    }

    /// The figures that a qualifier needs.
    private static func needed(_ qualifier: Qualifier) -> Figures {
        switch qualifier {
        case .exact, .atLeast, .moreThan, .atMost, .fewerThan, .approximately: .value
        case .between: [.min, .max]
        case .orderOf: .text
        case .none, .unknown, .other: []
        }
    }

    /// The figures that it takes: those of one set, never of two.
    private static func taken(_ qualifier: Qualifier) -> [Figures] {
        switch qualifier {
        // A step already gives the bounds, so it and they do not go together.
        case .approximately: [[.value, .min, .max], [.value, .roundedTo]]
        case .between: [[.min, .max, .best]]
        case .other: [.all]
        default: [needed(qualifier)]
        }
    }

    /// The same by name, for those who describe it: the keys it needs, and the sets of keys it takes.
    static func keys(of qualifier: Qualifier) -> (needed: [String], taken: [[String]]) {
        (needed(qualifier).keys, taken(qualifier).map(\.keys))
    }

    /// All keys that hold figures.
    static let figureKeys = Figures.all.keys

    private var needed: Figures { Self.needed(qualifier) }

    private var allowed: Figures {
        let sets = Self.taken(qualifier)
        return roundedTo == nil ? sets[0] : sets[sets.count - 1]
    }

    private var given: Figures {
        var figures: Figures = []
        if value != nil { figures.insert(.value) }
        if min != nil { figures.insert(.min) }
        if max != nil { figures.insert(.max) }
        if best != nil { figures.insert(.best) }
        if roundedTo != nil { figures.insert(.roundedTo) }
        if text != nil { figures.insert(.text) }
        return figures
    }

    /// Everything in it that contradicts itself.
    var problems: [Problem] {
        let given = given
        let missing = needed.subtracting(given)
        let surplus = given.subtracting(allowed)
        if missing.isEmpty && surplus.isEmpty { return intervalProblem.map { [$0] } ?? [] }
        let name = qualifier.rawValue
        let takes = allowed.isEmpty ? "takes no figure" : "takes " + allowed.keys.joined(separator: ", ")
        return missing.keys.map { Problem(rule: .missingFigure, key: nil, message: "\"\(name)\" needs \"\($0)\"") }
            + surplus.keys.map {
                Problem(rule: .unexpectedFigure, key: $0, message: "\"\(name)\" \(takes), not \"\($0)\"")
            }
    }

    private var intervalProblem: Problem? {
        let bounds = bounds
        if let min = bounds.min, let max = bounds.max, min > max {
            return Problem(rule: .minOverMax, key: "min", message: "the minimum \(min) is over the maximum \(max)")
        }
        func outside(_ figure: Int64) -> Bool { figure < bounds.min ?? figure || figure > bounds.max ?? figure }
        if let best, outside(best) {
            return Problem(
                rule: .bestOutside, key: "best", message: "the best estimate \(best) lies outside min and max")
        }
        if qualifier == .approximately, let value, outside(value) {
            return Problem(rule: .bestOutside, key: "value", message: "the value \(value) lies outside min and max")
        }
        return nil
    }
}
