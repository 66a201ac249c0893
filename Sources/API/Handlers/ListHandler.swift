import ConflictData
import Representations

/// Answers a list of records of one type: filtered, in pages.
enum ListHandler {
    static let parameters: [RouteParameter] = [.limit, .cursor, .fields, .envelope, .format]

    /// Rows are about this large on average; the buffer grows where they are not.
    private static let typicalRowBytes = 1_024

    static func answer(_ call: RouteCall, _ type: RecordType) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: type)
        let limit = try call.parameters.integer(.limit)
        let cursor = call.parameters.text(.cursor)
        let query = try query(call, type)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        for (name, value) in query.filters { first.append(name, value) }
        first.append(.limit, String(limit))
        return .representation(
            Plan(address: first.appending(.cursor, cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.page(query, limit: limit, cursor: cursor)
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
                            dataset.appendJSON(ofRow: row, in: type, selection: presentation.selection, to: &bytes)
                        }
                    }
                    writer.endArray()
                }
            })
    }

    private static func query(_ call: RouteCall, _ type: RecordType) throws(APIError) -> RecordQuery {
        let others = call.route.queryParameters.map(\.name)
        return try APIError.translating { () throws(QueryError) in
            try call.dataset.query(type, filters: call.parameters.filters, others: others)
        }
    }
}
