/// One column of a record type as it is served; JSON, filters, CSV, OpenAPI and docs read it.
package struct ServedField: Sendable {
    /// Where its values come from.
    enum Source: Sendable {
        /// A column of the type's own table.
        case own(Int)
        /// A column of rows inside the record; any of them counts.
        case inner(table: Int, column: Int)
        /// A column of another record, reached by steps.
        case via([Hop], Int)
        /// The address of a row inside a record: `<record id>.<n>`.
        case rowID
        /// The address of the count that a count is part of.
        case wholeID
    }

    /// One step from a row to a row of another table.
    enum Hop: Sendable {
        /// From a row inside a record to the record.
        case parent(of: Int)
        /// Along a reference.
        case link(Int)
    }

    /// Dotted path on records ("reference_period.start"), flat name on counts ("period_start").
    package let name: String
    package let kind: Field.Kind
    package let isList: Bool
    /// One sentence for people, for OpenAPI and docs.
    package let summary: String
    let source: Source
    /// The HXL hashtag of its column in a sheet, where it has one.
    package var hxl: String?
    /// As of `Field`; of what a type borrows from another record, nothing is searched.
    var searchWeight = 0

    /// Running text, objects and maps are served and not compared.
    package var isFilterable: Bool {
        switch kind {
        case .text, .object, .rows, .figure: false
        default: true
        }
    }
}

/// The served fields of a type, in order of serving.
package struct FieldTable: Sendable {
    package let type: RecordType
    package let fields: [ServedField]

    package func field(_ name: String) -> ServedField? { fields.first { $0.name == name } }

    /// The field of a name as clients may write it: on counts dots and underscores are the same.
    func field(askedAs name: String) -> ServedField? {
        field(name) ?? (type == .count ? field(String(name.map { $0 == "." ? "_" : $0 })) : nil)
    }

    /// Made once; the same for every dataset.
    package static func of(_ type: RecordType) -> FieldTable { all[type] ?? FieldTable(type: type, fields: []) }

    private static let all: [RecordType: FieldTable] = Dictionary(
        uniqueKeysWithValues: RecordType.allCases.map { type in
            let fields =
                switch type {
                case .count: CountRow.fields
                case .excerpt: ExcerptFields.fields
                default: recordFields(type)
                }
            return (type, FieldTable(type: type, fields: fields))
        }
    )

    /// The leaves of a record, those of rows inside it by dots.
    private static func recordFields(_ type: RecordType) -> [ServedField] {
        let table = Schema.shared.table(type)
        return Schema.shared.root(type).members.flatMap { served($0, prefix: "", table: table, isInner: false) }
            + (type == .tally ? [supersededBy] : [])
    }

    private static func served(
        _ member: ObjectLayout.Member,
        prefix: String,
        table: Int,
        isInner: Bool
    ) -> [ServedField] {
        let name = prefix + member.field.name
        switch member.target {
        case .column(let column):
            let source: ServedField.Source = isInner ? .inner(table: table, column: column) : .own(column)
            return [
                ServedField(
                    name: name, kind: member.field.kind, isList: member.field.isList || isInner,
                    summary: member.field.summary, source: source, hxl: member.field.hxl,
                    searchWeight: member.field.searchWeight
                )
            ]
        case .object(let layout), .figure(let layout):
            return layout.members.flatMap { served($0, prefix: name + ".", table: table, isInner: isInner) }
        case .rows(let layout):
            return layout.members.flatMap { served($0, prefix: name + ".", table: layout.table, isInner: true) }
        }
    }

    private static let supersededBy = ServedField(
        name: "superseded_by", kind: .reference([.tally]), isList: false,
        summary: "The tally that replaces this one.", source: .own(DerivedColumns.supersededBy),
        hxl: "#meta+id+successor"
    )
}
