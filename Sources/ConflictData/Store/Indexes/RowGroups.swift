/// The rows of a table by the row they refer to: of each event its tallies, of each event its children.
///
/// Four bytes a referring row and four a row referred to.
struct RowGroups: Sendable {
    /// Where the rows of each target begin; one more entry than targets.
    private let starts: [UInt32]
    private let rows: [UInt32]

    /// - Parameters:
    ///   - links: the target of each row, or `Records.none`.
    ///   - count: how many targets there are.
    init(_ links: [UInt32], count: Int) {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for target in links where target != Records.none { starts[Int(target) + 1] += 1 }
        for target in 0..<count { starts[target + 1] += starts[target] }
        var next = starts
        var rows = [UInt32](repeating: 0, count: Int(starts[count]))
        for (row, target) in links.enumerated() where target != Records.none {
            rows[Int(next[Int(target)])] = UInt32(row)
            next[Int(target)] += 1
        }
        self.starts = starts
        self.rows = rows
    }

    /// The rows that refer to a target, in order.
    subscript(target: Int) -> ArraySlice<UInt32> {
        rows[Int(starts[target])..<Int(starts[target + 1])]
    }
}
