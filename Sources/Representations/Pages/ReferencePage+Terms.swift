import ConflictData

/// The terms of every vocabulary, with their labels and meanings.
extension ReferencePage {
    var termSection: Section {
        Section(
            anchor: "terms", title: "Terms",
            entries: Vocabulary.all.map { (Self.anchor(of: $0), Self.heading($0)) }, write: Self.writeTerms)
    }

    static func anchor(of vocabulary: Vocabulary) -> String { "terms-" + vocabulary.name }

    private static func heading(_ vocabulary: Vocabulary) -> String { Vocabulary.label(of: vocabulary.name) }

    private static func writeTerms(_ page: inout HTMLText) {
        page.paragraph(
            """
            Fields with a vocabulary hold one of its terms, or a term of the dataset's own, which begins with `x_`. A \
            filter by a term that nothing could hold is an error that names the nearest.
            """)
        for vocabulary in Vocabulary.all {
            page.element("article", ["aria-labelledby": anchor(of: vocabulary)]) { page in
                page.element("h3", heading(vocabulary), ["id": anchor(of: vocabulary)])
                if vocabulary.source != "sitrep" { page.paragraph("Source: \(vocabulary.source).") }
                let isExplained = vocabulary.terms.contains { vocabulary.meaning(of: $0) != nil }
                let columns = ["Term", "Label"] + (isExplained ? ["Meaning"] : [])
                page.table("Terms of \(vocabulary.name)", columns) { page in
                    for term in vocabulary.terms {
                        page.element("tr") { page in
                            page.element("th", ["scope": "row"]) { $0.element("code", term) }
                            page.element("td", Vocabulary.label(of: term))
                            if isExplained { page.element("td", vocabulary.meaning(of: term) ?? "") }
                        }
                    }
                }
            }
        }
    }
}
