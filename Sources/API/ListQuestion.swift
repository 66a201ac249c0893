import ConflictData

/// What a list is asked, checked against the field table: which rows, in which order, and which of them. How they are
/// written is another matter, so that every format answers the same questions.
struct ListQuestion: Sendable {
    let query: RecordQuery
    let limit: Int
    /// Whether the list is wanted in pages: always, but where a format gives it whole and no limit is given.
    let isPaged: Bool
    let cursor: String?
    /// Whether rows show where the words of `q` stand.
    let isHighlighted: Bool
    let additions: ListAdditions

    static let parameters: [RouteParameter] = [.sort, .limit, .cursor, .highlight] + ListAdditions.parameters

    init(_ call: RouteCall, _ type: RecordType, as format: RepresentationFormat) throws(APIError) {
        let parameters = call.parameters
        limit = try parameters.integer(.limit)
        isPaged = !format.isWhole || parameters.text(.limit) != nil
        cursor = parameters.text(.cursor)
        additions = try ListAdditions(parameters, type)
        try ListAdditions.refuse([.highlight] + ListAdditions.parameters, parameters, in: format)
        let others = call.route.queryNames
        query = try APIError.translating { () throws(QueryError) in
            try call.dataset.query(
                type, filters: parameters.filters, sort: parameters.text(.sort), others: others)
        }
        isHighlighted = try parameters.flag(.highlight)
        if isHighlighted, query.search == nil {
            throw APIError(
                .missingParameter, "“highlight” shows where the words of “q” stand: give “q” too.",
                parameter: QueryFilter.text.name)
        }
    }

    /// The canonical address of the first page.
    func address(_ presentation: Presentation, _ call: RouteCall) -> Address {
        var address = presentation.address(of: call.route.path)
        for (name, value) in query.filters { address.append(name, value) }
        address.append(.highlight, String(isHighlighted))
        address.append(.sort, query.order.canonical)
        additions.append(to: &address)
        // Whole is not what the default of `limit` gives, so there the default is named.
        if presentation.format.isWhole {
            if isPaged { address.append(RouteParameter.limit.name, String(limit)) }
        } else {
            address.append(.limit, String(limit))
        }
        return address
    }

    /// The rows asked for, and the addresses around them.
    func rows(of dataset: Dataset, _ first: Address) throws(APIError) -> (rows: RowSequence, links: PageLinks) {
        let result = dataset.find(query)
        if !isPaged, cursor == nil {
            return (result.allRows, PageLinks(first: first, cursor: nil, next: nil, previous: nil))
        }
        let page = try APIError.translating { () throws(QueryError) in
            try result.page(limit: isPaged ? limit : max(result.total, 1), cursor: cursor)
        }
        let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
        return (RowSequence(page.rows), links)
    }
}
