/// What counts count: every combination of measure, unit, population, item, cause and perpetrator that occurs, by number.
///
/// There are far fewer of these than counts, so what depends only on them is worked out once for each.
struct CountCategories: Sendable {
    /// One thing that says what is counted.
    enum Attribute: Int, CaseIterable, Sendable {
        case measure, unit, status, affiliation, sex, ageGroup, occupation, itemCategory, itemOutcome, cause,
            perpetrator, attribution

        /// Path of the column among those of counts.
        var path: String {
            switch self {
            case .measure: "measure"
            case .unit: "unit"
            case .status: "population.status"
            case .affiliation: "population.affiliation_actor_id"
            case .sex: "population.sex"
            case .ageGroup: "population.age_group"
            case .occupation: "population.occupation"
            case .itemCategory: "item.category"
            case .itemOutcome: "item.outcome"
            case .cause: "cause"
            case .perpetrator: "perpetrator.actor_id"
            case .attribution: "perpetrator.attribution"
            }
        }

        /// Whether its values are rows of actors, not terms.
        var isReference: Bool { self == .affiliation || self == .perpetrator }

        /// As rows of counts name it.
        var name: String { String(path.map { $0 == "." ? "_" : $0 }) }
    }

    /// One combination: symbols of terms and rows of actors, in order of `Attribute`; 0 where nothing is said, so that
    /// rows are counted from 1.
    struct Category: Hashable, Sendable {
        private(set) var codes = SIMD16<UInt32>()

        subscript(_ attribute: Attribute) -> UInt32 {
            get { codes[attribute.rawValue] }
            set { codes[attribute.rawValue] = newValue }
        }

        /// Takes over what another says where this says nothing.
        mutating func fill(from other: Category) {
            for place in 0..<Attribute.allCases.count where codes[place] == 0 { codes[place] = other.codes[place] }
        }

        static func == (a: Category, b: Category) -> Bool { a.codes == b.codes }

        func hash(into hasher: inout Hasher) {
            var state: UInt64 = 0
            for place in stride(from: 0, to: 12, by: 2) {
                let word = UInt64(codes[place]) << 32 | UInt64(codes[place + 1])
                let (high, low) = (state ^ word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
                state = high ^ low
            }
            hasher.combine(state)
        }
    }

    /// Of each count: the number of its category.
    let numbers: [UInt32]
    let all: [Category]

    init(_ records: Records) {
        let count = records.rowCounts[CountParts.table]
        let reader = Reader(records)
        let pieces = Parallel.map(count) { reader.categories(of: $0) }
        var known: [Category: UInt32] = [:]
        var all: [Category] = []
        var numbers: [UInt32] = []
        numbers.reserveCapacity(count)
        for piece in pieces {
            let renumbered = piece.all.map { category in
                known[category]
                    ?? { number in
                        known[category] = number
                        all.append(category)
                        return number
                    }(UInt32(all.count))
            }
            for number in piece.numbers { numbers.append(renumbered[Int(number)]) }
        }
        self.numbers = numbers
        self.all = all
    }

    /// The distinct values of an attribute, by number, and the number of each category's.
    func values(of attribute: Attribute) -> (codes: [UInt32], distinct: [UInt32]) {
        var known: [UInt32: UInt32] = [:]
        var distinct: [UInt32] = []
        let codes = all.map { category in
            let value = category[attribute]
            if let code = known[value] { return code }
            known[value] = UInt32(distinct.count)
            distinct.append(value)
            return UInt32(distinct.count - 1)
        }
        return (codes, distinct)
    }

    /// Reads the attributes of rows from their columns.
    struct Reader: Sendable {
        let terms: [(attribute: Attribute, column: Column)]
        let links: [(attribute: Attribute, rows: [UInt32])]

        init(_ records: Records) {
            func column(_ attribute: Attribute) -> Int { Schema.shared.column(CountParts.table, attribute.path) }
            terms = Attribute.allCases.filter { !$0.isReference }.map { ($0, records.columns[column($0)]) }
                .filter { !$0.1.narrow.isEmpty }
            links = Attribute.allCases.filter(\.isReference).map { ($0, records.links[column($0)]) }
                .filter { !$0.1.isEmpty }
        }

        func categories(of rows: Range<Int>) -> (numbers: [UInt32], all: [Category]) {
            var known: [Category: UInt32] = [:]
            var all: [Category] = []
            var numbers: [UInt32] = []
            numbers.reserveCapacity(rows.count)
            for row in rows {
                let category = category(of: row)
                if let number = known[category] {
                    numbers.append(number)
                } else {
                    known[category] = UInt32(all.count)
                    numbers.append(UInt32(all.count))
                    all.append(category)
                }
            }
            return (numbers, all)
        }

        func category(of row: Int) -> Category {
            var category = Category()
            for (attribute, column) in terms { category[attribute] = column.narrow(row) }
            for (attribute, rows) in links where row < rows.count && rows[row] != Records.none {
                category[attribute] = rows[row] + 1
            }
            return category
        }
    }
}
