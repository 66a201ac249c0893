/// The rows of a table by the row they refer to: of each event its tallies, of each event its children.
///
/// Four bytes a referring row and four a row referred to.
struct RowGroups: Sendable {
    /// Where the rows of each target begin; one more entry than targets.
    private let starts: [UInt32]
    private let rows: [UInt32]
    /// How many targets are of the first type, where references may lead to two.
    private let firstTargets: Int

    /// - Parameters:
    ///   - links: the target of each row, or `Records.none`.
    ///   - count: how many targets there are.
    init(_ links: [UInt32], count: Int) { self.init(links, starts: nil, targets: [count]) }

    /// - Parameters:
    ///   - links: the target of each value, or `Records.none`.
    ///   - starts: of lists, where the values of each row begin; nil: there is one value a row.
    ///   - targets: how many records there are of each type that may be referred to.
    init(_ links: [UInt32], starts firstValues: [UInt32]?, targets: [Int]) {
        let firstTargets = targets.first ?? 0
        let count = targets.reduce(0, +)
        var starts = [UInt32](repeating: 0, count: count + 1)
        for link in links where link != Records.none { starts[Self.place(of: link, firstTargets) + 1] += 1 }
        for target in 0..<count { starts[target + 1] += starts[target] }
        var next = starts
        var rows = [UInt32](repeating: 0, count: Int(starts[count]))
        func add(_ link: UInt32, _ row: Int) {
            guard link != Records.none else { return }
            let place = Self.place(of: link, firstTargets)
            rows[Int(next[place])] = UInt32(row)
            next[place] += 1
        }
        if let firstValues {
            for row in firstValues.indices {
                let end = row + 1 < firstValues.count ? Int(firstValues[row + 1]) : links.count
                for value in Int(firstValues[row])..<end { add(links[value], row) }
            }
        } else {
            for (row, link) in links.enumerated() { add(link, row) }
        }
        (self.starts, self.rows, self.firstTargets) = (starts, rows, firstTargets)
    }

    /// Targets of the second type come after all of the first.
    private static func place(of link: UInt32, _ firstTargets: Int) -> Int {
        link & Records.secondType == 0 ? Int(link) : firstTargets + Int(link & ~Records.secondType)
    }

    /// The rows, of so many, that refer to any of some targets, as references give them.
    func rows(of links: [UInt32], count: Int) -> Bitmap {
        let groups = links.map { link in
            let place = Self.place(of: link, firstTargets)
            return rows[Int(starts[place])..<Int(starts[place + 1])]
        }
        // Those of one target stand in order.
        guard let first = groups.compactMap(\.first).min(), let last = groups.compactMap(\.last).max() else {
            return Bitmap(count: count, around: 0..<0)
        }
        var set = Bitmap(count: count, around: Int(first)..<Int(last) + 1)
        for group in groups { for row in group { set.insert(Int(row)) } }
        return set
    }

    /// How many rows refer to the targets of a set, of the first type.
    func count(of targets: Bitmap) -> Int {
        var count = 0
        targets.forEachRun { count += Int(starts[$0.upperBound] - starts[$0.lowerBound]) }
        return count
    }

    /// Adds the rows that refer to the targets of a set, of the first type.
    func insert(_ targets: Bitmap, into set: inout Bitmap) {
        targets.forEachRun { run in
            for index in Int(starts[run.lowerBound])..<Int(starts[run.upperBound]) { set.insert(Int(rows[index])) }
        }
    }

    /// The rows that refer to a target, in order.
    subscript(target: Int) -> ArraySlice<UInt32> {
        rows[Int(starts[target])..<Int(starts[target + 1])]
    }
}
