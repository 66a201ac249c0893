/// A search that was read and resolved: what the texts must hold.
package struct SearchQuery: Sendable {
    /// A word of a phrase.
    struct Slot: Sendable {
        /// How many words after the first of the phrase.
        let offset: Int
        let letters: [UInt8]
        /// Any word that begins so.
        let isPrefix: Bool
        /// Its spellings behind Arabic particles count too.
        let takesParticles: Bool
        /// The terms of the index that it stands for.
        let terms: [Int]
    }

    /// Words in a row; a stop word between them may be any word.
    struct Phrase: Sendable {
        let slots: [Slot]
    }

    /// One thing to look for: any of some phrases.
    struct Clause: Sendable {
        let isExcluded: Bool
        /// The field that was named, nil: any.
        let field: String?
        let phrases: [Phrase]

        /// What a word in each field of a type counts.
        func weights(_ fields: SearchFields) -> FieldWeights {
            guard let field else { return fields.weights }
            return fields.weights.only { fields.names[$0] == field || fields.names[$0].hasPrefix(field + ".") }
        }
    }

    let clauses: [Clause]
    /// The same for searches that differ in white space only.
    package let canonical: String
}

extension Dataset {
    /// Reads a search over texts of some types.
    package func searchQuery(_ text: String, in types: [RecordType]) throws(QueryError) -> SearchQuery {
        let syntax = try SearchSyntax(text)
        let names = Set(types.flatMap { SearchFields.all[SearchFields.place(of: $0)].names })
        for field in syntax.terms.compactMap(\.field) {
            guard names.contains(field) || names.contains(where: { $0.hasPrefix(field + ".") }) else {
                throw SearchSyntax.error(
                    "There is no text “\(field)” to search here; put words with a colon in quotation marks.",
                    suggestions: NearestNames.meant(by: field, among: names.sorted(), limit: 3))
            }
        }
        var builder = SearchQueryBuilder(dataset: self)
        try builder.add(syntax.terms)
        return SearchQuery(clauses: builder.clauses, canonical: syntax.canonical)
    }
}
