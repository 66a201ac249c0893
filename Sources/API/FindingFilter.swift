import ConflictData

/// Which findings a client wants: all that agree with each parameter given.
struct FindingFilter: Sendable {
    private let severities: [String]?
    private let rules: [String]?
    private let types: [String]?
    private let ids: [String]?
    private let files: [String]?

    init(_ parameters: QueryParameters) throws(APIError) {
        severities = try Self.values(ChecksHandler.severity, parameters)
        rules = try Self.values(ChecksHandler.rule, parameters)
        types = try Self.values(ChecksHandler.type, parameters)
        ids = try Self.values(ChecksHandler.id, parameters)
        files = try Self.values(ChecksHandler.file, parameters)
    }

    func accepts(_ finding: Finding) -> Bool {
        Self.accepts(finding.severity.rawValue, severities)
            && Self.accepts(finding.rule.rawValue, rules)
            && Self.accepts(finding.type?.rawValue, types)
            && Self.accepts(finding.id, ids)
            && Self.accepts(finding.file, files)
    }

    func append(to address: inout Address) {
        let given = [
            (ChecksHandler.severity, severities), (ChecksHandler.rule, rules), (ChecksHandler.type, types),
            (ChecksHandler.id, ids), (ChecksHandler.file, files),
        ]
        for (parameter, values) in given { address.append(parameter, values?.joined(separator: ",")) }
    }

    /// In one order, each once, so that equal questions have equal addresses.
    private static func values(_ parameter: RouteParameter, _ parameters: QueryParameters) throws(APIError) -> [String]?
    {
        try parameters.list(parameter).map { Set($0).sorted() }
    }

    private static func accepts(_ value: String?, _ wanted: [String]?) -> Bool {
        guard let wanted else { return true }
        return value.map(wanted.contains) ?? false
    }
}
