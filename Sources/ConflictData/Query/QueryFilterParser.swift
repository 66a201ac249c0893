/// Reads the filters of a query that are no fields: what the text says, who, when and where.
struct QueryFilterParser {
    let type: RecordType
    let dataset: Dataset
    /// All filters of the query: `on` says when a name of `actor` is meant, and bounds must leave something between.
    let filters: [(name: String, value: String)]

    func filter(_ filter: QueryFilter, _ text: String) throws(QueryError) -> ParsedFilter {
        guard filter.applies(to: type) else { throw filter.inapplicable(to: type) }
        let name = filter.name
        let (condition, canonical) = try read(filter, name, text)
        return ParsedFilter(field: name, name: name, value: canonical, condition: condition)
    }

    private func read(
        _ filter: QueryFilter, _ name: String, _ text: String
    ) throws(QueryError) -> FilterValueReader.Reading {
        switch filter {
        case .text:
            // A count has no words but those of its tally.
            let search = try dataset.searchQuery(text, in: [type == .count ? .tally : type])
            let found = Condition.text(search, in: type == .count ? .tally : type)
            return (type == .count ? .record(found) : found, search.canonical)
        case .actor:
            let values = try FilterText.values(of: name, text)
            let date = filters.first { $0.name == QueryFilter.on.name }?.value
            let actors = ActorFilter(type: type, dataset: dataset, date: date)
            return (try actors.condition(values), FilterText.joined(values))
        case .on:
            let date = try date(filter, text)
            return (
                .all([TimeFilters.about(type, .since(date)), TimeFilters.about(type, .until(date))]), date.text
            )
        case .since:
            let date = try date(filter, text)
            try check(date, isBefore: .until, filter)
            return (TimeFilters.about(type, .since(date)), date.text)
        case .until:
            let date = try date(filter, text)
            return (TimeFilters.about(type, .until(date)), date.text)
        case .reportedSince:
            let date = try date(filter, text)
            try check(date, isBefore: .reportedUntil, filter)
            return (TimeFilters.reported(type, .since(date)), date.text)
        case .reportedUntil:
            let date = try date(filter, text)
            return (TimeFilters.reported(type, .until(date)), date.text)
        case .within:
            let places = try places(name, FilterText.values(of: name, text))
            let ids = places.map { dataset.id(ofRow: $0, in: .place) }
            return (placed(.within(places)), FilterText.joined(ids))
        case .bbox:
            let (box, canonical) = try PlaceFilters.box(name, text)
            return (placed(.box(box)), canonical)
        case .near:
            let (circle, canonical) = try PlaceFilters.circle(name, text)
            return (placed(.circle(circle)), canonical)
        }
    }

    // MARK: When

    private func date(_ filter: QueryFilter, _ text: String) throws(QueryError) -> PackedDate {
        guard let date = PackedDate(queryText: text) else {
            throw QueryError(
                .illTyped, parameter: filter.name,
                detail: "\(filter.name) takes \(FilterValueReader.dateForm), not \"\(text)\".")
        }
        return date
    }

    /// A lower bound after the upper one is a slip, not a question.
    private func check(_ since: PackedDate, isBefore upper: QueryFilter, _ lower: QueryFilter) throws(QueryError) {
        guard let text = filters.first(where: { $0.name == upper.name })?.value,
            let until = PackedDate(queryText: text),
            since.start > until.last
        else { return }
        throw QueryError(
            .illTyped, parameter: lower.name,
            detail: "\(lower.name)=\(since.text) is after \(upper.name)=\(until.text), so that nothing lies between.")
    }

    // MARK: Where

    private func placed(_ condition: PlaceCondition) -> Condition {
        type == .count ? .record(.placed(condition)) : .placed(condition)
    }

    private func places(_ name: String, _ ids: [String]) throws(QueryError) -> [Int] {
        var rows: [Int] = []
        for id in ids {
            guard let row = dataset.row(ofAnyID: id, in: .place), dataset.state(.place, row) != .embargoed else {
                throw dataset.unknownRecord(id, in: [.place], parameter: name)
            }
            rows.append(row)
        }
        return rows
    }
}
