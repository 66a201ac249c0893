/// The order of a list: by the values of some fields, and in the end by id.
///
/// Records without a value stand last both ways. Texts and ids compare by Unicode scalar, a coarse date by its first
/// instant. The id of a row inside a record compares as that of the record, then by number.
package struct SortOrder: Sendable {
    struct Key: Sendable {
        let field: ServedField
        let isDescending: Bool

        var text: String { (isDescending ? "-" : "") + field.name }
    }

    /// More keys than anybody can tell the effect of.
    package static let maxKeys = 8

    package let type: RecordType
    /// The keys before the id; those that change nothing are left out.
    let keys: [Key]
    /// The ids go from the last to the first.
    let idsDescend: Bool

    /// The default order, in which rows are stored: newest first where there is a date, then by id.
    package init(of type: RecordType) {
        self.type = type
        keys = Self.dateField(of: type).map { [Key(field: $0, isDescending: true)] } ?? []
        idsDescend = false
    }

    /// `-report_date,id`: fields from the first to the last that decides, each with `-` before it from high to low.
    package init(_ text: String, of type: RecordType) throws(QueryError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= Self.maxKeys else { throw Self.error("sort takes at most \(Self.maxKeys) fields.") }
        var keys: [Key] = []
        var names: Set<String> = []
        var idsDescend = false
        var isDecided = false
        for part in parts {
            let isDescending = part.hasPrefix("-")
            let field = try Self.field(String(isDescending ? part.dropFirst() : part), of: type)
            guard names.insert(field.name).inserted else {
                throw Self.error("sort names \(field.name) twice; each field sorts once.")
            }
            // No two records share an id, so what comes behind it changes nothing.
            if isDecided { continue }
            if case .identifier = field.kind {
                (isDecided, idsDescend) = (true, isDescending)
            } else {
                keys.append(Key(field: field, isDescending: isDescending))
            }
        }
        self.type = type
        self.keys = keys
        self.idsDescend = idsDescend
    }

    /// The same for orders that are the same; nil for the default order.
    package var canonical: String? {
        let text = (keys.map(\.text) + (keys.isEmpty || idsDescend ? [idsDescend ? "-id" : "id"] : []))
            .joined(separator: ",")
        let date = Self.dateField(of: type).map { "-" + $0.name } ?? "id"
        return text == date ? nil : text
    }

    /// The field by which the records are stored newest first.
    private static func dateField(of type: RecordType) -> ServedField? {
        guard let column = Records.orderColumn(type.ownerType) else { return nil }
        return FieldTable.of(type).fields.first { field in
            switch field.source {
            case .own(column), .via(_, column): true
            default: false
            }
        }
    }

    private static func field(_ name: String, of type: RecordType) throws(QueryError) -> ServedField {
        let table = FieldTable.of(type)
        guard !name.isEmpty else { throw error("sort takes fields: sort=-\(dateField(of: type)?.name ?? "id"),id.") }
        guard let field = table.field(askedAs: name) else {
            throw QueryError(
                .unknownValue, parameter: "sort", detail: "\(type.plural.capitalizedFirst) have no field \"\(name)\".",
                suggestions: NearestNames.meant(
                    by: name, among: table.fields.filter(\.isSortable).map(\.name), limit: 3))
        }
        guard field.isSortable else {
            throw QueryError(
                .notApplicable, parameter: "sort", detail: "\(field.name) \(field.reasonNotToSort), so it has no order."
            )
        }
        return field
    }

    private static func error(_ detail: String) -> QueryError {
        QueryError(.illTyped, parameter: "sort", detail: detail)
    }
}

extension ServedField {
    /// Fields with one short value a record; a list, running text or a map has no place in an order.
    package var isSortable: Bool {
        if case .map = kind { return false }
        return !isList && isFilterable
    }

    fileprivate var reasonNotToSort: String {
        if isList { return "may have several values in a record" }
        if case .map = kind { return "holds values by key" }
        return "is running text"
    }
}
