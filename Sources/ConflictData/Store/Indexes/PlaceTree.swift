/// The gazetteer in the order of a walk that visits each place before those below it: all below a place stand together.
struct PlaceTree: Sendable {
    /// The places in the order of the walk.
    private let walk: [UInt32]
    /// Of each place: where it stands in the walk, and where what is below it ends.
    private let starts: [UInt32]
    private let ends: [UInt32]

    init(of records: Records) {
        let table = RecordType.place.table
        let count = records.rowCounts[table]
        let parent = Schema.shared.column(table, "parent_id")
        var firstChild = [UInt32](repeating: Records.none, count: count)
        var nextSibling = [UInt32](repeating: Records.none, count: count)
        var roots: [UInt32] = []
        // From the last, so that siblings come in order.
        for row in (0..<count).reversed() {
            if let above = records.link(parent, row) {
                nextSibling[row] = firstChild[Int(above)]
                firstChild[Int(above)] = UInt32(row)
            } else {
                roots.append(UInt32(row))
            }
        }
        var (walk, starts, ends) = (
            [UInt32](), [UInt32](repeating: 0, count: count), [UInt32](repeating: 0, count: count)
        )
        walk.reserveCapacity(count)
        var path: [UInt32] = []
        var next = roots.popLast()
        while let row = next {
            starts[Int(row)] = UInt32(walk.count)
            walk.append(row)
            path.append(row)
            var below = firstChild[Int(row)]
            while below == Records.none, let done = path.popLast() {
                ends[Int(done)] = UInt32(walk.count)
                below = nextSibling[Int(done)]
            }
            next = below == Records.none ? roots.popLast() : below
        }
        (self.walk, self.starts, self.ends) = (walk, starts, ends)
    }

    /// A place and all below it.
    func places(within place: Int) -> ArraySlice<UInt32> { walk[Int(starts[place])..<Int(ends[place])] }
}
