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

    static let parameters: [RouteParameter] =
        [since, types, kinds, .limit, .cursor, .envelope, .format] + SheetOptions.parameters

    /// A row is about this large.
    private static let typicalRowBytes = 200

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format)
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
        extent.append(to: &first)
        options.append(to: &first)
        let answer = AnswerRows(
            columns: AnswerColumn.ofChanges, presentation: presentation, options: options, dataset: dataset,
            typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(
                address: first.appending(.cursor, extent.cursor), format: presentation.format,
                edition: history.edition
            ) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.changes(query, history, limit: extent.limit, cursor: extent.cursor)
                }
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                return answer.rendering(page.rows, total: page.total, links: links)
            })
    }
}
