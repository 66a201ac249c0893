import ConflictData
import Representations

/// Answers sums of counts by group, and refuses to add what overlaps.
enum AggregateHandler {
    static let groupBy = RouteParameter(
        "group_by", .values, required: true, "One to three keys of the groups, such as attributed_to,month.")

    static let parameters: [RouteParameter] =
        [
            groupBy, .policy, .sources, .limit, .cursor, .envelope, .format,
        ] + SheetOptions.parameters

    static let formats = RepresentationFormat.ofAnswers

    /// A row with three keys is about this large.
    private static let typicalRowBytes = 200

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format)
        let query = try query(call)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        first.append(groupBy, query.keys.map(\.name).joined(separator: ","))
        first.append(.policy, query.choice?.policy.rawValue)
        first.append(.sources, try call.parameters.list(.sources)?.joined(separator: ","))
        for (name, value) in query.counts.filters { first.append(name, value) }
        extent.append(to: &first)
        options.append(to: &first)
        let answer = AnswerRows(
            columns: AnswerColumn.ofAggregate(query.keys), presentation: presentation, options: options,
            dataset: dataset, filters: query.counts.filters, typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(address: first.appending(.cursor, extent.cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try page(query, extent, in: dataset)
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                return answer.rendering(page.rows, total: page.total, links: links)
            })
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
        _ query: AggregateQuery, _ extent: AnswerExtent, in dataset: Dataset
    ) throws(APIError) -> AggregatePage {
        do throws(AggregateError) {
            return try dataset.aggregatePage(query, limit: extent.limit, cursor: extent.cursor)
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
