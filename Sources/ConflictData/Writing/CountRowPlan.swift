/// How rows of counts are written: the cells of a row, with what each reads, laid out once for many rows.
struct CountRowPlan: Sendable {
    /// What a row looks like.
    enum Form: Sendable, Equatable {
        /// A JSON object, its links at the end if it has them.
        case object(hasLinks: Bool)
        /// The rest of a JSON object of scalars, in which lists are joined: its members, each after a comma, and its brace.
        case properties
        case sheet(SheetDialect)
    }

    /// One value of a row; trivial, so that walking over cells counts no references.
    struct Cell: Sendable {
        enum Shape: Sendable {
            /// The address of the row, and that of the row that it is part of.
            case rowID, wholeID
            /// Text of letters, digits, dots, dashes and underscores, which needs no quotes in any form.
            case plain
            case text, list, integer, number, date, flag
            /// The same in every row, and written as part of the prefix.
            case constant
            /// Several cells that depend on one number alone, which the column holds.
            case shared(SharedCells)
        }

        /// What else has the same value wherever this one has.
        enum Group: Sendable {
            /// What says what is counted.
            case category
            /// What is read of the place of the tally.
            case place
        }

        let shape: Shape
        /// The bytes before the value: a separator, or a key.
        let prefix: Range<Int>
        /// The place of its column among the plan's.
        let column: Int
        /// Where the row of that column is found: in its own row, its tally's, or what the tally refers to.
        let isOfTally: Bool
        let link: Int?
        let group: Group?
    }

    /// Cells that follow each other and are all of the row itself, or all of its tally.
    struct Run: Sendable {
        let cells: Range<Int>
        let isOfTally: Bool
    }

    let form: Form
    /// What the cells read, the fixed ones first.
    var columns: [Column]
    /// Those of the runs in their order; behind them those that stand in shared ones.
    var cells: [Cell] = []
    private(set) var prefixes: [UInt8] = []
    var runs: [Run] = []
    var sharedText = SharedText()

    /// Places of the columns that every plan reads.
    static let parents = 0
    static let tallyIDs = 1
    static let numbers = 2
    static let wholes = 3

    /// - Parameter fields: members of the table of counts, in the order of the cells.
    init(_ form: Form, _ fields: [ServedField], of records: Records) {
        self.form = form
        columns = [
            Column(narrow: records.parents[CountRow.table]), records.columns[records.idColumn(.tally)],
            records.columns[Schema.shared.column(CountRow.table, "n")],
            Column(narrow: records.links[DerivedColumns.whole]),
        ]
        for field in fields { append(field, records) }
        layRuns(over: cells.count)
        // Cells are copied by moves of a fixed size, which read past the last of them.
        prefixes += [UInt8](repeating: 0, count: ByteBuffer.shortBytes)
    }

    /// Finds the runs of the first cells.
    mutating func layRuns(over count: Int) {
        runs = []
        for (index, cell) in cells[..<count].enumerated() {
            if let last = runs.last, last.isOfTally == cell.isOfTally {
                runs[runs.count - 1] = Run(cells: last.cells.lowerBound..<index + 1, isOfTally: cell.isOfTally)
            } else {
                runs.append(Run(cells: index..<index + 1, isOfTally: cell.isOfTally))
            }
        }
    }

    private mutating func append(_ field: ServedField, _ records: Records) {
        let prefixStart = prefixes.count
        switch form {
        case .object, .properties:
            prefixes.append(UInt8(ascii: cells.isEmpty && form != .properties ? "{" : ","))
            prefixes.append(contentsOf: "\"\(field.name)\":".utf8)
        case .sheet(let dialect):
            if !cells.isEmpty { prefixes.append(dialect.separator) }
        }
        var shape = Self.shape(of: field)
        var (column, link, isOfTally) = (0, Int?.none, false)
        if isEmpty(field, records) {
            appendNothing(shape)
            shape = .constant
        }
        switch field.source {
        case .own(let own): if !shape.isConstant { column = place(of: records.columns[own]) }
        case .via(let hops, let far):
            isOfTally = true
            if shape.isConstant { break }
            column = place(of: records.columns[far])
            for case .link(let reference) in hops { link = place(of: Column(narrow: records.links[reference])) }
        case .rowID, .wholeID, .inner: break
        }
        cells.append(
            Cell(
                shape: shape, prefix: prefixStart..<prefixes.count, column: column, isOfTally: isOfTally, link: link,
                group: Self.group(of: field)
            ))
    }

    private mutating func place(of column: Column) -> Int {
        columns.append(column)
        return columns.count - 1
    }

    /// Whether no row has a value.
    private func isEmpty(_ field: ServedField, _ records: Records) -> Bool {
        switch field.source {
        case .own(let column): return records.columns[column].isEmpty
        case .via(let hops, let column):
            let lacksLinks = hops.contains { hop in
                if case .link(let reference) = hop { records.links[reference].isEmpty } else { false }
            }
            return lacksLinks || records.columns[column].isEmpty
        case .wholeID: return columns[Self.wholes].narrow.isEmpty
        case .rowID, .inner: return false
        }
    }

    /// What stands where there is no value: nothing in a sheet, null or an empty list in JSON.
    private mutating func appendNothing(_ shape: Cell.Shape) {
        switch (form, shape) {
        case (.sheet, _): break
        case (.object, .list): prefixes.append(contentsOf: "[]".utf8)
        case (.object, _), (.properties, _): prefixes.append(contentsOf: "null".utf8)
        }
    }

    private static func shape(of field: ServedField) -> Cell.Shape {
        switch field.source {
        case .rowID: return .rowID
        case .wholeID: return .wholeID
        default: break
        }
        if field.isList { return .list }
        return switch field.kind {
        case .identifier, .reference: .plain
        case .integer: .integer
        case .number: .number
        case .date: .date
        case .flag: .flag
        default: .text
        }
    }

    private static func group(of field: ServedField) -> Cell.Group? {
        switch field.source {
        case .own(let column): CategoryExamples.columns.contains(column) ? .category : nil
        case .via(let hops, _):
            hops.contains { hop in
                if case .link(DerivedColumns.tallyPlace) = hop { true } else { false }
            } ? .place : nil
        case .rowID, .wholeID, .inner: nil
        }
    }
}

extension CountRowPlan.Cell.Shape {
    var isConstant: Bool { if case .constant = self { true } else { false } }
}

extension Column {
    /// Whether no row has a value.
    var isEmpty: Bool { narrow.isEmpty && wide.isEmpty && starts.isEmpty }
}
