import ConflictData

/// Every type of record, field by field: members of the JSON, columns of sheets, filters and sort keys alike.
extension ReferencePage {
    var recordSection: Section {
        Section(
            anchor: "records", title: "Records",
            entries: RecordType.allCases.map { (Self.anchor(of: $0), Self.heading($0)) }, write: Self.writeRecords)
    }

    static func anchor(of type: RecordType) -> String { "record-" + type.plural }

    private static func heading(_ type: RecordType) -> String {
        type.plural.prefix(1).uppercased() + type.plural.dropFirst()
    }

    private static func writeRecords(_ page: inout HTMLText) {
        page.paragraph(
            """
            One name serves for the member of the JSON, the column of a sheet, the filter, the sort key and the facet. \
            A dot leads into an object, or into the objects of a list. Records that refer to others carry `links` to \
            them, and their `checks` where a check of the dataset found something.
            """)
        for type in RecordType.allCases {
            page.element("article", ["aria-labelledby": anchor(of: type)]) { page in
                page.element("h3", heading(type), ["id": anchor(of: type)])
                page.paragraph(type.meaning)
                page.table("Fields of \(type.plural)", ["Field", "Holds", "Meaning", "HXL"]) { page in
                    for field in FieldTable.of(type).fields { write(field, of: type, to: &page) }
                }
            }
        }
    }

    /// The name by which a row is linked to: `tallies.reference_period.start`.
    private static func write(_ field: ServedField, of type: RecordType, to page: inout HTMLText) {
        page.element("tr", ["id": type.plural + "." + field.name]) { page in
            page.element("th", ["scope": "row"]) { $0.element("code", field.name) }
            page.element("td") { page in
                writeKind(field, to: &page)
                if field.isList { page.text(", any number") }
                if field.operators.allSatisfy({ $0 == .exists }) { page.text("; not filtered") }
            }
            page.element("td") { $0.prose(field.summary) }
            page.element("td") { page in
                if let tag = field.hxl { page.element("code", tag) }
            }
        }
    }

    private static func writeKind(_ field: ServedField, to page: inout HTMLText) {
        switch field.kind {
        case .identifier: page.text("id")
        case .reference(let types):
            page.text("id of ")
            for (index, type) in types.enumerated() {
                if index > 0 { page.text(" or ") }
                page.link(type.plural, to: "#" + anchor(of: type))
            }
        case .vocabulary(let vocabulary): page.link(vocabulary.name, to: "#" + anchor(of: vocabulary))
        case .code(.country): page.text("country, ISO 3166-1 alpha-3")
        case .code(.language): page.text("language, BCP 47")
        case .code(.url): page.text("web address")
        case .code(.formerID): page.text("id")
        case .string: page.text("short text")
        case .text: page.text("text")
        case .date: page.text("date")
        case .integer(let range): page.text(words(range))
        case .number(let range): page.text("\(Int(range.lowerBound)) to \(Int(range.upperBound))")
        case .flag: page.text("true or false")
        case .map: page.text("texts by key")
        case .object, .rows, .figure: page.text("object")
        }
    }

    /// A bound that no record comes near is none.
    private static func words(_ range: ClosedRange<Int64>) -> String {
        range.upperBound >= Int64(Int32.max)
            ? "whole number from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }
}
