/// When the periods of all tallies begin and end, as places in the list of all such instants.
///
/// Places compare as their instants do and take half of the memory, and what depends on an instant alone, such as its
/// month, is worked out once for all tallies that have it.
struct StatementPeriods: Sendable {
    /// In ascending order, each once; microseconds since 1970.
    let instants: [Int64]
    /// Of each tally: the place of its first instant, and of its last.
    let starts: [UInt32]
    let ends: [UInt32]

    init(_ statements: [Statement]) {
        var numbers: [Int64: UInt32] = [:]
        var distinct: [Int64] = []
        func number(of instant: Int64) -> UInt32 {
            if let number = numbers[instant] { return number }
            numbers[instant] = UInt32(distinct.count)
            distinct.append(instant)
            return UInt32(distinct.count - 1)
        }
        let starts = statements.map { number(of: $0.start) }
        let ends = statements.map { number(of: $0.end) }
        let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
        var places = [UInt32](repeating: 0, count: distinct.count)
        for (place, number) in order.enumerated() { places[number] = UInt32(place) }
        instants = order.map { distinct[$0] }
        self.starts = starts.map { places[Int($0)] }
        self.ends = ends.map { places[Int($0)] }
    }
}
