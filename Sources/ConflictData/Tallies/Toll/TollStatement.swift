/// One statement that stands, in words: a tally, as far as it answers the question.
package struct TollStatement: Sendable {
    package let tally: String
    package let party: Toll.Party
    package let event: String
    package let place: String?
    package let reportDate: String
    package let periodStart: String
    package let periodEnd: String
    package let accumulation: String
    package let phase: Int64?
    package let kind: String
    package let verification: String?
    /// What it comes to: one count with its parts, or several side by side.
    package let value: TollCount
    package let relayedBy: [String]
    package let wording: String?
    /// The article that it is from, if that is served.
    package let article: String?
    /// Whether any of it is in its party's total; what a wider statement of the party holds already is not.
    package let isInTotal: Bool
}

extension Toll {
    /// Who says something.
    package struct Party: Sendable, Hashable {
        package let id: String
        /// Nil when the record is not served.
        package let name: String?
    }
}

/// A figure with what it counts and what it is made of.
package struct TollCount: Sendable {
    /// The count's own id; nil for several counts side by side.
    package let id: String?
    package let measure: String
    package let unit: String
    package let subject: TollSubject
    package let interval: CountInterval
    /// How the figure is meant; nil for several counts side by side.
    package let qualifier: String?
    package let best: Int64?
    package let text: String?
    /// The minimum is a convention for the word, not a number that somebody gave.
    package var isMinDerived: Bool { qualifier == CountValue.Qualifier.orderOf.rawValue && interval.min != nil }
    package let parts: [TollCount]
}

/// Who or what is counted, and by whose deed: what sets a count apart from others of its measure.
package struct TollSubject: Sendable, Hashable {
    package var status: String?
    package var affiliation: String?
    package var sex: String?
    package var ageGroup: String?
    package var occupation: String?
    package var itemCategory: String?
    package var itemOutcome: String?
    package var cause: String?
    package var perpetrator: String?
    package var attribution: String?
}

extension TollSubject {
    /// Of whom is not said.
    package static let notSaid = TollSubject()
}
