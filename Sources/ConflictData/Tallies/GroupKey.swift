/// One of the keys that aggregates are grouped by.
package struct GroupKey: Sendable {
    enum Kind: Sendable {
        /// A column of the tally.
        case tally(column: Int, isReference: Bool)
        /// The type of the event that is counted.
        case eventType
        /// What is counted.
        case attribute(CountCategories.Attribute)
        /// The place of this type that holds the place which is counted, or is it.
        case ancestor(placeType: String)
        /// Every actor that the count concerns: who counts, who is counted, who did it.
        case actor
        /// The bucket of the period's first instant.
        case calendar(CalendarInterval)
    }

    /// As rows name it: `population_status`, `place.city`.
    package let name: String
    let kind: Kind

    /// The most keys at once: more make rows that nobody reads, and more groups than counts.
    package static let most = 3

    /// All keys; those of places are given for the place types of the vocabulary.
    package static let names: [String] = plain.map(\.name) + Vocabulary.placeType.terms.map { "place." + $0 }

    private static let plain: [GroupKey] =
        ["attributed_to", "event_id", "place_id", "kind", "verification"].map { path in
            let column = Schema.shared.column(RecordType.tally.table, path)
            let isReference = path == "attributed_to" || path.hasSuffix("_id")
            return GroupKey(name: path, kind: .tally(column: column, isReference: isReference))
        }
        + CountCategories.Attribute.allCases.filter { ![.unit, .perpetrator, .attribution].contains($0) }
        .map { GroupKey(name: $0.name, kind: .attribute($0)) }
        + [GroupKey(name: "event_type", kind: .eventType), GroupKey(name: "actor", kind: .actor)]
        + CalendarInterval.allCases.map { GroupKey(name: $0.rawValue, kind: .calendar($0)) }

    /// Reads `group_by`: one to three names, each once.
    package static func keys(_ text: String) throws(QueryError) -> [GroupKey] {
        var keys: [GroupKey] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            let key = try key(name)
            guard !keys.contains(where: { $0.name == key.name }) else {
                throw bad("group_by names \(key.name) twice; name each key once.")
            }
            keys.append(key)
        }
        guard keys.count <= most else {
            throw bad(
                "group_by takes one to three keys, not \(keys.count); leave some out, and filter by them instead.")
        }
        return keys
    }

    private static func key(_ name: String) throws(QueryError) -> GroupKey {
        // Dots and underscores are the same.
        let flat = String(name.map { $0 == "." ? "_" : $0 })
        if let key = plain.first(where: { $0.name == flat }) { return key }
        if flat.hasPrefix("place_") {
            let type = String(flat.dropFirst("place_".count))
            if Vocabulary.placeType.terms.contains(type) || type.hasPrefix("x_") {
                return GroupKey(name: "place." + type, kind: .ancestor(placeType: type))
            }
        }
        throw QueryError(
            .unknownValue, parameter: "group_by",
            detail: name.isEmpty
                ? "group_by needs one to three names: group_by=attributed_to,month."
                : "Counts cannot be grouped by \"\(name)\"; the keys are \(names.joined(separator: ", ")).",
            suggestions: NearestNames.meant(by: flat, among: names, limit: 3))
    }

    private static func bad(_ detail: String) -> QueryError {
        QueryError(.illTyped, parameter: "group_by", detail: detail)
    }
}
