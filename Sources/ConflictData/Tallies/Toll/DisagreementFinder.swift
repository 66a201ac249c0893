/// Sets the figures of parties for the same thing side by side.
struct DisagreementFinder {
    /// One thing, with the entries of each party that counts it; there are several parties.
    typealias Comparison = (thing: CountCategories.Category, parties: [[TollEntry]])

    let measure: String
    let reader: TollReader
    /// How many more parties count something else.
    let othersAside: Int

    /// - Parameters:
    ///   - totals: what each party's statements come to.
    ///   - comparisons: the widest thing first.
    ///   - figure: what of one party's entries stands, added up.
    func disagreement(
        _ totals: [Toll.PartyFigure], _ comparisons: [Comparison], figure: ([TollEntry]) -> Toll.PartyFigure
    ) -> Disagreement {
        let all = comparisons.flatMap { comparison in
            pairs(reader.subject(comparison.thing), comparison.parties.map(figure))
        }
        return Disagreement(
            summary: summary(totals, compared: comparisons.count, all), compared: comparisons.count, pairs: all)
    }

    /// The largest gap first.
    private func pairs(_ subject: TollSubject, _ figures: [Toll.PartyFigure]) -> [Disagreement.Pair] {
        var pairs: [Disagreement.Pair] = []
        for (place, figure) in figures.enumerated() {
            pairs += figures[(place + 1)...].compactMap { Disagreement.Pair(subject, figure, $0) }
        }
        let order = pairs.indices.sorted {
            pairs[$0].least != pairs[$1].least ? pairs[$0].least > pairs[$1].least : $0 < $1
        }
        return order.map { pairs[$0] }
    }

    private func summary(_ totals: [Toll.PartyFigure], compared: Int, _ pairs: [Disagreement.Pair]) -> String {
        let aside =
            switch othersAside {
            case 0: ""
            case 1: " One party counts something else: see skipped."
            default: " \(othersAside) parties count something else: see skipped."
            }
        guard let first = totals.first else { return "Nobody gives a figure for “\(measure)”.\(aside)" }
        guard totals.count > 1 else {
            return "Only \(first.party.label) gives a figure for “\(measure)”.\(aside)"
        }
        guard compared > 0 else { return "No two of the \(totals.count) parties count the same, so nothing compares." }
        guard let widest = pairs.max(by: { $0.least < $1.least }) else {
            return "Where two parties count the same, their figures fit together."
        }
        guard !widest.isCompatible else {
            return "Parties give different figures, but one number could be what both mean."
        }
        let most = pairs.count { !$0.isCompatible }
        let others = most == 1 ? "" : " It is the widest of \(most) gaps."
        return "\(widest.lower.party.label) and \(widest.higher.party.label) are at least \(widest.least) apart on "
            + "\(widest.subject.label).\(others)"
    }
}

extension Toll.Party {
    var label: String { name ?? id }
}

extension TollSubject {
    /// Of whom, in few words.
    package var label: String {
        let terms = [ageGroup, sex, occupation, status, affiliation, itemCategory, itemOutcome, cause]
            .compactMap(\.self)
        return terms.isEmpty ? "the total" : "“\(terms.joined(separator: ", "))”"
    }
}
