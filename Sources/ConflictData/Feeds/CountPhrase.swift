/// A count in words: "at least 255 killed", "24 civilians killed", "17 drones shot down".
package struct CountPhrase {
    private let records: Records
    private let row: Int

    init(_ row: Int, _ records: Records) {
        self.row = row
        self.records = records
    }

    var text: String {
        let measure = term("measure") ?? ""
        switch measure {
        case "materiel":
            let outcome = term("item.outcome").map { " " + Self.words($0) } ?? ""
            return amount(of: Self.items[term("item.category") ?? ""] ?? Self.item) + outcome
        case "casualties":
            return amount(of: ("casualty", "casualties")) + (people.map { " among \($0.many)" } ?? "")
        case "localities_captured": return amount(of: ("locality", "localities")) + " captured"
        case "attacks": return amount(of: ("attack", "attacks"))
        case _ where measure.hasPrefix("x_"):
            let words = Self.words(String(measure.dropFirst(2)))
            return amount(of: (words, words))
        default: return amount(of: people) + " " + Self.words(measure)
        }
    }

    private typealias Noun = (one: String, many: String)

    private static let item: Noun = ("item of materiel", "items of materiel")
    private static let items: [String: Noun] = [
        "main_battle_tank": ("tank", "tanks"), "armoured_vehicle": ("armoured vehicle", "armoured vehicles"),
        "artillery": ("artillery piece", "artillery pieces"),
        "air_defence": ("air defence system", "air defence systems"), "aircraft": ("aircraft", "aircraft"),
        "helicopter": ("helicopter", "helicopters"), "uav": ("drone", "drones"), "vehicle": ("vehicle", "vehicles"),
        "naval": ("vessel", "vessels"),
    ]

    /// Who is counted; nil where it is only known that they are persons.
    private var people: Noun? {
        switch term("unit") {
        case "households": return ("household", "households")
        case "incidents": return ("incident", "incidents")
        case "items": return ("item", "items")
        case "places": return ("place", "places")
        default: break
        }
        let status: Noun? =
            switch term("population.status") {
            case "civilian": ("civilian", "civilians")
            case "armed_forces": ("soldier", "soldiers")
            case "direct_participant": ("fighter", "fighters")
            case "other_protected": ("protected person", "protected persons")
            default: nil
            }
        if term("population.age_group") == "child" { return ("child", "children") }
        guard let sex = term("population.sex"), sex == "female" || sex == "male" else { return status }
        return status.map { ("\(sex) \($0.one)", "\(sex) \($0.many)") }
            ?? (sex == "female" ? ("woman", "women") : ("man", "men"))
    }

    /// The figure as it is meant, with what it counts.
    private func amount(of noun: Noun?) -> String {
        let value = number("value.value")
        func counted(_ prefix: String) -> String {
            guard let value else { return prefix + "an unknown number" + (noun.map { " of \($0.many)" } ?? "") }
            return prefix + Self.grouped(value) + (noun.map { " " + (value == 1 ? $0.one : $0.many) } ?? "")
        }
        switch CountValue.Qualifier(rawValue: term("value.qualifier") ?? "") {
        case .exact, .other, nil: return counted("")
        case .atLeast: return counted("at least ")
        case .moreThan: return counted("more than ")
        case .atMost: return counted("at most ")
        case .fewerThan: return counted("fewer than ")
        case .approximately: return counted("about ")
        case .between:
            guard let min = number("value.min"), let max = number("value.max") else { return counted("") }
            return "between \(Self.grouped(min)) and \(Self.grouped(max))" + (noun.map { " " + $0.many } ?? "")
        case .orderOf:
            let word = term("value.text") ?? ""
            guard let noun else { return word }
            // "dozens of drones", but "some drones".
            return word + (CountValue.leastOfWord[word] == nil ? " " : " of ") + noun.many
        case .none?: return noun.map { "no " + $0.many } ?? "nobody"
        case .unknown: return "an unknown number" + (noun.map { " of \($0.many)" } ?? "")
        }
    }

    private func term(_ path: String) -> String? { records.string(Schema.shared.column(CountRow.table, path), row) }

    private func number(_ path: String) -> Int64? { records.integer(Schema.shared.column(CountRow.table, path), row) }

    private static func words(_ term: String) -> String { String(term.map { $0 == "_" ? " " : $0 }) }

    /// A number with a comma after each three digits from the right.
    /// A number with a comma after each three digits from the right.
    package static func grouped(_ number: Int64) -> String {
        let digits = String(number)
        guard digits.utf8.count > 3 else { return digits }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}
