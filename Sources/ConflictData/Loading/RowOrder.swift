/// In which order the rows of all chunks stand, table by table.
///
/// Rows are numbered through all chunks, in the order of the files; these numbers are the old ones.
struct RowOrder: Sendable {
    /// Of each table: which old row stands at each place.
    private(set) var rows: [[UInt32]]
    /// As in `Records`.
    private(set) var firstRows: [[UInt32]]
    private(set) var parents: [[UInt32]]
    private(set) var writtenPlaces: [[UInt32: Int]]

    init() {
        let count = Schema.shared.tables.count
        (rows, firstRows) = (Array(repeating: [], count: count), Array(repeating: [], count: count))
        (parents, writtenPlaces) = (Array(repeating: [], count: count), Array(repeating: [:], count: count))
    }

    init(of chunks: [DecodedChunk], rowCounts: [Int]) {
        self.init()
        for (table, layout) in Schema.shared.tables.enumerated() {
            if let parent = layout.parent {
                orderInner(table, parent: parent, chunks, rowCounts)
            } else {
                rows[table] = Self.records(table, chunks, count: rowCounts[table])
            }
        }
    }

    // MARK: Records

    /// What a record is ordered by. Its id is a symbol of its chunk, so that no common table has to be made before.
    private struct Key: BitwiseCopyable {
        let start: Int64
        let row: UInt32
        let chunk: UInt32
        let id: SymbolTable.Symbol
    }

    /// Newest first by the type's date, then by id.
    private static func records(_ table: Int, _ chunks: [DecodedChunk], count: Int) -> [UInt32] {
        guard let type = RecordType(plural: Schema.shared.tables[table].name) else { return Array(0..<UInt32(count)) }
        let (ids, dates) = (Schema.shared.tables[table].firstColumn, Records.orderColumn(type))
        var keys: [Key] = []
        keys.reserveCapacity(count)
        for (number, chunk) in chunks.enumerated() {
            for row in 0..<chunk.rowCounts[table] {
                let bits = dates.map { chunk.columns[$0].wide(row) } ?? PackedDate.none
                let start = bits == PackedDate.none ? .min : PackedDate(bits: bits).start
                keys.append(
                    Key(
                        start: start, row: UInt32(keys.count), chunk: UInt32(number),
                        id: chunk.columns[ids].narrow(row)))
            }
        }
        // The chunks keep them; a way through the chunk would count references to it for each comparison.
        let symbols = unsafe chunks.map { unsafe Unmanaged.passUnretained($0.symbols) }
        keys.sort { one, other in
            if one.start != other.start { return one.start > other.start }
            return unsafe symbols[Int(one.chunk)]._withUnsafeGuaranteedRef { left in
                unsafe symbols[Int(other.chunk)]._withUnsafeGuaranteedRef { right in
                    unsafe SymbolTable.isLess(left.bytes(one.id), right.bytes(other.id))
                }
            }
        }
        return keys.map(\.row)
    }

    // MARK: Rows inside records

    /// They stand with their records, by `n` where they have one.
    private mutating func orderInner(_ table: Int, parent: Int, _ chunks: [DecodedChunk], _ rowCounts: [Int]) {
        let first = Self.firstRows(of: table, parent: parent, chunks, records: rowCounts[parent])
        let unsorted = Self.unsorted(table, parent: parent, chunks)
        let (records, count) = (rows[parent], rowCounts[table])
        var firstRows: [UInt32] = [0]
        firstRows.reserveCapacity(records.count + 1)
        var end: UInt32 = 0
        for record in records {
            end += first[Int(record) + 1] - first[Int(record)]
            firstRows.append(end)
        }
        var order: [UInt32] = []
        var parents: [UInt32] = []
        order.reserveCapacity(count)
        parents.reserveCapacity(count)
        for (place, record) in records.enumerated() {
            let old = first[Int(record)]..<first[Int(record) + 1]
            if !unsorted.isEmpty, let sorted = unsorted[record] {
                for offset in sorted {
                    writtenPlaces[table][UInt32(order.count)] = offset
                    order.append(old.lowerBound + UInt32(offset))
                }
            } else {
                order.append(contentsOf: old)
            }
            parents.append(contentsOf: repeatElement(UInt32(place), count: old.count))
        }
        (rows[table], self.parents[table], self.firstRows[table]) = (order, parents, firstRows)
    }

    /// The first old row of each record's rows, and the end.
    private static func firstRows(of table: Int, parent: Int, _ chunks: [DecodedChunk], records: Int) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: records + 1)
        var base = 0
        for chunk in chunks {
            let parents = unsafe chunk.parents[table].values
            for index in parents.indices { unsafe counts[base + Int(parents[index]) + 1] += 1 }
            base += chunk.rowCounts[parent]
        }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        return counts
    }

    /// Of each record whose rows do not stand by their numbers: in which order they do.
    private static func unsorted(_ table: Int, parent: Int, _ chunks: [DecodedChunk]) -> [UInt32: [Int]] {
        guard let column = Schema.shared.tables[table].column("n") else { return [:] }
        var unsorted: [UInt32: [Int]] = [:]
        var base = 0
        for chunk in chunks {
            let parents = unsafe chunk.parents[table].values
            var start = 0
            while start < parents.count {
                var (end, isSorted) = (start + 1, true)
                while end < parents.count, unsafe parents[end] == parents[start] {
                    if chunk.columns[column].wide(end) < chunk.columns[column].wide(end - 1) { isSorted = false }
                    end += 1
                }
                if !isSorted {
                    let record = unsafe UInt32(base + Int(parents[start]))
                    unsorted[record] = (0..<end - start).sorted {
                        (chunk.columns[column].wide(start + $0), $0) < (chunk.columns[column].wide(start + $1), $1)
                    }
                }
                start = end
            }
            base += chunk.rowCounts[parent]
        }
        return unsorted
    }
}
