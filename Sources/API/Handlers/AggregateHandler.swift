import ConflictData
import Representations

/// Answers sums of counts by group, and refuses to add what overlaps.
enum AggregateHandler {
    static let groupBy = RouteParameter(
        "group_by", .values, required: true, "One to three keys of the groups, such as attributed_to,month.")

    static let parameters: [RouteParameter] =
        [
            groupBy, .policy, .sources, .limit, .cursor, .envelope, .format,
        ] + SheetOptions.parameters + ChartOptions.parameters

    static let formats = RepresentationFormat.ofAnswers + [.svg]

    /// A row with three keys is about this large.
    private static let typicalRowBytes = 200

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format)
        let chart = try ChartOptions(call, presentation.format)
        let query = try query(call)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        first.append(groupBy, query.keys.map(\.name).joined(separator: ","))
        first.append(.policy, query.choice?.policy.rawValue)
        first.append(.sources, try call.parameters.list(.sources)?.joined(separator: ","))
        for (name, value) in query.counts.filters { first.append(name, value) }
        extent.append(to: &first)
        options.append(to: &first)
        chart.append(to: &first)
        if presentation.format == .svg { return .representation(try picture(call, query, chart, at: first)) }
        let answer = AnswerRows(
            columns: AnswerColumn.ofAggregate(query.keys), presentation: presentation, options: options,
            dataset: dataset, filters: query.counts.filters, typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(address: first.appending(.cursor, extent.cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try page(query, limit: extent.limit, cursor: extent.cursor, in: dataset)
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                return answer.rendering(page.rows, total: page.total, links: links)
            })
    }

    /// The sums as a picture. It is made of all rows, since a page may end within a stack.
    private static func picture(
        _ call: RouteCall, _ query: AggregateQuery, _ options: ChartOptions, at address: Address
    ) throws(APIError) -> Plan {
        guard call.parameters.text(.cursor) == nil else {
            throw APIError(
                .parameterNotApplicable, "A picture has no pages: leave “cursor” out, or ask for .csv.",
                parameter: RouteParameter.cursor.name)
        }
        let limit = try ChartOptions.limit(call, most: AggregateChart.mostBars)
        let dataset = call.dataset
        return .chart(at: address) { () throws(APIError) in
            let rows = try page(query, limit: Int(Int32.max), cursor: nil, in: dataset).rows
            let words = ChartWords(dataset: dataset)
            let names = query.keys.map(\.name)
            // “Killed by party” would accuse somebody.
            let keys = names.map {
                $0 == "attributed_to"
                    ? "who says it" : Vocabulary.label(of: $0.split(separator: ".").joined(separator: "_")).lowercased()
            }
            var filters = query.counts.filters
            if let choice = query.choice { filters.append(("policy", choice.policy.rawValue)) }
            return AggregateChart(
                rows, keys: names, limit: limit,
                caption: words.caption(": sums by \(keys.joined(separator: ", "))", filters: filters),
                source: ChartSource(dataset), size: options.size
            ) { words.name($1, of: $0) }.bytes
        }
    }

    private static func query(_ call: RouteCall) throws(APIError) -> AggregateQuery {
        let text = try call.parameters.required(groupBy)
        let choice = try call.policyChoice()
        let others = call.route.queryNames
        return try APIError.translating { () throws(QueryError) in
            AggregateQuery(
                counts: try call.dataset.query(.count, filters: call.parameters.filters, others: others),
                keys: try GroupKey.keys(text), choice: choice)
        }
    }

    private static func page(
        _ query: AggregateQuery, limit: Int, cursor: String?, in dataset: Dataset
    ) throws(APIError) -> AggregatePage {
        do throws(AggregateError) {
            return try dataset.aggregatePage(query, limit: limit, cursor: cursor)
        } catch {
            switch error {
            case .query(let error): throw APIError(error)
            case .overlap(let report): throw APIError(report)
            }
        }
    }
}

extension APIError {
    /// What must not be added, and what would decide.
    init(_ report: OverlapReport) {
        let pairs = report.pairs == 1 ? "A pair of tallies counts" : "\(report.pairs) pairs of tallies count"
        let count = report.isCut ? "More than \(pairs)" : pairs
        let policies = report.policies.map(\.rawValue).joined(separator: ", ")
        let rest = report.pairs - report.entries.count
        let more = rest > 0 ? " The first \(report.entries.count) are listed, and there are \(rest) more." : ""
        self.init(
            .overlappingTallies,
            "\(count) the same, so their figures cannot be added.\(more) Choose with “policy” (\(policies)), "
                + "or filter or group so that they fall apart.",
            parameter: RouteParameter.policy.name)
        overlaps = report
    }
}
