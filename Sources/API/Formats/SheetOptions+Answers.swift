import ConflictData
import HTTP
import Representations

extension SheetOptions {
    /// Rows that were worked out, as a sheet with its heading.
    func body<Row>(
        _ rows: [Row], _ columns: [AnswerColumn<Row>], filters: [(name: String, value: String)]
    ) -> ResponseBody {
        let sheet = AnswerSheet(columns, dialect)
        let heading = SheetHeading(
            columns: sheet.names, tags: hasTags ? sheet.tags(filters: filters) : nil, separator: dialect.separator,
            hasMark: hasMark)
        return .bytes(heading.bytes + sheet.bytes(of: rows))
    }
}
