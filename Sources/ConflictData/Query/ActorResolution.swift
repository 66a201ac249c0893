/// Which actor a name means.
package struct ActorResolution: Sendable {
    package struct Match: Sendable {
        package let row: Int
        package let id: String
        /// The name through which it matched, its kind, and when it was used, at the precision known.
        package let name: String
        package let kind: String
        package let from: String?
        package let to: String?
    }

    /// Actors the name means, on that date if one was given.
    package let matches: [Match]
    /// Who else it could be: at other dates, or by a weak name.
    package let alternatives: [Match]
    /// Names to ask by instead, when there is no match.
    package let suggestions: [String]
    /// The name is a description that never resolves by itself.
    package let isWeak: Bool
}

extension Dataset {
    /// Which actor a name means; `on` is an ISO date at any precision, of which the first instant counts.
    package func resolveActor(_ name: String, on date: String?) throws(QueryError) -> ActorResolution {
        let instant = try date.map { text throws(QueryError) in
            guard let date = PackedDate(queryText: text) else {
                throw QueryError(
                    .illTyped, parameter: "on", detail: "on takes a date such as 2015-06-01, not \"\(text)\".")
            }
            return date.start
        }
        switch names.resolve(name, on: instant) {
        case .matches(let entries, let alternatives):
            return ActorResolution(
                matches: entries.map(match), alternatives: alternatives.map(match), suggestions: [], isWeak: false
            )
        case .weak(let candidates, let suggestions):
            return ActorResolution(
                matches: [], alternatives: candidates.map(match), suggestions: suggestions, isWeak: true
            )
        case .unknown(let suggestions, let alternatives):
            return ActorResolution(
                matches: [], alternatives: alternatives.map(match), suggestions: suggestions, isWeak: false
            )
        }
    }

    private func match(_ entry: NameEntry) -> ActorResolution.Match {
        let names = Schema.shared.table(named: "actors.names")
        let (name, from, to) = (
            Schema.shared.column(names, "name"), Schema.shared.column(names, "from"), Schema.shared.column(names, "to")
        )
        // The dates as they were written, not as the instants they stand for.
        let row = records.rows(of: names, in: entry.row).first { row in
            records.string(name, row) == entry.name && records.date(from, row)?.start == entry.from
                && records.date(to, row)?.last == entry.to
        }
        return ActorResolution.Match(
            row: entry.row, id: records.id(.actor, entry.row), name: entry.name, kind: entry.kind.rawValue,
            from: row.flatMap { records.date(from, $0)?.text }, to: row.flatMap { records.date(to, $0)?.text }
        )
    }

    /// The predicates of `actor=`: records that name one of the actors in any way their type knows.
    func actorPredicates(_ type: RecordType, _ values: [String]) throws(QueryError) -> [Predicate] {
        var rows: Set<UInt32> = []
        for name in values { rows.formUnion(try actorRows(named: name)) }
        if type == .actor {
            let column = records.idColumn(.actor)
            let ids = rows.map { records.columns[column].narrow(Int($0)) }
            return [Predicate(source: .own(column), test: .symbols(Set(ids)))]
        }
        let names = try actorFields(type)
        let predicates = names.compactMap { name in
            FieldTable.of(type).field(name).map { field in
                let isShared = name == "attributed_to"
                return Predicate(
                    source: field.source, test: .rows(isShared ? Set(rows.map { $0 | Records.secondType }) : rows))
            }
        }
        return predicates + mentionPredicates(type, rows)
    }

    /// The actors that a name means. The id of one retracted or not yet recorded means it still: what names it is there.
    private func actorRows(named name: String) throws(QueryError) -> [UInt32] {
        let resolution = try resolveActor(name, on: nil)
        if !resolution.matches.isEmpty { return resolution.matches.map { UInt32($0.row) } }
        if let row = row(ofAnyID: name, in: .actor), state(.actor, row) != .embargoed { return [UInt32(row)] }
        let reason = resolution.isWeak ? "\"\(name)\" is a description, not a name." : "No actor goes by \"\(name)\"."
        throw QueryError(.unknownName, parameter: "actor", detail: reason, suggestions: resolution.suggestions)
    }

    /// The fields of a type that name actors.
    private func actorFields(_ type: RecordType) throws(QueryError) -> [String] {
        switch type {
        case .event: return ["actors.actor_id"]
        case .tally: return ["attributed_to", "counts.population.affiliation_actor_id", "counts.perpetrator.actor_id"]
        case .count: return ["attributed_to", "population_affiliation_actor_id", "perpetrator_actor_id"]
        case .article: return ["actor_ids"]
        case .interview: return ["interviewee.actor_id", "exchanges.actor_ids"]
        case .excerpt: return ["interviewee.actor_id", "actor_ids"]
        case .source: return ["affiliation_actor_id"]
        case .actor: return []
        case .place:
            throw QueryError(
                .notApplicable, parameter: "actor", detail: "Places name no actors; ask events or tallies.")
        }
    }
}

extension Dataset {
    /// Names found in the text count as naming too.
    private func mentionPredicates(_ type: RecordType, _ rows: Set<UInt32>) -> [Predicate] {
        switch type {
        case .article: [Predicate(source: .own(DerivedColumns.articleActors), test: .rows(rows))]
        case .excerpt: [Predicate(source: .own(DerivedColumns.exchangeActors), test: .rows(rows))]
        case .interview:
            [
                Predicate(
                    source: .inner(table: ExcerptFields.table, column: DerivedColumns.exchangeActors), test: .rows(rows)
                )
            ]
        default: []
        }
    }
}
