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
}
