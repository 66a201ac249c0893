import Testing

@testable import ConflictData

/// Hashtags of columns.
@Suite struct HXLTagTests {
    /// Core hashtags of HXL 1.1.
    private static let hashtags: Set = [
        "#access", "#activity", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#affected", "#beneficiary", "#capacity",
        "#cause", "#channel", "#contact", "#country", "#crisis", "#currency", "#date", "#delivery", "#description",
        "#event", "#frequency", "#geo", "#group", "#impact", "#indicator", "#inneed", "#item", "#loc", "#meta",
        "#modality", "#need", "#operations", "#org", "#output", "#population", "#reached", "#region", "#respondee",
        "#sector", "#service", "#severity", "#status", "#subsector", "#targeted", "#value",
    ]

    @Test(arguments: RecordType.allCases)
    func `are well formed, of the core, and tell the columns apart`(_ type: RecordType) {
        let tags = FieldTable.of(type).fields.filter { !$0.name.contains(".") }.compactMap(\.hxl)
        #expect(tags.count > 3)
        #expect(Set(tags).count == tags.count)
        for tag in FieldTable.of(type).fields.compactMap(\.hxl) {
            let parts = tag.split(separator: "+")
            #expect(Self.hashtags.contains(String(parts[0])), "\(tag)")
            #expect(parts.dropFirst().allSatisfy { $0.wholeMatch(of: #/[a-z][a-z0-9_]*/#) != nil }, "\(tag)")
        }
    }

    @Test func `stand on every column of the rows of counts`() {
        #expect(FieldTable.of(.count).fields.allSatisfy { $0.hxl != nil })
    }

    @Test(arguments: [
        ("", "#indicator+num+value", "#indicator+num+min"),
        ("measure=killed", "#affected+killed", "#affected+killed+min"),
        ("measure=killed,injured", "#indicator+num+value", "#indicator+num+min"),
        (
            "measure=killed population_status=civilian population_sex=female population_age_group=child",
            "#affected+killed+civilians+children+f", "#affected+killed+civilians+children+f+min"
        ),
        (
            "measure=injured population_status=armed_forces", "#affected+injured+military",
            "#affected+injured+military+min"
        ),
        ("measure=displaced unit=households", "#indicator+num+value", "#indicator+num+min"),
        (
            "measure=materiel item_outcome=destroyed", "#indicator+num+destroyed",
            "#indicator+num+destroyed+min"
        ),
        ("measure=x_own", "#indicator+num+value", "#indicator+num+min"),
    ])
    func `say what figures count where all rows count the same`(_ filters: String, _ value: String, _ min: String) {
        let given = filters.split(separator: " ").map { filter in
            let parts = filter.split(separator: "=")
            return (name: String(parts[0]), value: String(parts[1]))
        }
        let tags = HXLTag.refined(
            ["#meta+id", "#indicator+num+value", "#indicator+num+min", nil], names: ["id", "value", "min", "text"],
            filters: given)
        #expect(tags == ["#meta+id", value, min, nil])
    }
}
