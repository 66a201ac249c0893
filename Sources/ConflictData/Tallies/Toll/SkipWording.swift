/// Says in a sentence why a tally is left out.
enum SkipWording {
    /// - Parameters:
    ///   - other: the tally that stands in its place.
    ///   - counts: what it states.
    static func sentence(_ reason: SkipReason, by other: String?, _ counts: [TollCount], measure: String) -> String {
        let other = other.map { "“\($0)”" } ?? "another"
        switch reason {
        case .superseded: return "\(other) revises it."
        case .retracted: return other == "another" ? "It was withdrawn." : "\(other) withdraws it."
        case .otherMeasure: return otherMeasure(counts, measure)
        case .otherUnit: return "It counts \(list(counts.map(\.unit))); figures in different units do not add up."
        case .otherPopulation: return "What it counts does not pass the filters."
        case .laterTotal: return "\(other) is the later statement of the same running figure."
        case .samePeriod: return "\(other) counts the same in an overlapping period."
        case .partOfWhole: return "\(other) holds what it counts already."
        case .overlap: return "It may count some of those that \(other) counts."
        case .childEvent: return "It counts an event inside this one; include_children=true asks for it."
        }
    }

    /// Who speaks of dead and injured together says nothing of either alone.
    private static func otherMeasure(_ counts: [TollCount], _ measure: String) -> String {
        let measures = counts.map(\.measure)
        if measures == ["casualties"], measure == "killed" || measure == "injured" {
            return "It counts dead and injured together; how many were \(measure) is not said."
        }
        return "It counts \(list(measures)), not \(measure)."
    }

    private static func list(_ words: [String]) -> String {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }.joined(separator: " and ")
    }
}
