extension ConditionEvaluator {
    /// Narrows rows to those whose value in a column of their table passes.
    func keepValues(_ column: Int, _ test: ValueTest, in rows: inout Bitmap) {
        switch test {
        case .exists: keepExisting(column, in: &rows)
        case .symbols(let wanted):
            if wanted.count == 1, let only = wanted.first {
                keepSymbols(column, in: &rows) { $0 == only }
            } else {
                let set = NumberSet(wanted)
                keepSymbols(column, in: &rows) { set.contains($0) }
            }
        case .prefix(let prefix):
            keepSymbols(column, in: &rows) { unsafe records.symbols.bytes($0).starts(with: prefix) }
        case .rows(let wanted):
            if wanted.count == 1, let only = wanted.first {
                keepLinks(column, in: &rows) { $0 == only }
            } else {
                let set = NumberSet(wanted)
                keepLinks(column, in: &rows) { set.contains($0) }
            }
        case .words(let intervals):
            if intervals.intervals.count == 1, let only = intervals.intervals.first {
                let (least, greatest) = (only.lowerBound, only.upperBound)
                keepWords(column, in: &rows) { $0 >= least && $0 <= greatest }
            } else {
                keepWords(column, in: &rows) { intervals.contains($0) }
            }
        case .numbers(let intervals):
            keepWords(column, in: &rows) { word in
                let number = Double(bitPattern: UInt64(bitPattern: word))
                return word != Column.noNumber && intervals.contains { $0.contains(number) }
            }
        case .lasts(let ends): keepWords(column, in: &rows) { ends.contains($0) }
        }
    }

    private func keepExisting(_ column: Int, in rows: inout Bitmap) {
        if column >= Schema.shared.columnCount {
            return keepLinks(column, in: &rows) { $0 != Records.none }
        }
        let values = records.columns[column]
        if !values.starts.isEmpty {
            rows.removeAll(from: values.starts.count)
            return rows.keep { !values.list($0).isEmpty }
        }
        switch FieldAccess.field(of: column).kind {
        case .integer, .number, .date: keepWords(column, in: &rows) { $0 != Column.noNumber }
        default: keepSymbols(column, in: &rows) { $0 != SymbolTable.none }
        }
    }

    // MARK: One pass over a column

    @inline(__always)
    private func keepSymbols(_ column: Int, in rows: inout Bitmap, _ passes: (UInt32) -> Bool) {
        Self.keep(records.columns[column].narrow, records.columns[column], in: &rows, passes)
    }

    /// Of a column of references.
    @inline(__always)
    func keepLinks(_ column: Int, in rows: inout Bitmap, _ passes: (UInt32) -> Bool) {
        Self.keep(records.links[column], records.columns[column], in: &rows, passes)
    }

    /// `values` are those of a column, or the rows that they refer to: one a row, or lists with places.
    @inline(__always)
    private static func keep(
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
    private func keepWords(_ column: Int, in rows: inout Bitmap, _ passes: (Int64) -> Bool) {
        let words = records.columns[column].wide
        rows.removeAll(from: words.count)
        unsafe words.withUnsafeBufferPointer { words in rows.keep { unsafe passes(words[$0]) } }
    }
}
