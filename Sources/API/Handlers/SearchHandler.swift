import ConflictData
import Representations

/// Answers a search over all texts: the best records first, with what was found in them.
enum SearchHandler {
    static let query = RouteParameter(
        "q", .text, required: true,
        "What to look for: words that must all be there, “phrases” in quotation marks, -excluded, field:word, begin*.")
    static let type = RouteParameter(
        "type", .words(Dataset.searchedTypes.map(\.rawValue)), "Only records of these types.")
    static let highlight = RouteParameter(
        "highlight", .flag(default: true), ofForm: true, "Whether rows show where in their texts the words stand.")
    /// Twenty rows with highlights are a screen or two.
    static let limit = RouteParameter(
        "limit", .integer(1...1_000, default: 20), ofForm: true, "How many rows a page has at most.")

    static let parameters: [RouteParameter] =
        [query, type, highlight, limit, .cursor, .envelope, .format] + SheetOptions.parameters

    /// A row with two highlights is about this large.
    private static let typicalRowBytes = 800

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let text = try call.parameters.required(query)
        let asked = try call.parameters.list(type)
        let limit = try call.parameters.integer(limit)
        let isHighlighted = try call.parameters.flag(highlight)
        let cursor = call.parameters.text(.cursor)
        let dataset = call.dataset
        let types = Dataset.searchedTypes.filter { asked?.contains($0.rawValue) ?? true }
        let search = try APIError.translating { () throws(QueryError) in
            try dataset.searchQuery(text, in: types)
        }

        var first = presentation.address(of: call.route.path)
        first.append(query.name, search.canonical)
        if types.count < Dataset.searchedTypes.count {
            first.append(type.name, types.map(\.rawValue).joined(separator: ","))
        }
        first.append(highlight, String(isHighlighted))
        first.append(self.limit, String(limit))
        options.append(to: &first)
        let answer = AnswerRows(
            columns: AnswerColumn.ofSearch(isHighlighted: isHighlighted), presentation: presentation,
            options: options, dataset: dataset, typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(address: first.appending(.cursor, cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try APIError.translating { () throws(QueryError) in
                    try dataset.search(search, types: types, limit: limit, cursor: cursor)
                }
                let highlighter = isHighlighted ? Highlighter(search, in: dataset) : nil
                let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
                let rows = page.hits.map { SearchRow($0, in: dataset, highlighter) }
                return answer.rendering(rows, total: page.total, links: links)
            })
    }
}
