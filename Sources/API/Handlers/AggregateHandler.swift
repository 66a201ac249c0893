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

    static let formats: [RepresentationFormat] = [.json, .csv]

    /// A row with three keys is about this large.
    private static let typicalRowBytes = 200

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        // A sheet comes whole unless a page of it is asked for.
        let isPaged = presentation.format == .json || call.parameters.text(.limit) != nil
        let limit = isPaged ? try call.parameters.integer(.limit) : Int(Int32.max)
        let cursor = call.parameters.text(.cursor)
        let query = try query(call)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        first.append(groupBy, query.keys.map(\.name).joined(separator: ","))
        first.append(.policy, query.choice?.policy.rawValue)
        first.append(.sources, try call.parameters.list(.sources)?.joined(separator: ","))
        for (name, value) in query.counts.filters { first.append(name, value) }
        if presentation.format == .json {
            first.append(.limit, String(limit))
        } else if isPaged {
            first.append(RouteParameter.limit.name, String(limit))
        }
        options.append(to: &first)
        return .representation(
            Plan(address: first.appending(.cursor, cursor), format: presentation.format) {
                [first] () throws(APIError) in
                let page = try page(query, limit: limit, cursor: cursor, in: dataset)
                let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
                let columns = AnswerColumn.ofAggregate(query.keys)
                if presentation.format == .csv {
                    return Rendering(
                        body: options.body(page.rows, columns, filters: query.counts.filters), links: links)
                }
                return Envelope(
                    dataset: dataset, links: links, total: page.total, returned: page.rows.count,
                    isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: page.rows.count * typicalRowBytes) { writer in
                    writer.rows(page.rows, columns)
                }
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
