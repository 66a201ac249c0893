/// The lines of a time series: one for each party, measure and population.
///
/// What is counted is known by the categories of counts; those that differ in cause or perpetrator alone are of one line.
struct SeriesNaming: Sendable {
    /// Of each category of counts: the number of its line, without the party.
    let numbers: [UInt32]
    /// Of each line: a category that is of it.
    private let examples: [CountCategories.Category]
    /// Of each line: its name without the party.
    private let names: [String]
    private let symbols: SymbolTable

    /// What tells lines apart.
    private static let attributes: [CountCategories.Attribute] = [
        .measure, .unit, .status, .affiliation, .sex, .ageGroup, .occupation, .itemCategory, .itemOutcome,
    ]

    init(_ categories: CountCategories, _ records: Records) {
        var known: [CountCategories.Category: UInt32] = [:]
        var examples: [CountCategories.Category] = []
        numbers = categories.all.map { category in
            var line = CountCategories.Category()
            for attribute in Self.attributes { line[attribute] = category[attribute] }
            if let number = known[line] { return number }
            known[line] = UInt32(examples.count)
            examples.append(line)
            return UInt32(examples.count - 1)
        }
        symbols = records.symbols
        self.examples = examples
        names = examples.map { Self.name($0, records) }
    }

    /// The measure, then what is said of who is counted: `killed/civilian/sex=female`.
    private static func name(_ line: CountCategories.Category, _ records: Records) -> String {
        func text(_ attribute: CountCategories.Attribute) -> String? {
            let value = line[attribute]
            if value == 0 { return nil }
            return attribute.isReference ? records.id(.actor, Int(value) - 1) : records.symbols.string(value)
        }
        let measure = text(.measure) ?? ""
        let unit = text(.unit).flatMap { $0 == usualUnits[measure, default: "persons"] ? nil : $0 }
        let named: [(String, String?)] = [
            ("affiliation", text(.affiliation)), ("sex", text(.sex)), ("age_group", text(.ageGroup)),
            ("occupation", text(.occupation)), ("item", text(.itemCategory)), ("outcome", text(.itemOutcome)),
            ("unit", unit),
        ]
        let rest = named.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return ([measure] + [text(.status)].compactMap(\.self) + rest).joined(separator: "/")
    }

    /// Units that a measure has unless a line says otherwise; of all other measures it is persons.
    private static let usualUnits = ["materiel": "items", "localities_captured": "places", "attacks": "incidents"]

    var count: Int { examples.count }

    func name(of line: Int) -> String { names[line] }

    func measure(of line: Int) -> String { symbols.string(examples[line][.measure]) }

    func status(of line: Int) -> String? {
        let status = examples[line][.status]
        return status == 0 ? nil : symbols.string(status)
    }
}
