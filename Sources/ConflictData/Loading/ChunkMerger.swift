/// Puts the chunks together: one symbol table, whole columns, rows in default order.
struct ChunkMerger {
    private let chunks: [DecodedChunk]
    private let threads: Int
    private var records = Records()
    /// Of each chunk: the new symbol of each of its symbols.
    private var renamed: [[SymbolTable.Symbol]] = []
    /// Of each table: which row, counted through all chunks, stands at each place of the new order.
    private var orders: [[UInt32]] = []

    static func merge(_ chunks: [DecodedChunk], threads: Int) -> Records {
        var merger = ChunkMerger(chunks: chunks, threads: threads)
        merger.mergeSymbols()
        merger.orderRows()
        merger.gatherColumns()
        merger.gatherTexts()
        return merger.records
    }

    private init(chunks: [DecodedChunk], threads: Int) {
        self.chunks = chunks
        self.threads = threads
    }

    private mutating func mergeSymbols() {
        let symbols = SymbolTable(capacity: chunks.reduce(1024) { $0 + $1.symbols.count })
        Terms.intern(into: symbols)
        renamed = chunks.map { symbols.merge($0.symbols) }
        symbols.trim()
        records.symbols = symbols
    }

    // MARK: Order

    private mutating func orderRows() {
        for table in Schema.shared.tables.indices {
            records.rowCounts[table] = chunks.reduce(0) { $0 + $1.rowCounts[table] }
        }
        orders = Array(repeating: [], count: Schema.shared.tables.count)
        for (table, layout) in Schema.shared.tables.enumerated() {
            if let parent = layout.parent {
                orderInner(table, parent: parent)
            } else {
                orders[table] = recordOrder(table)
            }
        }
    }

    /// Newest first by the type's date, then by id; all rows of the table.
    private func recordOrder(_ table: Int) -> [UInt32] {
        let count = records.rowCounts[table]
        guard let type = RecordType(plural: Schema.shared.tables[table].name) else { return Array(0..<UInt32(count)) }
        let ids = concatenated(records.idColumn(type), table: table, isSymbol: true).narrow
        let dates = Records.orderColumn(type).map { concatenated($0, table: table, isSymbol: false).wide } ?? []
        var order = Array(0..<UInt32(count))
        let symbols = records.symbols
        func start(_ row: UInt32) -> Int64 {
            let bits = Int(row) < dates.count ? dates[Int(row)] : PackedDate.none
            return bits == PackedDate.none ? .min : PackedDate(bits: bits).start
        }
        func id(_ row: UInt32) -> SymbolTable.Symbol { Int(row) < ids.count ? ids[Int(row)] : SymbolTable.none }
        let keys = dates.isEmpty ? [] : order.map(start)
        order.sort { left, right in
            if !keys.isEmpty, keys[Int(left)] != keys[Int(right)] { return keys[Int(left)] > keys[Int(right)] }
            return symbols.isLess(id(left), id(right))
        }
        return order
    }

    /// Rows inside records stand with their records, by `n` where they have one.
    private mutating func orderInner(_ table: Int, parent: Int) {
        let (first, numbers) = (oldFirstRows(table, parent: parent), self.numbers(table))
        var order: [UInt32] = []
        order.reserveCapacity(records.rowCounts[table])
        var firstRows: [UInt32] = [0]
        firstRows.reserveCapacity(orders[parent].count + 1)
        var parents: [UInt32] = []
        parents.reserveCapacity(records.rowCounts[table])
        for (newParent, oldParent) in orders[parent].enumerated() {
            let rows = first[Int(oldParent)]..<first[Int(oldParent) + 1]
            let isSorted =
                numbers.isEmpty || !zip(rows, rows.dropFirst()).contains { numbers[Int($0)] > numbers[Int($1)] }
            let sorted = isSorted ? Array(rows) : rows.sorted { (numbers[Int($0)], $0) < (numbers[Int($1)], $1) }
            for old in sorted {
                if !isSorted { records.writtenPlaces[table][UInt32(order.count)] = Int(old - rows.lowerBound) }
                order.append(old)
                parents.append(UInt32(newParent))
            }
            firstRows.append(UInt32(order.count))
        }
        orders[table] = order
        records.firstRows[table] = firstRows
        records.parents[table] = parents
    }

    /// The first row of each record's rows, records counted through all chunks, and the end.
    private func oldFirstRows(_ table: Int, parent: Int) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: records.rowCounts[parent] + 1)
        var base = 0
        for chunk in chunks {
            let parents = unsafe chunk.parents[table].values
            for index in parents.indices { unsafe counts[base + Int(parents[index]) + 1] += 1 }
            base += chunk.rowCounts[parent]
        }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        return counts
    }

    private func numbers(_ table: Int) -> [Int64] {
        guard let column = Schema.shared.tables[table].column("n") else { return [] }
        let wide = concatenated(column, table: table, isSymbol: false).wide
        return wide + Array(repeating: Column.noNumber, count: records.rowCounts[table] - wide.count)
    }

    // MARK: Columns

    /// One column at a time on each core.
    private mutating func gatherColumns() {
        let merger = Snapshot(merger: self)
        let tables = Schema.shared.tables.indices.flatMap { table in
            Schema.shared.tables[table].columns.map { _ in table }
        }
        records.columns = Parallel.map(Array(tables.indices)) { column in
            let table = tables[column]
            let layout = Schema.shared.tables[table]
            let kind = layout.columns[column - layout.firstColumn].field.kind
            return merger.merger.concatenated(column, table: table, isSymbol: kind.holdsSymbols)
                .reordered(by: merger.merger.orders[table])
        }
        records.columns += Array(repeating: Column(), count: DerivedColumns.count)
    }

    /// A merger that several threads read at once.
    private struct Snapshot: @unchecked Sendable {
        // Proof for @unchecked Sendable: the chunks in it are complete, and nobody changes them while it is in use.
        let merger: ChunkMerger
    }

    /// A column through all chunks, in the order of the files.
    private func concatenated(_ column: Int, table: Int, isSymbol: Bool) -> Column {
        var whole = Column()
        let hasNarrow = chunks.contains { !$0.columns[column].narrow.isEmpty }
        let hasWide = chunks.contains { !$0.columns[column].wide.isEmpty }
        let isList = chunks.contains { !$0.columns[column].starts.isEmpty }
        guard hasNarrow || hasWide else { return whole }
        let total = records.rowCounts[table]
        let parts = chunks.indices.filter { chunks[$0].rowCounts[table] > 0 }
        let sizes = parts.map { isList ? chunks[$0].columns[column].narrow.count : chunks[$0].rowCounts[table] }
        if isList {
            whole.starts.reserveCapacity(total)
            var base: UInt32 = 0
            for (chunk, size) in zip(parts, sizes) {
                for row in 0..<chunks[chunk].rowCounts[table] {
                    whole.starts.append(base + chunks[chunk].columns[column].start(row))
                }
                base += UInt32(size)
            }
        }
        if hasNarrow {
            // A date's narrow values are the texts of unusual forms, symbols like any other.
            let isRenamed = isSymbol || hasWide
            unsafe whole.narrow = Self.joined(sizes, filledWith: 0) { part, place in
                let chunk = parts[part]
                unsafe chunks[chunk].columns[column].narrow.copy(to: place)
                guard isRenamed else { return }
                unsafe renamed[chunk].withUnsafeBufferPointer { names in
                    for index in 0..<chunks[chunk].columns[column].narrow.count {
                        unsafe place[index] = names[Int(place[index])]
                    }
                }
            }
        }
        if hasWide {
            unsafe whole.wide = Self.joined(sizes, filledWith: Column.noNumber) { part, place in
                unsafe chunks[parts[part]].columns[column].wide.copy(to: place)
            }
        }
        return whole
    }

    /// Parts of those sizes one after the other; `fill` puts what there is of a part at its place.
    private static func joined<Value: BitwiseCopyable>(
        _ sizes: [Int], filledWith none: Value, _ fill: (Int, UnsafeMutablePointer<Value>) -> Void
    ) -> [Value] {
        let total = sizes.reduce(0, +)
        return unsafe [Value](unsafeUninitializedCapacity: total) { values, count in
            unsafe values.initialize(repeating: none)
            count = total
            guard var place = values.baseAddress else { return }
            for (part, size) in sizes.enumerated() {
                unsafe fill(part, place)
                unsafe place += size
            }
        }
    }

    private mutating func gatherTexts() {
        records.buffers = chunks.map(\.text)
        for type in RecordType.stored.map(Optional.some) + [nil] {
            let table = type.map { Schema.shared.table($0) } ?? Schema.shared.card.table
            var texts: [Records.TextReference] = []
            var origins: [Records.Origin] = []
            for (index, chunk) in chunks.enumerated() where chunk.type == type {
                for record in chunk.records {
                    texts.append(.init(start: record.start, buffer: UInt32(index), length: UInt32(record.length)))
                    origins.append(.init(file: Int32(chunk.file), offset: record.origin))
                }
            }
            // A record that broke off has a row and no text; its dataset is refused, so the order does not matter.
            guard texts.count == records.rowCounts[table] else { continue }
            records.texts[table] = orders[table].map { texts[Int($0)] }
            records.origins[table] = orders[table].map { origins[Int($0)] }
        }
    }
}

extension Field.Kind {
    /// Whether its values are symbols.
    var holdsSymbols: Bool {
        switch self {
        case .identifier, .reference, .vocabulary, .code, .string, .map: true
        case .text, .date, .integer, .number, .flag, .object, .rows, .figure: false
        }
    }
}

extension Column {
    /// The same rows in another order: at each place the row that `order` names.
    func reordered(by order: [UInt32]) -> Column {
        var new = Column()
        guard starts.isEmpty else {
            new.starts.reserveCapacity(order.count + 1)
            new.narrow.reserveCapacity(narrow.count)
            for row in order {
                new.starts.append(UInt32(new.narrow.count))
                for place in list(Int(row)) { new.narrow.append(narrow[place]) }
            }
            return new
        }
        if !narrow.isEmpty { new.narrow = Self.reordered(narrow, by: order) }
        if !wide.isEmpty { new.wide = Self.reordered(wide, by: order) }
        return new
    }
    private static func reordered<Value: BitwiseCopyable>(_ values: [Value], by order: [UInt32]) -> [Value] {
        unsafe values.withUnsafeBufferPointer { values in
            unsafe [Value](unsafeUninitializedCapacity: order.count) { new, count in
                for (place, row) in order.enumerated() { unsafe new.initializeElement(at: place, to: values[Int(row)]) }
                count = order.count
            }
        }
    }
}
