/// A filter, checked and resolved: which values of which field a record must have.
struct Predicate: Sendable {
    enum Test: Sendable {
        /// One of these symbols.
        case symbols(Set<SymbolTable.Symbol>)
        /// A reference to one of these rows.
        case rows(Set<UInt32>)
        case integers(Set<Int64>)
        /// Bit patterns, as columns keep them.
        case numbers(Set<Int64>)
        /// Inside one of these intervals of microseconds.
        case times([ClosedRange<Int64>])
    }

    let source: ServedField.Source
    let test: Test

    /// The rows of a type that pass.
    func matches(_ type: RecordType, in records: Records) -> Bitmap {
        let table = type.table
        switch source {
        case .own(let column): return rows(of: table, column, in: records)
        case .inner(let inner, let column):
            let innerRows = rows(of: inner, column, in: records)
            var matches = Bitmap(count: records.rowCounts[table])
            var row = innerRows.next(from: 0)
            while let found = row {
                matches.insert(Int(records.parents[inner][found]))
                row = innerRows.next(from: found + 1)
            }
            return matches
        case .via(let hops, let column): return rows(of: table, via: hops, column, in: records)
        case .rowID: return rowsByAddress(table, { $0 }, in: records)
        case .wholeID:
            return rowsByAddress(table, { records.link(DerivedColumns.whole, $0).map { Int($0) } }, in: records)
        }
    }

    /// The rows of a table whose value in a column passes.
    private func rows(of table: Int, _ column: Int, in records: Records) -> Bitmap {
        var matches = Bitmap(count: records.rowCounts[table])
        let values = records.columns[column]
        let isList = !values.starts.isEmpty
        func keep(_ count: Int, _ passes: (Int) -> Bool) {
            if isList {
                for row in 0..<matches.count where values.list(row).contains(where: passes) { matches.insert(row) }
            } else {
                for row in 0..<min(count, matches.count) where passes(row) { matches.insert(row) }
            }
        }
        switch test {
        case .symbols(let wanted): keep(values.narrow.count) { wanted.contains(values.narrow[$0]) }
        case .rows(let wanted):
            let links = records.links[column]
            keep(links.count) { wanted.contains(links[$0]) }
        case .integers(let wanted), .numbers(let wanted): keep(values.wide.count) { wanted.contains(values.wide[$0]) }
        case .times(let wanted):
            keep(values.wide.count) { row in
                guard values.wide[row] != PackedDate.none else { return false }
                // A coarse date of a record compares by its first instant.
                let start = PackedDate(bits: values.wide[row]).start
                return wanted.contains { $0.contains(start) }
            }
        }
        return matches
    }

    /// The rows that reach a passing row by the steps.
    private func rows(of table: Int, via hops: [ServedField.Hop], _ column: Int, in records: Records) -> Bitmap {
        let target = rows(of: FieldAccess.table(of: column), column, in: records)
        var matches = Bitmap(count: records.rowCounts[table])
        for row in 0..<matches.count {
            if let end = FieldAccess.follow(hops, from: row, in: records), target.contains(end) { matches.insert(row) }
        }
        return matches
    }

    /// The rows of which a row's address, `<record id>.<n>`, is wanted; the wanted are rows of the same table.
    private func rowsByAddress(_ table: Int, _ addressed: (Int) -> Int?, in records: Records) -> Bitmap {
        var matches = Bitmap(count: records.rowCounts[table])
        guard case .rows(let wanted) = test else { return matches }
        for row in 0..<matches.count {
            if let other = addressed(row), wanted.contains(UInt32(other)) { matches.insert(row) }
        }
        return matches
    }
}

/// Walks from a row to the row of another table that holds a served value.
enum FieldAccess {
    static func follow(_ hops: [ServedField.Hop], from row: Int, in records: Records) -> Int? {
        var row = row
        for hop in hops {
            switch hop {
            case .parent(let table): row = Int(records.parents[table][row])
            case .link(let column):
                guard let next = records.link(column, row) else { return nil }
                row = Int(next)
            }
        }
        return row
    }

    /// The table that a column belongs to.
    static func table(of column: Int) -> Int {
        if column >= Schema.shared.columnCount { return DerivedColumns.table(of: column) }
        return Schema.shared.tables.lastIndex { $0.firstColumn <= column && !$0.columns.isEmpty } ?? 0
    }
}

extension RecordType {
    /// The table that holds the type's rows.
    var table: Int {
        switch self {
        case .excerpt: ExcerptFields.table
        case .count: CountRow.table
        default: Schema.shared.table(self)
        }
    }
}
