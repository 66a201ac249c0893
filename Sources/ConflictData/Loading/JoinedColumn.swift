/// A column through all chunks, in the order of the files, in memory that is used for one column after the other.
struct JoinedColumn: ~Copyable {
    private var narrow = PlainRun<UInt32>()
    private var wide = PlainRun<Int64>()
    private var starts = PlainRun<UInt32>()

    /// - Parameters:
    ///   - renamed: of each chunk the new symbol of each of its symbols.
    ///   - isSymbol: whether the values are symbols; those of dates are the texts of unusual forms, so they always are.
    mutating func join(
        _ column: Int, of table: Int, in chunks: [DecodedChunk], _ renamed: [[SymbolTable.Symbol]], isSymbol: Bool
    ) {
        narrow.truncate(to: 0)
        wide.truncate(to: 0)
        starts.truncate(to: 0)
        let parts = chunks.indices.filter { chunks[$0].rowCounts[table] > 0 }
        let hasNarrow = parts.contains { !chunks[$0].columns[column].narrow.isEmpty }
        let hasWide = parts.contains { !chunks[$0].columns[column].wide.isEmpty }
        let isList = parts.contains { !chunks[$0].columns[column].starts.isEmpty }
        guard hasNarrow || hasWide else { return }
        for part in parts {
            let rows = chunks[part].rowCounts[table]
            if isList {
                let base = UInt32(narrow.count)
                for row in 0..<rows { starts.append(base + chunks[part].columns[column].start(row)) }
            }
            if hasNarrow {
                let count = isList ? chunks[part].columns[column].narrow.count : rows
                unsafe narrow.append(chunks[part].columns[column].narrow.values, filledUpTo: count, with: 0) { added in
                    guard isSymbol || hasWide else { return }
                    unsafe renamed[part].withUnsafeBufferPointer { names in
                        for index in added.indices { unsafe added[index] = names[Int(added[index])] }
                    }
                }
            }
            if hasWide {
                unsafe wide.append(
                    chunks[part].columns[column].wide.values, filledUpTo: rows, with: Column.noNumber
                ) { _ in }
            }
        }
    }

    /// It with its rows in another order: at each place the row that `order` names.
    func reordered(by order: [UInt32]) -> Column {
        var new = Column()
        guard starts.isEmpty else {
            new.starts.reserveCapacity(order.count)
            new.narrow.reserveCapacity(narrow.count)
            for row in order {
                new.starts.append(UInt32(new.narrow.count))
                let next = Int(row) + 1
                for place in Int(starts[Int(row)])..<(next < starts.count ? Int(starts[next]) : narrow.count) {
                    new.narrow.append(narrow[place])
                }
            }
            return new
        }
        if !narrow.isEmpty { unsafe new.narrow = Self.reordered(narrow.values, by: order) }
        if !wide.isEmpty { unsafe new.wide = Self.reordered(wide.values, by: order) }
        return new
    }

    private static func reordered<Value: BitwiseCopyable>(
        _ values: UnsafeBufferPointer<Value>, by order: [UInt32]
    ) -> [Value] {
        unsafe [Value](unsafeUninitializedCapacity: order.count) { new, count in
            for (place, row) in order.enumerated() { unsafe new.initializeElement(at: place, to: values[Int(row)]) }
            count = order.count
        }
    }
}
