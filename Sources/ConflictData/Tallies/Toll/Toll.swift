/// What is said of an event, party by party: statements side by side, and nothing added that overlaps.
package struct Toll: Sendable {
    /// What is counted, in the singular; nil when nobody counts any.
    package let unit: String?
    /// What stands: by party, the party of the newest statement first, and newest first.
    package let statements: [TollStatement]
    /// What the statements of each party come to.
    package let totals: [PartyFigure]
    /// What the policy makes of the totals; nil when nothing is merged, or there is nothing to choose from.
    package let result: Result?
    package let envelope: Envelope
    package let disagreement: Disagreement
    /// Warnings on the tallies of the statements.
    package let checks: [Finding]
    /// The tallies whose counts are in the totals, in order of the statements.
    package let used: [UsedTally]
    /// All other tallies of the event, newest first, and why they are left out.
    package let skipped: [SkippedTally]

    /// Who says something.
    package struct Party: Sendable, Hashable {
        package let id: String
        /// Nil when the record is not served.
        package let name: String?
    }

    /// What one party says of one thing.
    package struct PartyFigure: Sendable {
        package let party: Party
        package let interval: CountInterval
        /// When it was last reported.
        package let reportDate: String
        /// The tallies and counts it is made of.
        package let tallies: [String]
        package let counts: [String]
    }

    /// One figure in place of several.
    package struct Result: Sendable {
        package let interval: CountInterval
        /// Whose figures it is made of.
        package let parties: [Party]
    }

    /// From the lowest minimum to the highest maximum of the parties that count most: who counts some of those whom
    /// another party counts is not among them.
    package struct Envelope: Sendable {
        package let min: Int64?
        package let max: Int64?
        package let parties: [String]
        /// Whether all totals count the same thing; figures of part of the victims and of all of them do not compare.
        package let isComparable: Bool
    }

    /// A tally whose counts are in the totals.
    package struct UsedTally: Sendable {
        package let tally: String
        package let party: Party
        package let counts: [String]
    }

    /// A tally, or some of its counts, that the totals leave out.
    package struct SkippedTally: Sendable {
        package let tally: String
        package let party: Party
        package let event: String
        package let reportDate: String
        package let reason: SkipReason
        /// The tally that stands in its place.
        package let by: String?
        /// One sentence.
        package let detail: String
        package let wording: String?
        /// What it states; empty where that was withdrawn.
        package let counts: [TollCount]
    }
}

/// Why a tally, or some of its counts, are left out of a toll.
package enum SkipReason: String, CaseIterable, Sendable {
    /// Another tally revises it.
    case superseded
    /// It was withdrawn.
    case retracted
    case otherMeasure = "other_measure"
    case otherUnit = "other_unit"
    /// A filter leaves it out.
    case otherPopulation = "other_population"
    /// A later running total, or state at a moment, of the same series stands.
    case laterTotal = "later_total"
    /// The party states the same thing for an overlapping period.
    case samePeriod = "same_period"
    /// What the party states of a wider scope, or of more people, holds it already.
    case partOfWhole = "part_of_whole"
    /// It may count the same people as what stands.
    case overlap
    /// It counts an event that is part of this one, and those were not asked for.
    case childEvent = "child_event"
}

/// One statement that stands: a tally, as far as it answers the question.
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
    package let article: Article?
    /// A JSON array of texts.
    package let caveatsJSON: [UInt8]
    /// The statements that this one replaces, the latest first.
    package let predecessors: [Predecessor]
    /// Whether any of it is in its party's total; what a wider statement of the party holds already is not.
    package let isInTotal: Bool

    package struct Article: Sendable {
        package let id: String
        package let headline: String
    }

    /// A statement that was revised.
    package struct Predecessor: Sendable {
        package let tally: String
        package let reportDate: String
        /// The tally that revises it, and why.
        package let supersededBy: String
        package let revisionKind: String?
        package let value: TollCount?
        package let wording: String?
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
    /// What the party says of its direct parts being all of it.
    package let isExhaustive: Bool?
    package let parts: [TollCount]
    /// What is left when the parts are taken away; nil when they are all of it, or there are none. Below zero: they
    /// are more than it.
    package let unexplained: CountInterval?
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
