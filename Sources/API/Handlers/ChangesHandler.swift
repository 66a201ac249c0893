import ConflictData
import Representations

/// Answers what has happened to the records, oldest first: what the data itself dates, and what reloads have changed.
enum ChangesHandler {
    static let since = RouteParameter(
        "since", .text, "Only what came later: than a time, a row's cursor or a data_version of an earlier answer.")
    static let types = RouteParameter(
        "type", .words(RecordType.stored.map(\.rawValue)), "Only changes of records of these types.")
    static let kinds = RouteParameter(
        "change", .words(RecordChange.Kind.allCases.map(\.rawValue)), "Only changes of these kinds.")

    static let parameters: [RouteParameter] = [since, types, kinds, .limit, .cursor, .envelope, .format]

    /// A row is about this large.
    private static let typicalRowBytes = 200

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let limit = try call.parameters.integer(.limit)
        let cursor = call.parameters.text(.cursor)
        let types = try call.parameters.list(types)
        let kinds = try call.parameters.list(kinds)
        let since = call.parameters.text(since)
        let (dataset, history) = (call.dataset, call.service.history)
        let query = try APIError.translating { () throws(QueryError) in
            try ChangeQuery(
                since: since, types: types?.compactMap { RecordType(rawValue: $0) },
                kinds: kinds?.compactMap { RecordChange.Kind(rawValue: $0) },
                in: history)
        }

        var first = presentation.address(of: call.route.path)
        first.append(Self.since, since)
        first.append(Self.types, types.map { Set($0).sorted().joined(separator: ",") })
        first.append(Self.kinds, kinds.map { Set($0).sorted().joined(separator: ",") })
        first.append(.limit, String(limit))
        return .representation(
            Plan(
                address: first.appending(.cursor, cursor), format: presentation.format, edition: history.edition
            ) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.changes(query, history, limit: limit, cursor: cursor)
                }
                let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
                return Envelope(
                    dataset: dataset, links: links, total: page.total, returned: page.rows.count,
                    isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: page.rows.count * typicalRowBytes) { writer in
                    writer.beginArray()
                    for row in page.rows { write(row, to: &writer) }
                    writer.endArray()
                }
            })
    }

    private static func write(_ row: ChangePage.Row, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("cursor")
        writer.string(row.cursor)
        writer.key("at")
        writer.string(row.change.atText)
        writer.key("change")
        writer.string(row.change.kind.rawValue)
        writer.key("type")
        writer.string(row.change.type.rawValue)
        writer.key("id")
        writer.string(row.change.id)
        writer.key("fields")
        writer.strings(row.change.fields)
        writer.endObject()
    }
}
