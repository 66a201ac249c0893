/// What is said of an event, party by party: statements side by side, and nothing added that overlaps.
///
/// Rows and figures only. Words are looked up by what is written of it: `appendMembers` for JSON, `statements` for
/// sheets and pictures.
///
/// A class, since it is handed on a great deal and each copy of its parts would be counted.
package final class Toll: Sendable {
    let dataset: Dataset
    let measure: String
    /// What is counted, in the singular; nil when nobody counts any.
    package let unit: String?
    /// What stands: by party, the party of the newest statement first, and newest first.
    let tallies: [StatedTally]
    /// The statements that those replace, of each the latest first.
    let predecessors: [Predecessor]
    /// What the statements of each party come to.
    let totals: [PartyFigure]
    /// What the policy makes of the totals; nil when nothing is merged, or there is nothing to choose from.
    let result: Result?
    package let envelope: Envelope
    let disagreement: Disagreement
    /// Warnings on the tallies of the statements.
    package let checks: [Finding]
    /// The tallies whose counts are in the totals, in order of the statements.
    let used: [UsedTally]
    /// All other tallies of the event, newest first, and why they are left out.
    let skipped: [TollSkip]
    /// The tallies and counts that the others name.
    let lists: RowLists

    init(
        dataset: Dataset, measure: String, unit: String?, tallies: [StatedTally], predecessors: [Predecessor],
        totals: [PartyFigure], result: Result?, envelope: Envelope, disagreement: Disagreement, checks: [Finding],
        used: [UsedTally], skipped: [TollSkip], lists: RowLists
    ) {
        (self.dataset, self.measure, self.unit, self.tallies) = (dataset, measure, unit, tallies)
        (self.predecessors, self.totals, self.result) = (predecessors, totals, result)
        (self.envelope, self.disagreement, self.checks) = (envelope, disagreement, checks)
        (self.used, self.skipped, self.lists) = (used, skipped, lists)
    }

    /// One tally that stands, as far as it answers the question.
    struct StatedTally {
        let statement: Statement
        /// One count with its parts, or several side by side.
        let counts: RowLists.List
        /// The places of those it replaces.
        let predecessors: Range<Int>
        /// Whether any of it is in its party's total; what a wider statement of the party holds already is not.
        let isInTotal: Bool

        var tally: Int { Int(statement.tally) }
    }

    /// A statement that was revised.
    struct Predecessor {
        let tally: Int
        let reviser: Int
        let counts: RowLists.List
    }

    /// What one party says of one thing.
    struct PartyFigure {
        /// As `Party.link`.
        let party: UInt32
        let interval: CountInterval
        /// The tallies and counts it is made of.
        let tallies: RowLists.List
        let counts: RowLists.List
        /// The tally that was reported last.
        let newest: Int
    }

    /// One figure in place of several.
    struct Result {
        let interval: CountInterval
        /// Whose figures it is made of.
        let parties: [UInt32]
    }

    /// From the lowest minimum to the highest maximum of the parties that count most: who counts some of those whom
    /// another party counts is not among them.
    package struct Envelope: Sendable {
        package let min: Int64?
        package let max: Int64?
        let parties: [UInt32]
        /// Whether all totals count the same thing; figures of part of the victims and of all of them do not compare.
        package let isComparable: Bool

        package var partyCount: Int { parties.count }
    }

    /// A tally whose counts are in the totals.
    struct UsedTally {
        let statement: Statement
        let counts: RowLists.List
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
