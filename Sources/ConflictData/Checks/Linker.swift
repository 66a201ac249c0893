/// Gives every reference its row: first all ids, then all references to them.
struct Linker: Sendable {
    private let schema = Schema.shared
    private(set) var records: Records
    private(set) var findings: [RawFinding] = []

    /// Types of which a record could not be read: references to them may be sound and are not reported.
    private let incomplete: Set<RecordType?>

    init(_ records: Records, incomplete: Set<RecordType?>) {
        self.records = records
        self.incomplete = incomplete
    }

    mutating func link() {
        for type in RecordType.stored { collectIDs(type) }
        for type in RecordType.stored { collectFormerIDs(type) }
        for table in schema.tables.indices {
            for (offset, column) in schema.tables[table].columns.enumerated() {
                guard case .reference(let types) = column.field.kind else { continue }
                link(schema.tables[table].firstColumn + offset, table, column, to: types.map { schema.table($0) })
            }
        }
        checkNumbers()
    }

    // MARK: Ids

    private mutating func collectIDs(_ type: RecordType) {
        let table = schema.table(type)
        let column = records.idColumn(type)
        var rows: [SymbolTable.Symbol: UInt32] = [:]
        rows.reserveCapacity(records.rowCounts[table])
        for row in records.origins[table].indices {
            let id = records.columns[column].narrow(row)
            guard id != SymbolTable.none else { continue }
            if let owner = ownerElsewhere(of: id, type) {
                reportDuplicate(row, of: id, type, takenBy: owner)
            } else if let other = rows.updateValue(UInt32(row), forKey: id) {
                // It is the later of two in the files that is reported.
                let isFirst = isEarlier(row, than: Int(other), table)
                if !isFirst { rows[id] = other }
                reportDuplicate(isFirst ? Int(other) : row, of: id, type, takenBy: type)
            }
        }
        records.rowOfID[table] = rows
    }

    private func isEarlier(_ row: Int, than other: Int, _ table: Int) -> Bool {
        let (one, two) = (records.origins[table][row], records.origins[table][other])
        return (one.file, one.offset) < (two.file, two.offset)
    }

    private mutating func reportDuplicate(
        _ row: Int, of id: SymbolTable.Symbol, _ type: RecordType, takenBy owner: RecordType
    ) {
        report(
            .duplicateID, type, row, [.key("id")],
            "the id \"\(records.symbols.string(id))\" is taken by another \(owner)")
    }

    /// Sources and actors share one space of ids.
    private func ownerElsewhere(of id: SymbolTable.Symbol, _ type: RecordType) -> RecordType? {
        guard type == .actor, records.rowOfID[schema.table(.source)][id] != nil else { return nil }
        return .source
    }

    private mutating func collectFormerIDs(_ type: RecordType) {
        let table = schema.table(type)
        let column = schema.column(table, "former_ids")
        guard !records.columns[column].starts.isEmpty else { return }
        for row in inFileOrder(table) {
            let list = records.columns[column].list(row)
            for (place, value) in list.enumerated() {
                let id = records.columns[column].narrow[value]
                if records.rowOfID[table][id] == nil, isFreeElsewhere(id, type) {
                    records.rowOfID[table][id] = UInt32(row)
                } else {
                    report(
                        .formerIDInUse, type, row, [.key("former_ids"), .index(place)],
                        "\"\(records.symbols.string(id))\" is in use, or given as a former id before; ids are never reused"
                    )
                }
            }
        }
    }

    private func isFreeElsewhere(_ id: SymbolTable.Symbol, _ type: RecordType) -> Bool {
        switch type {
        case .actor: records.rowOfID[schema.table(.source)][id] == nil
        case .source: records.rowOfID[schema.table(.actor)][id] == nil
        default: true
        }
    }

    private func inFileOrder(_ table: Int) -> [Int] {
        let origins = records.origins[table]
        return origins.indices.sorted {
            (origins[$0].file, origins[$0].offset) < (origins[$1].file, origins[$1].offset)
        }
    }

    /// The numbers of counts and exchanges are unique in their record.
    private mutating func checkNumbers() {
        for (table, layout) in schema.tables.enumerated() {
            guard let parent = layout.parent, let column = layout.column("n") else { continue }
            for row in 1..<max(1, records.rowCounts[table]) {
                let number = records.columns[column].wide(row)
                guard number != Column.noNumber, records.parents[table][row] == records.parents[table][row - 1],
                    records.columns[column].wide(row - 1) == number
                else { continue }
                let site = Site(records).path(table: table, row: row) + [.key("n")]
                report(
                    .duplicateID, parent, Int(records.parents[table][row]), site,
                    "the number \(number) is taken; \"n\" is unique within its record")
            }
        }
    }

    // MARK: References

    private mutating func link(_ column: Int, _ table: Int, _ layout: ColumnLayout, to targets: [Int]) {
        let values = records.columns[column].narrow
        var rows = [UInt32](repeating: Records.none, count: values.count)
        var isDangling = false
        // Rows of one party or event stand together, so the last reference is often the next.
        var last = (symbol: SymbolTable.none, row: Records.none)
        for (place, symbol) in values.enumerated() where symbol != SymbolTable.none {
            if symbol != last.symbol { last = (symbol, row(of: symbol, in: targets) ?? Records.none) }
            if last.row == Records.none { isDangling = true } else { rows[place] = last.row }
        }
        records.links[column] = rows
        let isComplete = targets.allSatisfy { !incomplete.contains(schema.type(of: $0)) }
        if isDangling && isComplete { reportDangling(column, table, layout, targets) }
    }

    private func row(of symbol: SymbolTable.Symbol, in targets: [Int]) -> UInt32? {
        if let row = records.rowOfID[targets[0]][symbol] { return row }
        guard targets.count > 1 else { return nil }
        return records.rowOfID[targets[1]][symbol].map { $0 | Records.secondType }
    }

    private mutating func reportDangling(_ column: Int, _ table: Int, _ layout: ColumnLayout, _ targets: [Int]) {
        let target = targets.compactMap { schema.type(of: $0)?.rawValue }.joined(separator: " or ")
        let known = NearestIDs(records, targets)
        var hints: [SymbolTable.Symbol: String] = [:]
        for row in 0..<records.rowCounts[table] {
            let places =
                layout.field.isList
                ? records.columns[column].list(row) : row..<min(row + 1, records.columns[column].narrow.count)
            for place in places where records.links[column][place] == Records.none {
                let symbol = records.columns[column].narrow[place]
                guard symbol != SymbolTable.none else { continue }
                let id = records.symbols.string(symbol)
                var path = Site(records).path(table: table, row: row) + Site.steps(layout.path)
                if layout.field.isList { path.append(.index(place - places.lowerBound)) }
                let hint =
                    hints[symbol] ?? known.nearest(to: id).map { "did you mean \"\($0)\"?" }
                    ?? "add it, or remove the reference"
                hints[symbol] = hint
                let record = schema.tables[table].parent == nil ? row : Int(records.parents[table][row])
                report(
                    .danglingReference, schema.tables[table].parent ?? table, record, path,
                    "no \(target) has the id \"\(id)\"; \(hint)")
            }
        }
    }

    private mutating func report(
        _ rule: Rule, _ type: RecordType, _ row: Int, _ path: [JSONPathStep], _ message: String
    ) {
        report(rule, schema.table(type), row, path, message)
    }

    private mutating func report(_ rule: Rule, _ table: Int, _ row: Int, _ path: [JSONPathStep], _ message: String) {
        if let finding = Site(records).finding(rule, table: table, row: row, path: path, message) {
            findings.append(finding)
        }
    }
}

/// The ids of some tables' records, for "did you mean".
struct NearestIDs {
    private let ids: [String]

    init(_ records: Records, _ tables: [Int]) {
        ids = tables.flatMap { records.rowOfID[$0].keys.map { records.symbols.string($0) } }.sorted()
    }

    func nearest(to id: String) -> String? { NearestNames.nearest(to: id, among: ids, limit: 1).first }
}
