import Testing

@testable import ConflictData

@Suite struct CountValueTests {
    typealias Bounds = CountValue.Bounds

    struct Row: Sendable, CustomTestStringConvertible {
        let value: CountValue
        let bounds: Bounds
        var testDescription: String { "\(value.qualifier.rawValue) \(bounds)" }

        init(_ value: CountValue, _ min: Int64?, _ max: Int64?, derived: Bool = false) {
            self.value = value
            bounds = Bounds(min: min, max: max, isMinDerived: derived)
        }
    }

    private static func approximately(_ value: Int64, to step: Int64) -> CountValue {
        CountValue(qualifier: .approximately, value: value, roundedTo: step)
    }

    @Test(arguments: [
        Row(CountValue(qualifier: .exact, value: 0), 0, 0), Row(CountValue(qualifier: .exact, value: 255), 255, 255),
        Row(CountValue(qualifier: .atLeast, value: 255), 255, nil),
        Row(CountValue(qualifier: .atLeast, value: 0), 0, nil),
        Row(CountValue(qualifier: .moreThan, value: 50), 51, nil),
        Row(CountValue(qualifier: .moreThan, value: 0), 1, nil),
        Row(CountValue(qualifier: .atMost, value: 9), 0, 9), Row(CountValue(qualifier: .atMost, value: 0), 0, 0),
        Row(CountValue(qualifier: .fewerThan, value: 9), 0, 8), Row(CountValue(qualifier: .fewerThan, value: 1), 0, 0),
        Row(CountValue(qualifier: .approximately, value: 40), nil, nil),
        Row(CountValue(qualifier: .approximately, value: 40, min: 30), 30, nil),
        Row(CountValue(qualifier: .approximately, value: 40, max: 50), nil, 50),
        Row(CountValue(qualifier: .approximately, value: 40, min: 30, max: 50), 30, 50),
        Row(approximately(40, to: 10), 35, 45), Row(approximately(40, to: 5), 38, 42),
        Row(approximately(7, to: 1), 7, 7),
        Row(approximately(7, to: 2), 6, 8), Row(approximately(3, to: 100), 0, 53), Row(approximately(0, to: 3), 0, 1),
        Row(CountValue(qualifier: .between, min: 10, max: 20), 10, 20),
        Row(CountValue(qualifier: .between, min: 10, max: 20, best: 12), 10, 20),
        Row(CountValue(qualifier: .between, min: 7, max: 7), 7, 7),
        Row(CountValue(qualifier: .orderOf, text: "tens"), 10, nil, derived: true),
        Row(CountValue(qualifier: .orderOf, text: "dozens"), 12, nil, derived: true),
        Row(CountValue(qualifier: .orderOf, text: "Scores"), 20, nil, derived: true),
        Row(CountValue(qualifier: .orderOf, text: "HUNDREDS"), 100, nil, derived: true),
        Row(CountValue(qualifier: .orderOf, text: "thousands"), 1000, nil, derived: true),
        Row(CountValue(qualifier: .orderOf, text: "many"), nil, nil),
        Row(CountValue(qualifier: .orderOf, text: ""), nil, nil),
        Row(CountValue(qualifier: .none), 0, 0), Row(CountValue(qualifier: .unknown), nil, nil),
        Row(CountValue(qualifier: .other), nil, nil),
        Row(CountValue(qualifier: .other, value: 3, min: 1, max: 4), 1, 4),
        // At the end of what 64 bits hold nothing overflows.
        Row(CountValue(qualifier: .exact, value: .max), .max, .max),
        Row(CountValue(qualifier: .atLeast, value: .max), .max, nil),
        Row(CountValue(qualifier: .moreThan, value: .max), .max, nil),
        Row(CountValue(qualifier: .moreThan, value: .max - 1), .max, nil),
        Row(CountValue(qualifier: .fewerThan, value: .max), 0, .max - 1),
        Row(approximately(.max, to: 10), .max - 5, .max), Row(approximately(.max, to: .max), .max - .max / 2, .max),
        Row(approximately(0, to: .max), 0, .max / 2),
    ])
    func `derives its bounds and has no problem`(_ row: Row) {
        #expect(row.value.bounds == row.bounds)
        #expect(row.value.problems == [])
    }

    /// Rounding to a step keeps every whole number that rounds to the value, and no other.
    @Test(arguments: [1, 2, 3, 4, 5, 7, 10, 25, 50, 100] as [Int64])
    func `rounds inward`(_ step: Int64) {
        for multiple in Int64(0)...6 {
            let value = multiple * step
            let bounds = Self.approximately(value, to: step).bounds
            // Twice the distance against the step: halves without fractions.
            let inside = (max(0, value - step)...value + step).filter { 2 * abs($0 - value) <= step }
            #expect(bounds.min == inside.first)
            #expect(bounds.max == inside.last)
        }
    }

    struct Contradiction: Sendable, CustomTestStringConvertible {
        let value: CountValue
        let rule: Rule
        let key: String?
        var testDescription: String { "\(value.qualifier.rawValue): \(rule.rawValue) \(key ?? "")" }

        init(_ value: CountValue, _ rule: Rule, _ key: String?) {
            self.value = value
            self.rule = rule
            self.key = key
        }
    }

    @Test(
        arguments: [.exact, .atLeast, .moreThan, .atMost, .fewerThan, .approximately, .orderOf].map {
            Contradiction(CountValue(qualifier: $0), .missingFigure, nil)
        } + [
            Contradiction(CountValue(qualifier: .between, min: 1), .missingFigure, nil),
            Contradiction(CountValue(qualifier: .between, max: 1), .missingFigure, nil),
            Contradiction(CountValue(qualifier: .exact, value: 5, min: 5), .unexpectedFigure, "min"),
            Contradiction(CountValue(qualifier: .exact, value: 5, max: 5), .unexpectedFigure, "max"),
            Contradiction(CountValue(qualifier: .exact, value: 5, best: 5), .unexpectedFigure, "best"),
            Contradiction(CountValue(qualifier: .exact, value: 5, roundedTo: 5), .unexpectedFigure, "rounded_to"),
            Contradiction(CountValue(qualifier: .exact, value: 5, text: "five"), .unexpectedFigure, "text"),
            Contradiction(CountValue(qualifier: .atLeast, value: 5, max: 9), .unexpectedFigure, "max"),
            Contradiction(CountValue(qualifier: .between, value: 3, min: 1, max: 5), .unexpectedFigure, "value"),
            Contradiction(CountValue(qualifier: .orderOf, value: 12, text: "dozens"), .unexpectedFigure, "value"),
            Contradiction(CountValue(qualifier: .none, value: 0), .unexpectedFigure, "value"),
            Contradiction(CountValue(qualifier: .unknown, value: 0), .unexpectedFigure, "value"),
            Contradiction(CountValue(qualifier: .unknown, text: "many"), .unexpectedFigure, "text"),
            Contradiction(
                CountValue(qualifier: .approximately, value: 5, min: 1, roundedTo: 2), .unexpectedFigure, "min"),
            Contradiction(CountValue(qualifier: .approximately, value: 5, best: 5), .unexpectedFigure, "best"),
            Contradiction(CountValue(qualifier: .between, min: 5, max: 4), .minOverMax, "min"),
            Contradiction(CountValue(qualifier: .fewerThan, value: 0), .minOverMax, "min"),
            Contradiction(CountValue(qualifier: .approximately, value: 5, min: 9, max: 4), .minOverMax, "min"),
            Contradiction(CountValue(qualifier: .other, min: 5, max: 4), .minOverMax, "min"),
            Contradiction(CountValue(qualifier: .between, min: 5, max: 9, best: 4), .bestOutside, "best"),
            Contradiction(CountValue(qualifier: .between, min: 5, max: 9, best: 10), .bestOutside, "best"),
            Contradiction(CountValue(qualifier: .approximately, value: 5, min: 6), .bestOutside, "value"),
            Contradiction(CountValue(qualifier: .approximately, value: 5, max: 4), .bestOutside, "value"),
            Contradiction(CountValue(qualifier: .other, max: 4, best: 5), .bestOutside, "best"),
        ])
    func `names each contradiction at its figure`(_ row: Contradiction) {
        #expect(row.value.problems.map(\.rule) == [row.rule])
        #expect(row.value.problems.map(\.key) == [row.key])
    }

    @Test func `names all that is missing and all that is too much`() {
        let value = CountValue(qualifier: .between, value: 1, text: "some")
        #expect(value.problems.map(\.rule) == [.missingFigure, .missingFigure, .unexpectedFigure, .unexpectedFigure])
        #expect(value.problems.last?.message == "\"between\" takes min, max, best, not \"text\"")
    }
}
