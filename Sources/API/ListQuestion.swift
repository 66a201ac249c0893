import ConflictData

/// What a list is asked, checked against the field table: which rows, in which order, and which of them. How they are
/// written is another matter, so that every format answers the same questions.
struct ListQuestion: Sendable {
    let query: RecordQuery
    let limit: Int
    let cursor: String?
    let additions: ListAdditions

    static let parameters: [RouteParameter] = [.sort, .limit, .cursor] + ListAdditions.parameters

    init(_ call: RouteCall, _ type: RecordType) throws(APIError) {
        let parameters = call.parameters
        limit = try parameters.integer(.limit)
        cursor = parameters.text(.cursor)
        additions = try ListAdditions(parameters, type)
        let others = call.route.queryParameters.map(\.name)
        query = try APIError.translating { () throws(QueryError) in
            try call.dataset.query(
                type, filters: parameters.filters, sort: parameters.text(.sort), others: others)
        }
    }

    /// The canonical address of the first page.
    func address(_ presentation: Presentation, _ call: RouteCall) -> Address {
        var address = presentation.address(of: call.route.path)
        for (name, value) in query.filters { address.append(name, value) }
        address.append(.sort, query.order.canonical)
        additions.append(to: &address)
        address.append(.limit, String(limit))
        return address
    }
}
