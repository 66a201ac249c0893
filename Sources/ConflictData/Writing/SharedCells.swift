/// Cells of a row that stand together and depend on one number alone, written once for each number: what says what is
/// counted, by the category of the count, and what is told of a place.
struct SharedCells: Sendable {
    /// The place of the first text among `SharedText.starts`.
    let firstText: Int
    /// How many numbers there are; behind their texts stands that of "none".
    let count: Int
    /// The cells themselves, for rows that have no text in common with others.
    let cells: Range<Int>
}

/// The texts of all shared cells of a plan.
struct SharedText: Sendable {
    var bytes: [UInt8] = []
    /// Where each text starts, and where the last ends; an empty text is none.
    var starts: [UInt32] = [0]
}

/// A count of each category (`CountCategories`) that stands for all others of it, since they are written alike.
struct CategoryExamples: Sendable {
    /// The columns that a category is made of.
    static let columns = Set(
        CountCategories.Attribute.allCases.map { Schema.shared.column(CountRow.table, $0.path) })

    /// Of each count: the number of its category.
    let numbers: [UInt32]
    /// Of each category; `Records.none` where an actor of it goes by several ids.
    let rows: [UInt32]

    init(_ categories: CountCategories, _ records: Records) {
        let spellings = CountCategories.Attribute.allCases.filter(\.isReference)
            .map { records.columns[Schema.shared.column(CountRow.table, $0.path)] }.filter { !$0.narrow.isEmpty }
        var rows = [UInt32](repeating: Records.none, count: categories.all.count)
        var isMixed = [Bool](repeating: false, count: categories.all.count)
        for (row, number) in categories.numbers.enumerated() {
            let example = rows[Int(number)]
            if example == Records.none {
                rows[Int(number)] = UInt32(row)
                continue
            }
            for spelling in spellings where spelling.narrow(row) != spelling.narrow(Int(example)) {
                isMixed[Int(number)] = true
            }
        }
        for number in rows.indices where isMixed[number] { rows[number] = Records.none }
        (numbers, self.rows) = (categories.numbers, rows)
    }
}

extension CountRowPlan {
    /// Of more categories or places than these the cells are read from their columns each time.
    private static let maxNumbers = 32_768

    /// The same with the texts of what rows share.
    func sharing(_ examples: CategoryExamples, _ records: Records) -> CountRowPlan {
        let writer = CountRowWriter(self, records.symbols)
        var plan = self
        var laid: [Cell] = []
        var details: [Cell] = []
        var shared: [(place: Int, first: Int, count: Int, details: Range<Int>)] = []
        for run in runs {
            for part in parts(of: run.cells) {
                let group = cells[part.lowerBound].group
                guard part.count > 1, let group, let (rows, column) = plan.numbers(of: group, part, examples, records),
                    rows.count <= Self.maxNumbers
                else {
                    laid += cells[part]
                    continue
                }
                if group == .category { plan.columns.append(Column(narrow: examples.numbers)) }
                let first = plan.sharedText.starts.count - 1
                writer.write(cells: part, of: rows, isNothingLast: group == .place, to: &plan.sharedText)
                shared.append((laid.count, first, rows.count, details.count..<details.count + part.count))
                details += cells[part]
                laid.append(
                    Cell(
                        shape: .constant, prefix: 0..<0, column: column, isOfTally: run.isOfTally, link: nil,
                        group: group))
            }
        }
        for one in shared {
            let cell = laid[one.place]
            let span = laid.count + one.details.lowerBound..<laid.count + one.details.upperBound
            laid[one.place] = Cell(
                shape: .shared(SharedCells(firstText: one.first, count: one.count, cells: span)), prefix: 0..<0,
                column: cell.column, isOfTally: cell.isOfTally, link: nil, group: cell.group)
        }
        plan.cells = laid + details
        plan.layRuns(over: laid.count)
        return plan
    }

    /// A row that stands for each number of a group, where there is one, and the column that holds the numbers; nil where
    /// no cell of the part depends on a number: each is the same in every row.
    private func numbers(
        of group: Cell.Group, _ part: Range<Int>, _ examples: CategoryExamples, _ records: Records
    ) -> (rows: [Int?], column: Int)? {
        switch group {
        case .category: (examples.rows.map { $0 == Records.none ? nil : Int($0) }, columns.count)
        case .place:
            cells[part].lazy.compactMap(\.link).first.map { link in
                ((0..<records.rowCounts[RecordType.place.table]).map { $0 }, link)
            }
        }
    }

    /// Cells that follow each other and are of one group.
    private func parts(of run: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        for index in run {
            if let last = parts.last, cells[index].group == cells[last.lowerBound].group {
                parts[parts.count - 1] = last.lowerBound..<index + 1
            } else {
                parts.append(index..<index + 1)
            }
        }
        return parts
    }
}
