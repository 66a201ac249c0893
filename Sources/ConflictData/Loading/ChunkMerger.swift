/// Puts the chunks together: one symbol table, whole columns, rows in default order.
struct ChunkMerger: @unchecked Sendable {
    // Proof for @unchecked Sendable: the chunks in it are complete, and nobody changes them while it is in use.
    private let chunks: [DecodedChunk]
    private let rowCounts: [Int]
    /// Of each chunk: the new symbol of each of its symbols.
    private var renamed: [[SymbolTable.Symbol]] = []
    private var order: RowOrder

    /// What a worker gathers at a time.
    private enum Part: Sendable {
        /// A column of a table.
        case column(Int, table: Int)
        /// Where the records of a table are written, and where they were read.
        case texts(RecordType?, table: Int)
    }

    private enum Gathered: Sendable {
        case column(Int, Column)
        case texts(table: Int, [Records.TextReference], [Records.Origin])
    }

    static func merge(_ chunks: [DecodedChunk]) -> Records {
        var records = Records()
        var merger = ChunkMerger(chunks)
        records.rowCounts = merger.rowCounts
        merger.findOrder(in: &records)
        merger.gather(into: &records)
        records.buffers = chunks.map(\.text)
        return records
    }

    private init(_ chunks: [DecodedChunk]) {
        self.chunks = chunks
        rowCounts = Schema.shared.tables.indices.map { table in chunks.reduce(0) { $0 + $1.rowCounts[table] } }
        order = RowOrder()
    }

    /// Names the symbols of all chunks and orders their rows, which have nothing to do with each other.
    private mutating func findOrder(in records: inout Records) {
        let merger = self
        let ((symbols, renamed), order) = Parallel.both {
            merger.mergedSymbols()
        } _: {
            RowOrder(of: merger.chunks, rowCounts: merger.rowCounts)
        }
        (self.renamed, self.order) = (renamed, order)
        records.symbols = symbols
        (records.firstRows, records.parents) = (order.firstRows, order.parents)
        records.writtenPlaces = order.writtenPlaces
    }

    private func mergedSymbols() -> (SymbolTable, [[SymbolTable.Symbol]]) {
        let symbols = SymbolTable(capacity: chunks.reduce(1024) { $0 + $1.symbols.count })
        Terms.intern(into: symbols)
        let renamed = chunks.map { symbols.merge($0.symbols) }
        symbols.trim()
        return (symbols, renamed)
    }

    // MARK: Columns and texts

    private func gather(into records: inout Records) {
        let schema = Schema.shared
        let texts = (RecordType.stored.map(Optional.some) + [nil]).map { type in
            Part.texts(type, table: type.map { schema.table($0) } ?? schema.card.table)
        }
        let columns = schema.tables.indices.flatMap { table in
            let layout = schema.tables[table]
            return layout.columns.indices.map { Part.column(layout.firstColumn + $0, table: table) }
        }
        records.columns = Array(repeating: Column(), count: schema.columnCount + DerivedColumns.count)
        for gathered in Parallel.map(texts + columns, with: { JoinedColumn() }, gathered) {
            switch gathered {
            case .column(let column, let values): records.columns[column] = values
            case .texts(let table, let texts, let origins):
                (records.texts[table], records.origins[table]) = (texts, origins)
            }
        }
    }

    private func gathered(_ memory: inout JoinedColumn, _ part: Part) -> Gathered {
        switch part {
        case .column(let column, let table):
            let layout = Schema.shared.tables[table]
            let kind = layout.columns[column - layout.firstColumn].field.kind
            memory.join(column, of: table, in: chunks, renamed, isSymbol: kind.holdsSymbols)
            return .column(column, memory.reordered(by: order.rows[table]))
        case .texts(let type, let table): return texts(of: type, table)
        }
    }

    private func texts(of type: RecordType?, _ table: Int) -> Gathered {
        struct Place {
            let text: Records.TextReference
            let origin: Records.Origin
        }
        var places: [Place] = []
        places.reserveCapacity(rowCounts[table])
        for (index, chunk) in chunks.enumerated() where chunk.type == type {
            for record in chunk.records {
                places.append(
                    Place(
                        text: .init(start: record.start, buffer: UInt32(index), length: UInt32(record.length)),
                        origin: .init(file: Int32(chunk.file), offset: record.origin)))
            }
        }
        // A record that broke off has a row and no text; its dataset is refused, so the order does not matter.
        guard places.count == rowCounts[table] else { return .texts(table: table, [], []) }
        let rows = order.rows[table]
        return .texts(table: table, rows.map { places[Int($0)].text }, rows.map { places[Int($0)].origin })
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
