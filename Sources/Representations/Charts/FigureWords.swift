package import ConflictData

/// A figure in the words of a reader: “at least 255”, “between 10 and 20”, “hundreds (100 or more)”.
package enum FigureWords {
    /// As it was stated.
    package static func text(_ count: TollCount) -> String {
        text(count.interval, qualifier: count.qualifier, text: count.text, best: count.best)
    }

    /// Without a qualifier the figure is a sum, of which only the bounds are known.
    package static func text(
        _ figure: CountInterval, qualifier: String? = nil, text: String? = nil, best: Int64? = nil
    ) -> String {
        guard let qualifier = qualifier.flatMap(CountValue.Qualifier.init) else { return bounds(figure) }
        guard let value = figure.value else {
            switch qualifier {
            case .orderOf:
                guard let text else { return bounds(figure) }
                return figure.min.map { "\(text) (\(CountPhrase.grouped($0)) or more)" } ?? "“\(text)”"
            case .between:
                guard let min = figure.min, let max = figure.max else { return bounds(figure) }
                let most = best.map { ", best \(CountPhrase.grouped($0))" } ?? ""
                return "between \(CountPhrase.grouped(min)) and \(CountPhrase.grouped(max))\(most)"
            default: return bounds(figure)
            }
        }
        let number = CountPhrase.grouped(value)
        switch qualifier {
        case .exact, .other, .between, .orderOf, .unknown: return number
        case .none: return "none"
        case .atLeast: return "at least \(number)"
        case .moreThan: return "more than \(number)"
        case .atMost: return "at most \(number)"
        case .fewerThan: return "fewer than \(number)"
        case .approximately: return "about \(number)"
        }
    }

    private static func bounds(_ figure: CountInterval) -> String {
        switch (figure.min, figure.max) {
        case (let min?, let max?):
            min == max ? CountPhrase.grouped(min) : "\(CountPhrase.grouped(min)) to \(CountPhrase.grouped(max))"
        case (let min?, nil): "\(CountPhrase.grouped(min)) or more"
        case (nil, let max?): "at most \(CountPhrase.grouped(max))"
        case (nil, nil): "no number given"
        }
    }
}

/// A date, or the time between two, in words.
enum DateWords {
    /// “29 November 2024”; the text itself where it is no date.
    static func text(_ date: String, to end: String? = nil) -> String {
        guard let first = PackedDate(date) else { return date }
        return PeriodPhrase.text(from: first, to: end.flatMap { PackedDate($0) })
    }
}

extension TollSubject {
    /// Who or what is counted, for people; nil when it is not said. `name` gives the name of an actor.
    func words(name: (String) -> String) -> String? {
        var terms: [String] = []
        if let itemCategory { terms.append(Vocabulary.label(of: itemCategory)) }
        if let status { terms.append(Self.words(ofStatus: status)) }
        for term in [itemOutcome, sex, ageGroup, occupation].compactMap(\.self) {
            let label = Vocabulary.label(of: term)
            terms.append(terms.isEmpty ? label : label.lowercased())
        }
        if let affiliation { Self.add(affiliation: name(affiliation).asName, to: &terms) }
        if let cause { terms.append("by \(Vocabulary.label(of: cause).lowercased())") }
        return terms.isEmpty ? nil : terms.joined(separator: ", ")
    }

    /// Adds whose people are counted: “Fighters (Hayat Tahrir al-Sham)”, but “Civilians in Syria”.
    static func add(affiliation name: String, to terms: inout [String]) {
        guard let last = terms.popLast() else { return terms.append(name) }
        terms.append(name.lowercased().hasPrefix(last.lowercased()) ? name : "\(last) (\(name))")
    }

    /// Those of a status are many.
    private static let statusWords = [
        "civilian": "Civilians", "other_protected": "Other protected persons", "armed_forces": "Armed forces",
        "direct_participant": "Fighters", "unknown": "Status unknown",
    ]

    /// A status as the name of a group of people.
    package static func words(ofStatus status: String) -> String {
        statusWords[status] ?? Vocabulary.label(of: status)
    }
}
