/// Parts and wholes among counts: a part is never added to its whole.
struct WholeCounts: Sendable {
    /// Of each count: the row of the count that it is directly inside, or `Records.none`; empty where no count is part of
    /// another.
    let links: [UInt32]

    init(_ records: Records) { links = records.links[DerivedColumns.whole] }

    /// Whether no count is part of another.
    var isEmpty: Bool { links.isEmpty }

    /// The count that a count is directly inside.
    func whole(of row: Int) -> Int? {
        guard row < links.count, links[row] != Records.none else { return nil }
        return Int(links[row])
    }

    /// The count closest around this one that is in a set; a count that is inside another of the set adds nothing to
    /// it. The wholes between them need not be in the set.
    func whole(of row: Int, among isIn: (Int) -> Bool) -> Int? {
        var next = whole(of: row)
        while let found = next {
            if isIn(found) { return found }
            next = whole(of: found)
        }
        return nil
    }
}
