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
        "highlight", .flag(default: true), ofForm: true,
        "Whether rows show where in their texts the words stand; a whole sheet or lines have none.")
    /// Twenty rows with highlights are a screen or two.
    static let limit = RouteParameter(
        "limit", .integer(1...1_000, default: 20), ofForm: true, "How many rows a page has at most.")

    static let parameters: [RouteParameter] =
        [query, type, highlight, limit, .cursor] + SearchFacets.parameters + [.envelope, .format]
        + SheetOptions.parameters

    /// A row with two highlights is about this large.
    private static let typicalRowBytes = 800

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format, limit: limit)
        let isHighlighted = try isHighlighted(call, extent)
        let dataset = call.dataset
        let question = try question(call)
        let facets = try SearchFacets(call.parameters, question.types, presentation.format)

        var first = presentation.address(of: call.route.path)
        first.append(query.name, question.query.canonical)
        if question.types.count < Dataset.searchedTypes.count {
            first.append(type.name, question.types.map(\.rawValue).joined(separator: ","))
        }
        for (name, value) in question.filters { first.append(name, value) }
        first.append(highlight, String(isHighlighted))
        facets.append(to: &first)
        extent.append(to: &first)
        options.append(to: &first)
        let answer = AnswerRows(
            columns: AnswerColumn.ofSearch(isHighlighted: isHighlighted), presentation: presentation,
            options: options, dataset: dataset, typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(address: first.appending(.cursor, extent.cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let result = dataset.search(question)
                let page = try APIError.translating { () throws(QueryError) in
                    try result.page(limit: extent.limit, cursor: extent.cursor)
                }
                let highlighter = isHighlighted ? Highlighter(question.query, in: dataset) : nil
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                guard extent.isPaged else {
                    let rows = page.hits.lazy.map { SearchRow($0, in: dataset, nil) }
                    return Rendering(body: answer.stream(rows), links: links)
                }
                // Highlights read whole texts: not work for the loop that sends the rows.
                let rows = page.hits.map { SearchRow($0, in: dataset, highlighter) }
                guard presentation.format == .json else {
                    return Rendering(body: answer.stream(rows), links: links)
                }
                return answer.rendering(
                    rows, total: page.total, links: links,
                    members: presentation.isEnveloped ? facets.members(of: result) : [])
            })
    }

    /// Highlights are for pages: of all that is found they would read all texts once more.
    private static func isHighlighted(_ call: RouteCall, _ extent: AnswerExtent) throws(APIError) -> Bool {
        let isAsked = try call.parameters.flag(highlight)
        guard !extent.isPaged else { return isAsked }
        guard !isAsked || call.parameters.text(highlight) == nil else {
            throw APIError(
                .parameterNotApplicable,
                "All that is found comes without highlights; give a limit of up to 1000 rows, or highlight=false.",
                parameter: highlight.name, suggestions: ["limit=1000", "highlight=false"])
        }
        return false
    }

    private static func question(_ call: RouteCall) throws(APIError) -> SearchQuestion {
        let text = try call.parameters.required(query)
        let asked = try call.parameters.list(type)
        let types = Dataset.searchedTypes.filter { asked?.contains($0.rawValue) ?? true }
        return try APIError.translating { () throws(QueryError) in
            try call.dataset.searchQuestion(
                text, types: types, filters: call.parameters.filters, others: call.route.queryNames)
        }
    }
}

/// What a search is counted by, beside its rows.
struct SearchFacets: Sendable {
    private let facets: [SearchFacet]
    private let limit: Int

    static let parameters: [RouteParameter] = [.facets, .facetLimit]

    init(
        _ parameters: QueryParameters, _ types: [RecordType], _ format: RepresentationFormat
    ) throws(APIError) {
        try ListAdditions.refuse(Self.parameters, parameters, in: format)
        limit = try parameters.integer(.facetLimit)
        facets = try APIError.translating { () throws(QueryError) in
            try parameters.text(.facets).map { text throws(QueryError) in try SearchFacet.list(text, of: types) } ?? []
        }
        try ListAdditions.require(.facets, for: .facetLimit, parameters)
    }

    func append(to address: inout Address) {
        guard !facets.isEmpty else { return }
        address.append(.facets, facets.map(\.name).joined(separator: ","))
        address.append(.facetLimit, String(limit))
    }

    func members(of result: SearchResult) -> [EnvelopeMember] {
        facets.isEmpty ? [] : [.facets(result.facets(facets, limit: limit))]
    }
}
