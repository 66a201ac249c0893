/// Values that records of a dataset have, for the examples of documents made from it: an example that finds nothing, or is
/// refused, teaches the wrong thing.
package struct FieldExamples: Sendable {
    private let ids: [RecordType: String]
    private let values: [RecordType: [String: FacetCounts.Value]]

    /// The most frequent value of each field that has one short value or several.
    package init(of dataset: Dataset) {
        var ids: [RecordType: String] = [:]
        var values: [RecordType: [String: FacetCounts.Value]] = [:]
        for type in RecordType.allCases {
            guard let query = try? dataset.query(type, filters: [], others: []) else { continue }
            let result = dataset.find(query)
            if let row = try? result.page(limit: 1, cursor: nil).rows.first {
                ids[type] = dataset.id(ofRow: row, in: type)
            }
            let fields = FieldTable.of(type).fields
            let facets = result.facets(fields.filter(\.isFacetable).map(FacetField.init(field:)), limit: 1)
            values[type] = Dictionary(
                facets.compactMap { facet in facet.entries.first.map { (facet.name, $0.value) } },
                uniquingKeysWith: { first, _ in first })
            for field in fields where field.isSingleDate {
                guard let date = try? Histogram.DateField(field.name, of: type),
                    let bucket = try? result.histogram(date, by: .month).buckets.first
                else { continue }
                values[type]?[field.name] = .text(bucket.start)
            }
        }
        (self.ids, self.values) = (ids, values)
    }

    /// The first record of a type, where there is one.
    package func id(of type: RecordType) -> String? { ids[type] }

    /// The name of a record of a type.
    package func name(of type: RecordType) -> String? {
        if case .text(let name)? = values[type]?["name"] { name } else { nil }
    }

    /// What a field of a type holds most often.
    package func value(of field: ServedField, in type: RecordType) -> SchemaValue? {
        if case .identifier = field.kind { return ids[type].map(SchemaValue.string) }
        return values[type]?[field.name].map { value in
            switch value {
            case .text(let text): .string(text)
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .flag(let flag): .flag(flag)
            }
        }
    }
}
