import ConflictData
import Representations

/// Answers a list of records of one type: filtered, sorted, in pages.
enum ListHandler {
    static let parameters: [RouteParameter] =
        ListQuestion.parameters + [.fields, .envelope, .format] + SheetOptions.parameters

    /// The formats of a list of records.
    static func formats(of type: RecordType) -> [RepresentationFormat] {
        [.json, .ndjson, .csv] + (RecordLocations.has(type) ? [.geojson] : [])
    }

    static func answer(_ call: RouteCall, _ type: RecordType) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: type)
        let question = try ListQuestion(call, type, as: presentation.format)
        let options = try SheetOptions(call, presentation.format)
        let dataset = call.dataset
        var first = question.address(presentation, call)
        options.append(to: &first)
        if presentation.format != .json {
            let export = RowExport(
                question: question, presentation: presentation, options: options, type: type, dataset: dataset)
            return .representation(
                Plan(address: first.appending(.cursor, question.cursor), format: presentation.format) {
                    [first] () throws(APIError) in try export.rendering(first)
                })
        }
        return .representation(
            Plan(address: first.appending(.cursor, question.cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let result = dataset.find(question.query)
                let page = try APIError.translating { () throws(QueryError) in
                    try result.page(limit: question.limit, cursor: question.cursor)
                }
                let links = PageLinks(
                    first: first, cursor: question.cursor, next: page.next, previous: page.previous)
                let members =
                    presentation.isEnveloped ? try question.additions.members(of: result, rows: page.rows) : []
                return RecordRows(rows: page.rows, type: type, dataset: dataset)
                    .rendering(presentation, total: page.total, links, members: members)
            })
    }
}
