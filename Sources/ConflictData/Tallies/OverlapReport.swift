/// The refusal to add what overlaps: which tallies, why, and what would decide.
package struct OverlapReport: Error, Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// Ids of two tallies.
        package let tallies: [String]
        /// A sentence on why they must not be added.
        package let reason: String
    }

    package let entries: [Entry]
    /// How many pairs of tallies overlap, or a lower bound of it.
    package let pairs: Int
    /// Whether the search ended before all pairs were found.
    package let isCut: Bool
    /// The policies that would resolve all of it.
    package let policies: [Policy]
}

/// Gathers the pairs of tallies that overlap.
struct OverlapCollector: Sendable {
    /// Each pair by the rows of its tallies, the lesser first, with one of the reasons.
    private(set) var pairs: [UInt64: Overlap] = [:]
    private(set) var isCut = false

    /// Beyond this nobody reads on, and the search ends.
    static let mostPairs = 10_000
    /// As many as an answer shows.
    static let mostShown = 20

    var isEmpty: Bool { pairs.isEmpty }

    /// Takes in two tallies, given by their rows.
    mutating func add(_ a: UInt32, _ b: UInt32, _ overlap: Overlap) {
        let isInOrder = a < b
        let key = isInOrder ? Self.key(a, b) : Self.key(b, a)
        guard pairs[key] == nil else { return }
        guard pairs.count < Self.mostPairs else {
            isCut = true
            return
        }
        pairs[key] = isInOrder ? overlap : overlap.reversed
    }

    mutating func merge(_ other: OverlapCollector) {
        for (key, overlap) in other.pairs where pairs[key] == nil { pairs[key] = overlap }
        isCut = isCut || other.isCut
    }

    private static func key(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(a) << 32 | UInt64(b) }

    /// - Parameters:
    ///   - isByParty: whether parties are kept apart by the grouping already.
    ///   - tried: the policy that was asked for and did not resolve it.
    func report(_ dataset: Dataset, _ reader: StatementReader, tried: Policy?) -> OverlapReport {
        let shown = pairs.keys.sorted().prefix(Self.mostShown)
        let entries = shown.map { key in
            let (a, b) = (reader.statement(Int(key >> 32)), reader.statement(Int(key & 0xFFFF_FFFF)))
            return OverlapReport.Entry(
                tallies: [a, b].map { dataset.records.id(.tally, Int($0.tally)) },
                reason: OverlapWording(dataset).reason(a, b, pairs[key] ?? .repeated))
        }
        let isAmongParties = pairs.values.contains { if case .parties = $0 { true } else { false } }
        let policies = Policy.allCases.filter { policy in
            if policy == tried { return policy == .preferred }
            return policy != .bySource || !isAmongParties
        }
        return OverlapReport(entries: entries, pairs: pairs.count, isCut: isCut, policies: policies)
    }
}

extension Overlap {
    /// The same with the two statements in the other order.
    var reversed: Overlap {
        switch self {
        case .parties(let relation): .parties(relation.reversed)
        case .nested(let relation): .nested(relation.reversed)
        case .accumulations, .repeated: self
        }
    }
}

extension ScopeRelation {
    var reversed: ScopeRelation {
        switch self {
        case .same: .same
        case .around: .inside
        case .inside: .around
        }
    }
}

/// Says why two statements must not be added.
struct OverlapWording {
    private let dataset: Dataset

    init(_ dataset: Dataset) { self.dataset = dataset }

    func reason(_ a: Statement, _ b: Statement, _ overlap: Overlap) -> String {
        switch overlap {
        case .parties(let relation):
            "\(party(a)) and \(party(b)) both count \(scopes(a, b, relation)), in overlapping periods"
        case .nested(let relation):
            "\(party(a)) counts \(scopes(a, b, relation)), in overlapping periods"
        case .accumulations:
            "\(party(a)) counts \(scope(a)) both \(accumulation(a)) and \(accumulation(b))"
        case .repeated:
            "\(party(a)) counts \(scope(a)) twice in overlapping periods"
        }
    }

    private func party(_ statement: Statement) -> String { dataset.id(of: Party(link: statement.party)) }

    private func scopes(_ a: Statement, _ b: Statement, _ relation: ScopeRelation) -> String {
        switch relation {
        case .same: scope(a.event == Records.none ? b : a)
        case .around: "\(scope(b)) and \(scope(a)) around it"
        case .inside: "\(scope(a)) and \(scope(b)) around it"
        }
    }

    private func scope(_ statement: Statement) -> String {
        if statement.event != Records.none { return "the event \(dataset.records.id(.event, Int(statement.event)))" }
        if statement.place != Records.none { return "the place \(dataset.records.id(.place, Int(statement.place)))" }
        return "everything"
    }

    private func accumulation(_ statement: Statement) -> String {
        switch statement.accumulation {
        case Statement.cumulative: "as a running total"
        case Statement.pointInTime: "as a state at a moment"
        default: "by what is new in a period"
        }
    }
}
