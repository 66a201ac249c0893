/// What a filter by country takes: codes, and no names, which no record could ever have there.
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
        let known = codesByName
        var codes: [String] = []
        for name in NearestNames.nearest(to: value, among: known.keys, limit: 3) {
            if let code = known[name], !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    /// Of the places that are countries.
    private var codesByName: [String: String] {
        let (records, places) = (dataset.records, RecordType.place.table)
        func column(_ name: String) -> Int { Schema.shared.column(places, name) }
        let (types, names, codes) = (records.columns[column("place_type")], column("name"), column("country"))
        var known: [String: String] = [:]
        guard let country = records.symbols.find("country") else { return known }
        dataset.served(.place).forEach { row in
            guard types.narrow(row) == country, let name = records.string(names, row) else { return }
            known[name] = records.string(codes, row)
        }
        return known
    }
}
