/// Records of one type in a tree by their parent, numbered so that who is inside whom is told by two comparisons.
struct RecordTree: Sendable {
    /// Of each row: its parent, or `Records.none`.
    private let parents: [UInt32]
    /// Of each row: its place in a walk of the tree, and the place after all that is inside it.
    private let entries: [UInt32]
    private let exits: [UInt32]
    /// Of each row: how many records are around it.
    private let depths: [UInt16]

    /// - Parameter links: the parent of each row; there are no cycles. Rows beyond its end have none.
    init(_ links: [UInt32], count: Int) {
        let parents = (0..<count).map { $0 < links.count ? links[$0] : Records.none }
        var children: [[UInt32]] = Array(repeating: [], count: count)
        for (row, parent) in parents.enumerated() where parent != Records.none {
            children[Int(parent)].append(UInt32(row))
        }
        var entries = [UInt32](repeating: 0, count: count)
        var exits = entries
        var depths = [UInt16](repeating: 0, count: count)
        var next: UInt32 = 0
        for root in 0..<count where parents[root] == Records.none {
            // A row is met twice: when what is inside it is still to come, and when it is done.
            var open: [(row: UInt32, isDone: Bool)] = [(UInt32(root), false)]
            while let (row, isDone) = open.popLast() {
                if isDone {
                    exits[Int(row)] = next
                    continue
                }
                entries[Int(row)] = next
                next += 1
                open.append((row, true))
                for child in children[Int(row)] {
                    depths[Int(child)] = depths[Int(row)] &+ 1
                    open.append((child, false))
                }
            }
        }
        (self.parents, self.entries, self.exits, self.depths) = (parents, entries, exits, depths)
    }

    /// Where a record stands in a walk of the tree, and where what is inside it ends.
    struct Span: Sendable {
        let entry: UInt32
        let exit: UInt32

        /// Of no record at all.
        static let nowhere = Span(entry: .max, exit: .max)

        var isNowhere: Bool { entry == .max }

        /// Whether the other record is this one, or inside it at any depth.
        @inline(__always)
        func holds(_ other: Span) -> Bool { other.entry >= entry && other.entry < exit }
    }

    /// The span of a row; nowhere for `Records.none`.
    func span(of row: UInt32) -> Span {
        row == Records.none ? .nowhere : Span(entry: entries[Int(row)], exit: exits[Int(row)])
    }

    func depth(_ row: UInt32) -> Int { Int(depths[Int(row)]) }

    func parent(of row: UInt32) -> UInt32? {
        let parent = parents[Int(row)]
        return parent == Records.none ? nil : parent
    }

    /// Whether the second is the first, or inside it at any depth.
    func contains(_ row: UInt32, _ other: UInt32) -> Bool {
        let entry = entries[Int(other)]
        return entry >= entries[Int(row)] && entry < exits[Int(row)]
    }
}
