import ConflictData

extension RouteParameter {
    static let policy = RouteParameter(
        "policy", .word(Policy.allCases.map(\.rawValue)), "How to choose among statements that overlap.")
    static let sources = RouteParameter(
        "sources", .values, "With policy=preferred: ids of the parties, best first, separated by commas.")
}

extension RouteCall {
    /// The policy that was asked for; nil: none.
    func policyChoice() throws(APIError) -> PolicyChoice? {
        let sources = try parameters.list(.sources)
        guard let words = try parameters.list(.policy) else {
            guard sources == nil else {
                throw APIError(
                    .parameterNotApplicable,
                    "“sources” gives the order of policy=preferred; add that, or leave it out.",
                    parameter: RouteParameter.sources.name, suggestions: ["policy=preferred"])
            }
            return nil
        }
        guard words.count == 1, let policy = Policy(rawValue: words[0]) else {
            throw APIError(
                .invalidParameter, "“policy” takes one policy, not several.", parameter: RouteParameter.policy.name,
                suggestions: Policy.allCases.map(\.rawValue))
        }
        guard policy != .preferred || sources != nil else {
            throw APIError(
                .missingParameter, "policy=preferred needs the parties in order, best first: sources=a,b.",
                parameter: RouteParameter.sources.name)
        }
        return try APIError.translating { () throws(QueryError) in
            try PolicyChoice(policy, sources: sources, in: dataset)
        }
    }
}
