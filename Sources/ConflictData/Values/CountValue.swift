/// A figure and how sure it is: a qualifier and the numbers that go with it.
///
/// What is not known stays nil: an open bound is not zero, and a word ("dozens") is not a number.
package struct CountValue: Sendable, Equatable {
    /// How a figure is meant; `other` is a term of the dataset's own (`x_…`).
    package enum Qualifier: String, CaseIterable, Sendable {
        case exact, approximately, between, none, unknown
        case atLeast = "at_least"
        case moreThan = "more_than"
        case atMost = "at_most"
        case fewerThan = "fewer_than"
        case orderOf = "order_of"
        case other
    }

    package var qualifier: Qualifier
    package var value: Int64?
    package var min: Int64?
    package var max: Int64?
    package var best: Int64?
    package var roundedTo: Int64?
    package var text: String?

    /// The interval that a figure stands for; nil is open.
    package struct Bounds: Sendable, Equatable {
        package var min: Int64?
        package var max: Int64?
        /// The minimum is a convention for a word, not a number that somebody gave.
        package var isMinDerived = false
    }

    /// ACLED's convention for words in place of numbers.
    static let leastOfWord: [String: Int64] = [
        "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000,
    ]

    package var bounds: Bounds {
        switch qualifier {
        case .exact: Bounds(min: value, max: value)
        case .atLeast: Bounds(min: value, max: nil)
        case .moreThan: Bounds(min: value.map { $0 == .max ? $0 : $0 + 1 }, max: nil)
        case .atMost: Bounds(min: 0, max: value)
        case .fewerThan: Bounds(min: 0, max: value.map { $0 - 1 })
        case .approximately: approximate
        case .orderOf: ordered
        case .none: Bounds(min: 0, max: 0)
        case .unknown: Bounds(min: nil, max: nil)
        case .between, .other: Bounds(min: min, max: max)
        }
    }

    /// Half the rounding step to either side, rounded inward, never below zero; else the bounds as given.
    private var approximate: Bounds {
        guard let value, let step = roundedTo else { return Bounds(min: min, max: max) }
        let half = step / 2
        return Bounds(min: Swift.max(0, value - half), max: value > .max - half ? .max : value + half)
    }

    private var ordered: Bounds {
        let least = text.flatMap { Self.leastOfWord[$0.lowercased()] }
        return Bounds(min: least, max: nil, isMinDerived: least != nil)
    }
}
