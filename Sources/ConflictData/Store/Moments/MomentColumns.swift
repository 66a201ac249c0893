/// Columns whose values a moment can hide though their record was known: a change, a withdrawal or a correction that is
/// dated later than the moment had not been made.
///
/// A record is kept once, as it stands now; so what it said before a change is not known, only that it had not been
/// changed yet.
enum MomentColumns {
    /// A date, and the column that says what happened then, if there is one.
    private struct Dated: Sendable {
        let table: Int
        let date: Int
        let companion: Int?
    }

    private static let all: [Dated] =
        RecordType.stored.flatMap { type in
            [("updated_at", nil), ("modified_at", nil), ("retracted_at", "retraction_reason")].compactMap {
                dated(type.table, $0.0, $0.1)
            }
        } + [dated(corrections, "date", "text")].compactMap(\.self)

    private static func dated(_ table: Int, _ date: String, _ companion: String?) -> Dated? {
        let layout = Schema.shared.tables[table]
        return layout.column(date).map { Dated(table: table, date: $0, companion: companion.flatMap(layout.column)) }
    }

    /// The rows of `corrections[]` inside articles.
    static let corrections = Schema.shared.table(named: "articles.corrections")

    static let dates: [Int] = all.map(\.date)

    /// Takes out what is dated after `moment`. Gives, of each table of records, those that lost something by it.
    static func hide(after moment: Int64, in records: inout Records, _ chronology: Chronology) -> [Int: Bitmap] {
        var trimmed: [Int: Bitmap] = [:]
        for (column, turns) in zip(all, chronology.laterDates) {
            let later = turns.filter { $0.time > moment }.map { Int($0.row) }
            guard !later.isEmpty else { continue }
            let isInner = Schema.shared.tables[column.table].parent != nil
            let owner = Schema.shared.tables[column.table].parent ?? column.table
            for row in later {
                records.columns[column.date].set(wide: PackedDate.none, row: row)
                records.columns[column.date].clear(narrow: row)
                if let companion = column.companion { records.columns[companion].clear(narrow: row) }
                let record = isInner ? Int(records.parents[column.table][row]) : row
                trimmed[owner, default: Bitmap(count: records.rowCounts[owner])].insert(record)
            }
            records.momentColumns.formUnion([column.date, column.companion].compactMap(\.self))
        }
        return trimmed
    }

    /// Appends a record's JSON, without its closing brace, leaving out what `hide` took out of its columns.
    static func appendTrimmed(
        _ json: UnsafeBufferPointer<UInt8>,
        _ table: Int,
        _ row: Int,
        in records: Records,
        to bytes: inout [UInt8]
    ) {
        let layout = Schema.shared.tables[table]
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in unsafe JSONMembers(json) {
            let key = unsafe String(decoding: json[member.key], as: UTF8.self)
            let date = key == "retraction_reason" ? "retracted_at" : key
            let isDated = all.contains { $0.table == table && $0.date == layout.column(date) }
            if isDated, let column = layout.column(date), records.date(column, row) == nil { continue }
            var value = unsafe Array(json[member.value])
            if key == "corrections", table == RecordType.article.table {
                guard let left = unsafe correctionsLeft(json, member.value, row, in: records) else { continue }
                value = left
            }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            unsafe bytes.append(contentsOf: json[member.key.lowerBound - 1..<member.value.lowerBound])
            bytes.append(contentsOf: value)
        }
    }

    /// The list of those corrections that had been made; nil when there are none.
    private static func correctionsLeft(
        _ json: UnsafeBufferPointer<UInt8>,
        _ list: Range<Int>,
        _ article: Int,
        in records: Records
    ) -> [UInt8]? {
        let date = Schema.shared.column(corrections, "date")
        let rows = records.rows(of: corrections, in: article)
        var left: [UInt8] = []
        for (row, member) in unsafe zip(rows, JSONMembers(json, at: list.lowerBound)) {
            guard records.date(date, row) != nil else { continue }
            left.append(UInt8(ascii: left.isEmpty ? "[" : ","))
            unsafe left.append(contentsOf: json[member.value])
        }
        return left.isEmpty ? nil : left + [UInt8(ascii: "]")]
    }
}
