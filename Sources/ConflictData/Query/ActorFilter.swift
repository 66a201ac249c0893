/// `actor=`: records that concern an actor, in every way that their type knows.
struct ActorFilter {
    let type: RecordType
    let dataset: Dataset
    /// When names are meant, as written; nil: at any time.
    let date: String?

    private var records: Records { dataset.records }

    /// `values`: names or ids of actors, of which any will do.
    func condition(_ values: [String]) throws(QueryError) -> Condition {
        var rows: Set<UInt32> = []
        for name in values { rows.formUnion(try actors(named: name)) }
        let actors = rows.sorted()
        if type == .actor { return .rows(actors.map { Int($0) }) }
        return .any(
            fields.map { name in
                guard let field = FieldTable.of(type).field(name) else { return .any([]) }
                let isShared = name == "attributed_to"
                return field.source.condition(.rows(isShared ? actors.map { $0 | Records.secondType } : actors))
            } + mentions(actors))
    }

    /// The actors that a name means. The id of one retracted or not yet recorded means it still: what names it is there.
    private func actors(named name: String) throws(QueryError) -> [UInt32] {
        let resolution = try dataset.resolveActor(name, on: date)
        if !resolution.matches.isEmpty { return resolution.matches.map { UInt32($0.row) } }
        if let row = dataset.row(ofAnyID: name, in: .actor), dataset.state(.actor, row) != .embargoed {
            return [UInt32(row)]
        }
        let reason =
            if resolution.isWeak {
                "\"\(name)\" is a description, not a name."
            } else if let date, !resolution.alternatives.isEmpty {
                "No actor went by \"\(name)\" on \(date)."
            } else if isSource(name), fields.contains("attributed_to") {
                "\"\(name)\" is a source, not an actor; attributed_to=\(name) finds what it states."
            } else {
                "No actor goes by \"\(name)\"."
            }
        throw QueryError(
            .unknownName, parameter: QueryFilter.actor.name, detail: reason, suggestions: resolution.suggestions)
    }

    private func isSource(_ id: String) -> Bool {
        dataset.row(ofAnyID: id, in: .source).map { !dataset.state(.source, $0).isHidden } ?? false
    }

    /// The fields of the type that name actors.
    private var fields: [String] {
        switch type {
        case .event: ["actors.actor_id"]
        case .tally: ["attributed_to", "counts.population.affiliation_actor_id", "counts.perpetrator.actor_id"]
        case .count: ["attributed_to", "population_affiliation_actor_id", "perpetrator_actor_id"]
        case .article: ["actor_ids"]
        case .interview: ["interviewee.actor_id", "exchanges.actor_ids"]
        case .excerpt: ["interviewee.actor_id", "actor_ids"]
        case .source: ["affiliation_actor_id"]
        case .actor, .place: []
        }
    }

    /// Names found in the text count as naming too.
    private func mentions(_ actors: [UInt32]) -> [Condition] {
        switch type {
        case .article: [.value(column: DerivedColumns.articleActors, .rows(actors))]
        case .excerpt: [.value(column: DerivedColumns.exchangeActors, .rows(actors))]
        case .interview:
            [.inside(table: ExcerptFields.table, .value(column: DerivedColumns.exchangeActors, .rows(actors)))]
        default: []
        }
    }
}
