import ConflictData
import HTTP
import Representations

/// Answers the chain of statements that one tally belongs to.
enum RevisionsHandler {
    static let parameters: [RouteParameter] =
        [.recordID, .limit, .cursor, .fields, .envelope, .format] + SheetOptions.parameters

    private static let typicalRowBytes = 2_048

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let id = call.captures[0]
        let row: Int
        switch call.dataset.lookUpStatement(id) {
        case .missing(let nearest): throw RecordHandler.missing(.tally, id, nearest)
        case .moved(let id):
            let query = call.request.target.rawQuery.map { "?" + $0 } ?? ""
            return .moved(to: Address(path: path(of: id), explicitFormat: call.suffix).text + query)
        case .row(let found): row = found
        }
        return try answer(call, id, row)
    }

    private static func answer(_ call: RouteCall, _ id: String, _ row: Int) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: .tally)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format)
        let dataset = call.dataset
        var first = presentation.address(of: path(of: id))
        extent.append(to: &first)
        options.append(to: &first)
        return .representation(
            Plan(address: first.appending(.cursor, extent.cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.revisions(of: row, limit: extent.limit, cursor: extent.cursor)
                }
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                guard presentation.format == .json else {
                    return Rendering(body: rows(page.rows, dataset, presentation, options), links: links)
                }
                return Envelope(
                    dataset: dataset, links: links, total: page.total, returned: page.rows.count,
                    isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: page.rows.count * typicalRowBytes) { writer in
                    writer.array(page.rows) { writer, row in
                        writer.value { bytes in
                            dataset.appendStatement(row, selection: presentation.selection, to: &bytes)
                        }
                    }
                }
            })
    }

    /// A sheet or lines.
    private static func rows(
        _ rows: [Int], _ dataset: Dataset, _ presentation: Presentation, _ options: SheetOptions
    ) -> ResponseBody {
        func stream(_ form: RowStream.Form) -> RowStream {
            RowStream(RowSequence(rows), of: .tally, in: dataset, as: form, isHistory: true)
        }
        guard presentation.format == .csv else {
            return StreamedBody.body([], stream(.lines(presentation.selection)))
        }
        let columns = SheetColumns(of: .tally, presentation.selection, more: Dataset.membersOfHistory)
        let heading = SheetHeading(
            columns: columns.names, tags: options.hasTags ? columns.tags : nil, separator: options.dialect.separator,
            hasMark: options.hasMark)
        return StreamedBody.body(heading.bytes, stream(.sheet(columns, options.dialect)))
    }

    private static func path(of id: String) -> String { "/v1/tallies/\(id)/revisions" }
}
