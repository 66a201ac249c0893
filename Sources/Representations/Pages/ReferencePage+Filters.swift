import ConflictData

/// The grammar that every list, sum and series takes.
extension ReferencePage {
    var filterSection: Section { Section(anchor: "filters", title: "Filters", write: Self.writeFilters) }

    private static func writeFilters(_ page: inout HTMLText) {
        page.paragraph(
            """
            Any field of a record that holds more than running text is a filter by its name, dotted where it is nested: \
            `population.status=civilian`. Several filters must all hold.
            """)
        page.table("Operators", ["Written", "Finds"]) { page in
            for filterOperator in FilterOperator.allCases {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) {
                        $0.element("code", "field\(filterOperator.suffix)=\(sample(filterOperator))")
                    }
                    page.element("td", meaning(filterOperator))
                }
            }
        }
        page.paragraph(
            """
            A date is as coarse as you write it: `[lte]=2024-11` includes all of November, `[gt]=2024-11` begins in \
            December, and `report_date=2024-11` is any day of it. `x_` fields of a dataset are served and not filtered.
            """)
        page.table("Filters that are no fields", ["Parameter", "Finds", "Of"]) { page in
            for filter in QueryFilter.allCases {
                page.element("tr", ["id": "filter-" + filter.name]) { page in
                    page.element("th", ["scope": "row"]) { $0.element("code", filter.name) }
                    page.element("td", filter.summary)
                    let types = RecordType.allCases.filter(filter.applies)
                    page.element(
                        "td",
                        types.count == RecordType.allCases.count
                            ? "all types" : types.map(\.plural).joined(separator: ", "))
                }
            }
        }
    }

    private static func sample(_ filterOperator: FilterOperator) -> String {
        switch filterOperator {
        case .equals, .not: "a,b"
        case .gte, .gt, .lte, .lt: "2024-11"
        case .exists: "true"
        }
    }

    private static func meaning(_ filterOperator: FilterOperator) -> String {
        switch filterOperator {
        case .equals: "any of these values"
        case .not: "none of these values, or no value at all"
        case .gte: "this date or number, or after it"
        case .gt: "after this date or number"
        case .lte: "this date or number, or before it"
        case .lt: "before this date or number"
        case .exists: "a value is there, with false: none, null or an empty list"
        }
    }
}
