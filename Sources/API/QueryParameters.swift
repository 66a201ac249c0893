import ConflictData
import HTTP

/// The query of a call: each name known and given once, the route's own parameters read by type, the rest left to
/// the dataset as filters.
struct QueryParameters: Sendable {
    /// What the dataset reads, in order of names; empty on routes without filters.
    let filters: [(name: String, value: String)]
    private let values: [String: String]

    init(_ items: [QueryItem], of route: Route) throws(APIError) {
        let own = route.queryNames
        var values: [String: String] = [:]
        var filters: [(name: String, value: String)] = []
        var seen: Set<String> = []
        for item in items {
            guard seen.insert(item.name).inserted else {
                throw APIError(
                    .repeatedParameter, "“\(item.name)” is given more than once; separate several values by commas.",
                    parameter: item.name)
            }
            if own.contains(item.name) {
                if !Self.asksNothing(item, of: route) { values[item.name] = item.value }
            } else if !route.filters.isEmpty {
                filters.append((item.name, item.value))
            } else {
                throw Self.unknown(item.name, of: route)
            }
        }
        self.values = values
        self.filters = filters.sorted { $0.name < $1.name }
    }

    /// The value as given, nil when the parameter is left out.
    func text(_ parameter: RouteParameter) -> String? { values[parameter.name] }

    /// The value of a parameter that the route cannot do without.
    func required(_ parameter: RouteParameter) throws(APIError) -> String {
        guard let value = values[parameter.name], !value.isEmpty else {
            throw APIError(
                .missingParameter, "“\(parameter.name)” is needed: \(parameter.summary)", parameter: parameter.name)
        }
        return value
    }

    /// Plain digits within the parameter's range, else its default.
    func integer(_ parameter: RouteParameter) throws(APIError) -> Int {
        guard case .integer(_, let standard?) = parameter.kind else { preconditionFailure("no integer with a default") }
        return try integerIfGiven(parameter) ?? standard
    }

    /// Plain digits within the parameter's range; nil when it is left out.
    func integerIfGiven(_ parameter: RouteParameter) throws(APIError) -> Int? {
        guard case .integer(let range, _) = parameter.kind else { preconditionFailure("not an integer") }
        guard let text = values[parameter.name] else { return nil }
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let value = Int(text), range.contains(value) else {
            throw invalid(parameter, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// `true` or `false`, else the parameter's default.
    func flag(_ parameter: RouteParameter) throws(APIError) -> Bool {
        guard case .flag(let standard) = parameter.kind else { preconditionFailure("not a flag") }
        switch values[parameter.name] {
        case nil: return standard
        case "true": return true
        case "false": return false
        default: throw invalid(parameter, "true or false", suggestions: ["true", "false"])
        }
    }

    /// The values between commas, checked against the vocabulary where the parameter has one; nil when left out.
    func list(_ parameter: RouteParameter) throws(APIError) -> [String]? {
        guard let text = values[parameter.name] else { return nil }
        let items = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if items.contains("") { throw invalid(parameter, "one value, or several separated by commas") }
        let vocabulary: [String]
        switch parameter.kind {
        case .words(let words), .word(let words): vocabulary = words
        default: return items
        }
        for item in items where !vocabulary.contains(item) {
            let nearest = NearestNames.nearest(to: item, among: vocabulary, limit: APIError.maxSuggestions)
            throw APIError(
                .unknownValue, "“\(parameter.name)” cannot be “\(item)”; it is \(oneOf(vocabulary)).",
                parameter: parameter.name, suggestions: nearest.isEmpty ? vocabulary : nearest)
        }
        return items
    }

    /// Clients made from the contract also send what is used anyway, which is as if it were left out. A limit says even
    /// so that a page is wanted of what comes whole, and the envelope is not there in every format.
    private static func asksNothing(_ item: QueryItem, of route: Route) -> Bool {
        guard item.name != RouteParameter.limit.name, item.name != RouteParameter.envelope.name else { return false }
        // Whole sheets of a search have no highlights, so there the default of pages asks for something.
        if item.name == SearchHandler.highlight.name, item.value == "true" { return false }
        return route.parameters.first { $0.name == item.name && $0.place == .query }?.defaultText == item.value
    }

    private func invalid(
        _ parameter: RouteParameter, _ expected: String, suggestions: [String] = []
    ) -> APIError {
        APIError(
            .invalidParameter, "“\(parameter.name)” must be \(expected).",
            parameter: parameter.name, suggestions: suggestions)
    }

    private func oneOf(_ words: [String]) -> String {
        words.count == 1 ? words[0] : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }

    private static func unknown(_ name: String, of route: Route) -> APIError {
        let names = route.queryNames
        let takes = names.isEmpty ? "no parameters" : names.joined(separator: ", ")
        return APIError(
            .unknownParameter, "There is no parameter “\(name)” here; this route takes \(takes).",
            parameter: name, suggestions: NearestNames.meant(by: name, among: names, limit: APIError.maxSuggestions))
    }
}
