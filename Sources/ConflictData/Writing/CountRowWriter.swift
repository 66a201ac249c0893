/// Writes rows of counts from their columns: no allocation and no string for each of them.
///
/// The rows of one tally follow each other and share most of their cells, so those are written once and copied.
/// Used by one thread at a time.
final class CountRowWriter {
    private let plan: CountRowPlan
    private let symbols: SymbolTable
    /// The cells that all rows of the tally at hand share, and where those of each run end.
    private let shared = ByteBuffer(capacity: 2_048)
    private var sharedEnds: [Int]
    private var tally = -1
    private var dateText: [UInt8] = []
    private let joined = ByteBuffer(capacity: 256)
    /// Something of all that was looked at, so that the looking is not taken for needless.
    private var seen: UInt8 = 0

    init(_ plan: CountRowPlan, _ symbols: SymbolTable) {
        (self.plan, self.symbols) = (plan, symbols)
        sharedEnds = Array(repeating: 0, count: plan.runs.count)
    }

    /// - Parameter fields: members of the table of counts, in the order of the cells.
    convenience init(_ form: CountRowPlan.Form, _ fields: [ServedField], _ records: Records) {
        self.init(CountRowPlan(form, fields, of: records), records.symbols)
    }

    /// Appends rows, each with `end` behind it, until there are none left or `limit` bytes are reached.
    /// - Parameter begin: writes what stands before a row.
    /// - Returns: whether rows are left.
    func append(
        _ rows: inout RowSequence, to out: ByteBuffer, upTo limit: Int, endingRowsWith end: StaticString,
        begin: (Int) -> Void
    ) -> Bool {
        ColumnLoan.with(plan.columns) { views in
            while out.count < limit {
                guard let row = rows.next() else { return false }
                begin(row)
                append(row, views, to: out)
                out.append(end)
            }
            return true
        }
    }

    /// Appends a page of rows, which may be from all over the columns.
    func append(_ rows: [Int], to out: ByteBuffer, separator: StaticString) {
        ColumnLoan.with(plan.columns) { views in
            if rows.count > 1 { look(at: rows, views) }
            for (index, row) in rows.enumerated() {
                if index > 0 { out.append(separator) }
                append(row, views, to: out)
            }
        }
    }

    /// Looks at what rows hold before they are written.
    ///
    /// A cell that is not in the cache keeps the writer waiting, and so does nearly each of them. Looked at column by
    /// column the cells do not depend on each other, so that many are on their way at once.
    private func look(at rows: [Int], _ views: [ColumnView]) {
        let tallies = rows.map { Int(views[CountRowPlan.parents].narrow($0)) }
        for cell in plan.cells {
            let (view, link) = (views[cell.column], cell.link.map { views[$0] })
            for row in cell.isOfTally ? tallies : rows {
                guard let place = link.map({ $0.link(row) }) ?? row else { continue }
                switch cell.shape {
                case .plain, .text: seen ^= symbols.look(at: view.narrow(place))
                case .date, .integer, .number: seen ^= UInt8(truncatingIfNeeded: view.wide(place))
                case .list: seen ^= UInt8(truncatingIfNeeded: view.list(place).lowerBound)
                case .rowID, .wholeID, .flag: break
                }
            }
        }
    }

    private func append(_ row: Int, _ views: [ColumnView], to out: ByteBuffer) {
        let parent = Int(views[CountRowPlan.parents].narrow(row))
        if parent != tally { writeShared(of: parent, views) }
        let start = out.count
        var sharedStart = 0
        for (index, run) in plan.runs.enumerated() {
            if run.isOfTally {
                unsafe out.append(shared.slice(sharedStart, sharedEnds[index] - sharedStart))
                sharedStart = sharedEnds[index]
            } else {
                for cell in run.cells { append(plan.cells[cell], row, views, to: out) }
            }
        }
        switch plan.form {
        case .object(hasLinks: true): appendLinks(row, views, to: out)
        case .object(hasLinks: false), .properties: out.append(UInt8(ascii: "}"))
        // Readers pass over empty lines.
        case .sheet: if out.count == start { out.append("\"\"") }
        }
    }

    private func writeShared(of parent: Int, _ views: [ColumnView]) {
        tally = parent
        shared.truncate(to: 0)
        for (index, run) in plan.runs.enumerated() where run.isOfTally {
            for cell in run.cells { append(plan.cells[cell], parent, views, to: shared) }
            sharedEnds[index] = shared.count
        }
    }

    private func appendLinks(_ row: Int, _ views: [ColumnView], to out: ByteBuffer) {
        out.append(",\"links\":{\"self\":\"/v1/counts/")
        appendAddress(of: row, views, to: out)
        out.append("\",\"tally\":\"/v1/tallies/")
        unsafe out.append(symbols.bytes(views[CountRowPlan.tallyIDs].narrow(tally)))
        out.append("\"}}")
    }

    /// `<tally id>.<n>`; rows of one tally only, so the whole of a part has the same id before its number.
    private func appendAddress(of row: Int, _ views: [ColumnView], to out: ByteBuffer) {
        unsafe out.append(symbols.bytes(views[CountRowPlan.tallyIDs].narrow(tally)))
        out.append(UInt8(ascii: "."))
        out.append(decimal: views[CountRowPlan.numbers].wide(row))
    }

    // MARK: Cells

    /// - Parameter row: the count's, or for cells of the tally the tally's.
    @inline(__always)
    private func append(_ cell: CountRowPlan.Cell, _ row: Int, _ views: [ColumnView], to out: ByteBuffer) {
        unsafe plan.prefixes.withUnsafeBufferPointer { prefixes in
            unsafe out.append(UnsafeBufferPointer(rebasing: prefixes[cell.prefix]))
        }
        var place = row
        if let link = cell.link {
            guard let target = views[link].link(row) else { return appendNothing(cell, to: out) }
            place = target
        }
        let view = views[cell.column]
        switch cell.shape {
        case .plain:
            let symbol = view.narrow(place)
            if symbol == SymbolTable.none { return appendNothing(cell, to: out) }
            if isSheet { return unsafe out.append(symbols.bytes(symbol)) }
            out.append(UInt8(ascii: "\""))
            unsafe out.append(symbols.bytes(symbol))
            out.append(UInt8(ascii: "\""))
        case .text:
            let symbol = view.narrow(place)
            if symbol == SymbolTable.none { return appendNothing(cell, to: out) }
            unsafe append(text: symbols.bytes(symbol), to: out)
        case .integer:
            let value = view.wide(place)
            if value == Column.noNumber { return appendNothing(cell, to: out) }
            out.append(decimal: value)
        case .rowID: appendAddressCell(of: row, views, to: out)
        case .wholeID:
            guard let whole = views[CountRowPlan.wholes].link(row) else { return appendNothing(cell, to: out) }
            appendAddressCell(of: whole, views, to: out)
        case .flag:
            let flag = view.narrow(place)
            if flag == 0 { return appendNothing(cell, to: out) }
            out.append(flag == 2 ? "true" : "false")
        case .date: append(date: view, place, cell, to: out)
        case .number:
            let value = view.wide(place)
            if value == Column.noNumber { return appendNothing(cell, to: out) }
            for byte in "\(Double(bitPattern: UInt64(bitPattern: value)))".utf8 { out.append(byte) }
        case .list: append(list: view, place, to: out)
        }
    }

    private var isSheet: Bool {
        if case .sheet = plan.form { true } else { false }
    }

    /// What stands where there is no value: nothing in a sheet, null in JSON.
    @inline(__always)
    private func appendNothing(_ cell: CountRowPlan.Cell, to out: ByteBuffer) {
        if !isSheet { out.append("null") }
    }

    @inline(__always)
    private func append(text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        switch plan.form {
        case .sheet(let dialect): unsafe out.append(cell: text, dialect)
        case .object, .properties: unsafe out.append(jsonString: text)
        }
    }

    private func appendAddressCell(of row: Int, _ views: [ColumnView], to out: ByteBuffer) {
        if !isSheet { out.append(UInt8(ascii: "\"")) }
        appendAddress(of: row, views, to: out)
        if !isSheet { out.append(UInt8(ascii: "\"")) }
    }

    private func append(date view: ColumnView, _ row: Int, _ cell: CountRowPlan.Cell, to out: ByteBuffer) {
        let bits = view.wide(row)
        if bits == PackedDate.none { return appendNothing(cell, to: out) }
        // As it is written, where that is not how we write.
        let symbol = view.narrow(row)
        if symbol != SymbolTable.none { return unsafe append(text: symbols.bytes(symbol), to: out) }
        dateText.removeAll(keepingCapacity: true)
        PackedDate(bits: bits).appendText(to: &dateText)
        if !isSheet { out.append(UInt8(ascii: "\"")) }
        out.append(dateText)
        if !isSheet { out.append(UInt8(ascii: "\"")) }
    }

    private func append(list view: ColumnView, _ row: Int, to out: ByteBuffer) {
        let values = view.list(row)
        if case .object = plan.form {
            out.append(UInt8(ascii: "["))
            for place in values {
                if place > values.lowerBound { out.append(UInt8(ascii: ",")) }
                unsafe out.append(jsonString: symbols.bytes(view.narrow(place)))
            }
            return out.append(UInt8(ascii: "]"))
        }
        guard !values.isEmpty else { return out.append(isSheet ? "" : "null") }
        joined.truncate(to: 0)
        for place in values {
            if place > values.lowerBound { joined.append(SheetDialect.listSeparator) }
            unsafe joined.append(listed: symbols.bytes(view.narrow(place)))
        }
        unsafe append(text: joined.bytes, to: out)
    }
}

extension ByteBuffer {
    /// Appends a value of a list: a `|` or `\` inside it follows a `\`.
    func append(listed text: UnsafeBufferPointer<UInt8>) {
        for index in text.indices {
            let byte = unsafe text[index]
            if byte == SheetDialect.listSeparator || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
            append(byte)
        }
    }
}
