/// The steps from rows of one table to rows of another, taken by many rows at once.
struct RowPath: Sendable {
    /// Of each step: the next row of each row, `Records.none` where there is none.
    private let steps: [[UInt32]]

    init(_ hops: [ServedField.Hop], in records: Records) {
        steps = hops.map { hop in
            switch hop {
            case .parent(let table): records.parents[table]
            case .link(let column): records.links[column]
            }
        }
    }

    /// Replaces each row by the one that the steps lead to, or by `Records.none`.
    func follow(_ rows: inout [UInt32]) {
        for step in steps {
            for index in rows.indices {
                let row = Int(rows[index])
                rows[index] = row < step.count ? step[row] : Records.none
            }
        }
    }

    /// Where the steps lead from one row.
    func end(from row: UInt32) -> UInt32 {
        var row = row
        for step in steps { row = Int(row) < step.count ? step[Int(row)] : Records.none }
        return row
    }
}

extension Bitmap {
    /// Few enough rows to stay in the nearest cache together with what is read of them.
    static let blockRows = 1024

    /// Gives the rows about `blockRows` at a time: the blocks in order or from the last to the first, the rows of a
    /// block in order.
    func forEachBlock(fromLast: Bool = false, _ body: ([UInt32]) -> Void) {
        var block: [UInt32] = []
        block.reserveCapacity(Self.blockRows + 64)
        for place in words.indices {
            let index = fromLast ? words.count - 1 - place : place
            var word = words[index]
            while word != 0 {
                block.append(UInt32((firstWord + index) * 64 + word.trailingZeroBitCount))
                word &= word - 1
            }
            if block.count >= Self.blockRows {
                body(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { body(block) }
    }
}
