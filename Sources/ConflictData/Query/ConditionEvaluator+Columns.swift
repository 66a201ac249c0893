extension ConditionEvaluator {
    /// Narrows rows to those whose value in a column of their table passes.
    func keepValues(_ column: Int, _ test: ValueTest, in rows: inout Bitmap) {
        switch test {
        case .exists: keepExisting(column, in: &rows)
        case .symbols(let wanted): keepSymbols(column, wanted, in: &rows)
        case .prefix(let prefix):
            scanSymbols(column, in: &rows) { unsafe records.symbols.bytes($0).starts(with: prefix) }
        case .rows(let wanted): keepLinks(column, wanted, in: &rows)
        case .words(let intervals): keepWords(column, intervals, in: &rows)
        case .numbers(let intervals):
            scanWords(column, in: &rows) { word in
                let number = Double(bitPattern: UInt64(bitPattern: word))
                return word != Column.noNumber && intervals.contains { $0.contains(number) }
            }
        case .lasts(let ends):
            if case .bounds(let bounds) = index(of: column) {
                bounds.keep(records.columns[column].wide, in: &rows, lasting: ends)
            } else {
                scanWords(column, in: &rows) { ends.contains($0) }
            }
        }
    }

    /// What finds the values of a column at this dataset's moment; not what was made of other values.
    private func index(of column: Int) -> ColumnIndex {
        records.momentColumns.contains(column) ? .none : dataset.indexes[column]
    }

    private func keepSymbols(_ column: Int, _ wanted: [UInt32], in rows: inout Bitmap) {
        let set = NumberSet(wanted)
        if case .codes(let codes) = index(of: column) {
            codes.keep(in: &rows) { set.contains($0) }
        } else if wanted.count == 1, let only = wanted.first {
            scanSymbols(column, in: &rows) { $0 == only }
        } else {
            scanSymbols(column, in: &rows) { set.contains($0) }
        }
    }

    private func keepLinks(_ column: Int, _ wanted: [UInt32], in rows: inout Bitmap) {
        let set = NumberSet(wanted)
        switch index(of: column) {
        case .codes(let codes): codes.keep(in: &rows) { set.contains($0) }
        case .groups(let groups):
            rows.formIntersection(groups.rows(of: wanted, count: rows.count))
        case .none, .bounds:
            if wanted.count == 1, let only = wanted.first {
                scanLinks(column, in: &rows) { $0 == only }
            } else {
                scanLinks(column, in: &rows) { set.contains($0) }
            }
        }
    }

    /// Narrows rows to those that refer to a record of a set.
    func keepReferences(_ column: Int, to targets: Bitmap, in rows: inout Bitmap) {
        switch index(of: column) {
        case .codes(let codes): codes.keep(in: &rows) { Int($0) < targets.count && targets.contains(Int($0)) }
        // Marking most rows one by one is slower than asking each.
        case .groups(let groups) where groups.count(of: targets) * 2 <= rows.count:
            var found = Bitmap(count: rows.count)
            groups.insert(targets, into: &found)
            rows.formIntersection(found)
        case .groups, .none, .bounds:
            scanLinks(column, in: &rows) { Int($0) < targets.count && targets.contains(Int($0)) }
        }
    }

    private func keepWords(_ column: Int, _ intervals: WordIntervals, in rows: inout Bitmap) {
        guard let hull = intervals.hull else { return rows = Bitmap(count: rows.count) }
        let words = records.columns[column].wide
        let (least, greatest) = (hull.lowerBound, hull.upperBound)
        switch (index(of: column), intervals.intervals.count == 1) {
        case (.bounds(let bounds), true):
            bounds.keep(words, in: &rows, inside: hull, isExact: true) { $0 >= least && $0 <= greatest }
        case (.bounds(let bounds), false):
            bounds.keep(words, in: &rows, inside: hull, isExact: false) { intervals.contains($0) }
        case (_, true): scanWords(column, in: &rows) { $0 >= least && $0 <= greatest }
        case (_, false): scanWords(column, in: &rows) { intervals.contains($0) }
        }
    }

    private func keepExisting(_ column: Int, in rows: inout Bitmap) {
        let values = records.columns[column]
        switch index(of: column) {
        case .codes(let codes): return codes.keepExisting(in: &rows)
        case .bounds(let bounds): return bounds.keepExisting(values.wide, in: &rows)
        case .none, .groups: break
        }
        if column >= Schema.shared.columnCount {
            return scanLinks(column, in: &rows) { $0 != Records.none }
        }
        if !values.starts.isEmpty {
            rows.removeAll(from: values.starts.count)
            return rows.keep { !values.list($0).isEmpty }
        }
        switch FieldAccess.field(of: column).kind {
        case .integer, .number, .date: scanWords(column, in: &rows) { $0 != Column.noNumber }
        default: scanSymbols(column, in: &rows) { $0 != SymbolTable.none }
        }
    }

    // MARK: One pass over a column

    @inline(__always)
    private func scanSymbols(_ column: Int, in rows: inout Bitmap, _ passes: (UInt32) -> Bool) {
        Self.scan(records.columns[column].narrow, records.columns[column], in: &rows, passes)
    }

    /// Of a column of references.
    @inline(__always)
    private func scanLinks(_ column: Int, in rows: inout Bitmap, _ passes: (UInt32) -> Bool) {
        Self.scan(records.links[column], records.columns[column], in: &rows, passes)
    }

    /// `values` are those of a column, or the rows that they refer to: one a row, or lists with places.
    @inline(__always)
    private static func scan(
        _ values: [UInt32], _ column: Column, in rows: inout Bitmap, _ passes: (UInt32) -> Bool
    ) {
        unsafe values.withUnsafeBufferPointer { values in
            if column.starts.isEmpty {
                rows.removeAll(from: values.count)
                rows.keep { unsafe passes(values[$0]) }
            } else {
                rows.removeAll(from: column.starts.count)
                rows.keep { row in column.list(row).contains { unsafe passes(values[$0]) } }
            }
        }
    }

    @inline(__always)
    private func scanWords(_ column: Int, in rows: inout Bitmap, _ passes: (Int64) -> Bool) {
        let words = records.columns[column].wide
        rows.removeAll(from: words.count)
        unsafe words.withUnsafeBufferPointer { words in rows.keep { unsafe passes(words[$0]) } }
    }
}
