/// The codes of countries, with the names that the gazetteer has for them. A filter takes the codes alone: no record
/// could ever have a name there.
struct CountryCodes {
    let dataset: Dataset

    func check(_ values: [String], of parameter: String) throws(QueryError) {
        for value in values {
            guard let complaint = StringForm.complaint(value, .country) else { continue }
            throw QueryError(
                .illTyped, parameter: parameter, detail: "\"\(value)\" is \(complaint).", suggestions: codes(for: value)
            )
        }
    }

    /// The same in capitals, or the codes of the countries whose names are near, each once.
    private func codes(for value: String) -> [String] {
        let capitals = value.uppercased()
        if StringForm.complaint(capitals, .country) == nil { return [capitals] }
        let countries = countries
        var codes: [String] = []
        for name in NearestNames.nearest(to: value, among: countries.map(\.name), limit: 3) {
            for country in countries where country.name == name && !codes.contains(country.code) {
                codes.append(country.code)
            }
        }
        return codes
    }

    /// What a country is called, by its code; if several places are, the first.
    var namesByCode: [String: String] {
        Dictionary(countries.map { ($0.code, $0.name) }) { first, _ in first }
    }

    /// The places that are countries.
    private var countries: [(name: String, code: String)] {
        let (records, places) = (dataset.records, RecordType.place.table)
        func column(_ name: String) -> Int { Schema.shared.column(places, name) }
        let (types, names, codes) = (records.columns[column("place_type")], column("name"), column("country"))
        var found: [(name: String, code: String)] = []
        guard let country = records.symbols.find("country") else { return found }
        dataset.served(.place).forEach { row in
            guard types.narrow(row) == country, let name = records.string(names, row),
                let code = records.string(codes, row)
            else { return }
            found.append((name, code))
        }
        return found
    }
}
