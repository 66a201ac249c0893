import ConflictData
import HTTP
import Representations

/// Answers a list of records of one type: filtered, sorted, in pages.
enum ListHandler {
    static let parameters: [RouteParameter] =
        ListQuestion.parameters + [.fields, .envelope, .format] + SheetOptions.parameters

    /// Parameters of lists of a type: counts alone are pictures.
    static func parameters(of type: RecordType) -> [RouteParameter] {
        parameters + (type == .count ? ChartOptions.parameters : [])
    }

    /// The formats of a list of records.
    static func formats(of type: RecordType) -> [RepresentationFormat] {
        [.json, .ndjson, .csv] + (RecordLocations.has(type) ? [.geojson] : []) + RepresentationFormat.feeds
            + (type == .count ? [.svg] : [])
    }

    static func answer(_ call: RouteCall, _ type: RecordType) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: type)
        let question = try ListQuestion(call, type, as: presentation.format)
        let options = try SheetOptions(call, presentation.format)
        let dataset = call.dataset
        var first = question.address(presentation, call)
        options.append(to: &first)
        if type == .count { try ChartOptions(call, presentation.format).append(to: &first) }
        if presentation.format == .svg { return .representation(try chart(question, presentation, call, first)) }
        if RepresentationFormat.feeds.contains(presentation.format) {
            return try feed(question, presentation, type, call, first)
        }
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
                let highlighter =
                    question.isHighlighted ? question.query.search.map { Highlighter($0, in: dataset) } : nil
                return RecordRows(rows: page.rows, type: type, dataset: dataset, highlighter: highlighter)
                    .rendering(presentation, total: page.total, links, members: members)
            })
    }

    private static func chart(
        _ question: ListQuestion, _ presentation: Presentation, _ call: RouteCall, _ first: Address
    ) throws(APIError) -> Plan {
        guard presentation.selection == nil else {
            throw APIError(
                .parameterNotApplicable, "What a picture shows of a count is given; leave “fields” out.",
                parameter: RouteParameter.fields.name)
        }
        _ = try ChartOptions.limit(call, most: CountChart.mostRows)
        let options = try ChartOptions(call, presentation.format)
        let dataset = call.dataset
        return Plan(address: first.appending(.cursor, question.cursor), format: presentation.format) {
            () throws(APIError) in
            let page = try APIError.translating { () throws(QueryError) in
                try dataset.find(question.query).page(limit: question.limit, cursor: question.cursor)
            }
            let words = ChartWords(dataset: dataset)
            let chart = CountChart(
                dataset.countStatements(page.rows), total: page.total,
                caption: words.caption(", as stated", filters: question.query.filters),
                source: ChartSource(dataset), size: options.size
            ) { words.name(ofRecord: $0, in: .actor) }
            return Rendering(
                body: .bytes(chart.bytes),
                links: PageLinks(first: first, cursor: question.cursor, next: page.next, previous: page.previous))
        }
    }

    private static func feed(
        _ question: ListQuestion, _ presentation: Presentation, _ type: RecordType, _ call: RouteCall,
        _ first: Address
    ) throws(APIError) -> Outcome {
        guard presentation.selection == nil else {
            throw APIError(
                .parameterNotApplicable, "The members of a feed's entries are given; leave “fields” out.",
                parameter: RouteParameter.fields.name)
        }
        let list = Presentation(
            format: .json, isFormatNamed: false, selection: nil, isEnveloped: true, asOf: presentation.asOf)
        let page = FeedPage(
            question: question, presentation: presentation, type: type, dataset: call.dataset, server: call.server,
            listPath: question.address(list, call).text)
        var plan = Plan(address: first.appending(.cursor, question.cursor), format: presentation.format) {
            () throws(APIError) in try page.rendering(first)
        }
        plan.edition = call.server.text
        plan.isForEveryHost = call.server.isSet
        return .representation(plan)
    }
}
