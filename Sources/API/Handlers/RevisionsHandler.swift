import ConflictData
import HTTP
import Representations

/// Answers the chain of statements that one tally belongs to.
enum RevisionsHandler {
    static let parameters: [RouteParameter] = [.recordID, .limit, .cursor, .fields, .envelope, .format]

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
        let limit = try call.parameters.integer(.limit)
        let cursor = call.parameters.text(.cursor)
        let dataset = call.dataset
        var first = presentation.address(of: path(of: id))
        first.append(.limit, String(limit))
        return .representation(
            Plan(address: first.appending(.cursor, cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.revisions(of: row, limit: limit, cursor: cursor)
                }
                let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
                return Envelope(
                    dataset: dataset, links: links, total: page.total, returned: page.rows.count,
                    isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: page.rows.count * typicalRowBytes) { writer in
                    writer.beginArray()
                    for row in page.rows {
                        writer.value { bytes in
                            dataset.appendStatement(row, selection: presentation.selection, to: &bytes)
                        }
                    }
                    writer.endArray()
                }
            })
    }

    private static func path(of id: String) -> String { "/v1/tallies/\(id)/revisions" }
}
