/// Humanitarian Exchange Language (HXL 1.1): the hashtag of a column of a sheet.
package enum HXLTag {
    /// Of columns that are no fields of a record's own.
    static let ofDerived = ["links.self": "#meta+url"]

    /// The tags of figures in rows of counts: what all rows have in common says what is counted, and only then.
    /// - Parameters:
    ///   - tags: those of the columns as they stand for any rows.
    ///   - filters: names and values of the query.
    package static func refined(
        _ tags: [String?], names: [String], filters: [(name: String, value: String)]
    ) -> [String?] {
        let given = Dictionary(filters.map { ($0.name, $0.value) }) { first, _ in first }
        guard let base = base(given) else { return tags }
        return zip(tags, names).map { tag, name in
            switch name {
            case "value": base
            case "min", "max", "best": base + "+" + name
            default: tag
            }
        }
    }

    private static func base(_ given: [String: String]) -> String? {
        guard let measure = given["measure"] else { return nil }
        if measure == "materiel" { return given["item_outcome"].flatMap { ofOutcomes[$0] } }
        guard let tag = ofMeasures[measure], given["unit"] ?? "persons" == "persons" else { return nil }
        return tag
            + ofPopulations.compactMap { name, attributes in given[name].flatMap { attributes[$0] } }.joined()
    }

    private static let ofMeasures = [
        "killed": "#affected+killed", "injured": "#affected+injured", "missing": "#affected+missing",
        "displaced": "#affected+displaced", "captured": "#affected+captured", "abducted": "#affected+abducted",
        "detained": "#affected+detained", "surrendered": "#affected+surrendered",
        "casualties": "#affected+casualties",
    ]

    private static let ofOutcomes = [
        "destroyed": "#indicator+num+destroyed", "damaged": "#indicator+num+damaged",
        "captured": "#indicator+num+captured", "shot_down": "#indicator+num+shot_down",
    ]

    /// Filters on the population, and what each value says of it.
    private static let ofPopulations: [(name: String, attributes: [String: String])] = [
        ("population_status", ["civilian": "+civilians", "armed_forces": "+military"]),
        ("population_age_group", ["child": "+children", "adult": "+adults", "elderly": "+elderly"]),
        ("population_sex", ["female": "+f", "male": "+m"]),
    ]
}
