/// Sets the figures of parties for the same thing side by side.
struct DisagreementFinder {
    /// One thing, with what each party that counts it says; there are several.
    struct Comparison {
        let thing: CountCategories.Category
        let figures: [Toll.PartyFigure]
    }

    let measure: String
    /// How many more parties count something else.
    let othersAside: Int
    let words: TollReader

    /// - Parameters:
    ///   - totals: what each party's statements come to.
    ///   - comparisons: the widest thing first.
    func disagreement(_ totals: [Toll.PartyFigure], _ comparisons: [Comparison]) -> Disagreement {
        var (figures, pairs): ([Toll.PartyFigure], [Disagreement.Pair]) = ([], [])
        var ends: [Int] = []
        for comparison in comparisons {
            let own = figures.count..<figures.count + comparison.figures.count
            figures += comparison.figures
            pairs += Self.pairs(of: own, figures)
            ends.append(pairs.count)
        }
        let subjects = comparisons.indices.map { number in
            Disagreement.Subject(
                thing: comparisons[number].thing, pairs: (number == 0 ? 0 : ends[number - 1])..<ends[number])
        }
        let summary = summary(totals, subjects, pairs, figures)
        return Disagreement(summary: summary, subjects: subjects, pairs: pairs, figures: figures)
    }

    /// The largest gap first.
    private static func pairs(of places: Range<Int>, _ figures: [Toll.PartyFigure]) -> [Disagreement.Pair] {
        var pairs: [Disagreement.Pair] = []
        for place in places {
            for other in place + 1..<places.upperBound {
                if let pair = Disagreement.Pair(place, other, of: figures) { pairs.append(pair) }
            }
        }
        let order = pairs.indices.sorted {
            pairs[$0].least != pairs[$1].least ? pairs[$0].least > pairs[$1].least : $0 < $1
        }
        return order.map { pairs[$0] }
    }

    private func summary(
        _ totals: [Toll.PartyFigure], _ subjects: [Disagreement.Subject], _ pairs: [Disagreement.Pair],
        _ figures: [Toll.PartyFigure]
    ) -> String {
        let aside =
            switch othersAside {
            case 0: ""
            case 1: " One party counts something else: see skipped."
            default: " \(othersAside) parties count something else: see skipped."
            }
        guard let first = totals.first else { return "Nobody gives a figure for “\(measure)”.\(aside)" }
        guard totals.count > 1 else { return "Only \(label(first)) gives a figure for “\(measure)”.\(aside)" }
        guard !subjects.isEmpty else {
            return "No two of the \(totals.count) parties count the same, so nothing compares."
        }
        guard let place = pairs.indices.max(by: { pairs[$0].least < pairs[$1].least }) else {
            return "Where two parties count the same, their figures fit together."
        }
        let widest = pairs[place]
        guard !widest.isCompatible else {
            return "Parties give different figures, but one number could be what both mean."
        }
        let most = pairs.count { !$0.isCompatible }
        let others = most == 1 ? "" : " It is the widest of \(most) gaps."
        let subject = subjects.first { $0.pairs.contains(place) }.map { words.subject($0.thing) } ?? .notSaid
        let parties = "\(label(figures[widest.lower])) and \(label(figures[widest.higher]))"
        return "\(parties) are at least \(widest.least) apart on \(subject.label).\(others)"
    }

    private func label(_ figure: Toll.PartyFigure) -> String {
        let party = words.party(figure.party)
        return party.name ?? party.id
    }
}

extension TollSubject {
    /// Of whom, in few words.
    var label: String {
        let terms = [ageGroup, sex, occupation, status, affiliation, itemCategory, itemOutcome, cause]
            .compactMap(\.self)
        return terms.isEmpty ? "the total" : "“\(terms.joined(separator: ", "))”"
    }
}
