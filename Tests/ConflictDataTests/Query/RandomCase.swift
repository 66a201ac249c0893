import Testing

@testable import ConflictData

/// One type of records in one of the random datasets.
struct RandomCase: Sendable, CustomTestStringConvertible {
    let type: RecordType
    let seed: UInt64
    var testDescription: String { "\(type.plural) \(seed)" }

    /// Each type in each of these datasets.
    static func each(seeds: ClosedRange<UInt64>) -> [RandomCase] {
        RecordType.allCases.flatMap { type in seeds.map { RandomCase(type: type, seed: $0) } }
    }
}
