/// A policy as it was asked for, with the order of parties where it needs one.
package struct PolicyChoice: Sendable {
    package let policy: Policy
    let order: [Party]

    /// Nothing is merged.
    package static let bySource = PolicyChoice(policy: .bySource, order: [])

    private init(policy: Policy, order: [Party]) {
        self.policy = policy
        self.order = order
    }

    /// - Parameter sources: ids of sources and actors, best first, for `preferred` and for nothing else.
    package init(_ policy: Policy, sources: [String]?, in dataset: Dataset) throws(QueryError) {
        self.policy = policy
        guard policy == .preferred else {
            guard sources == nil else {
                throw QueryError(
                    .notApplicable, parameter: "sources",
                    detail: "sources gives the order of policy=preferred; \(policy.rawValue) looks at no order.",
                    suggestions: ["policy=preferred"])
            }
            order = []
            return
        }
        guard let sources else {
            throw QueryError(
                .illTyped, parameter: "policy",
                detail: "policy=preferred needs the parties in order, best first: sources=a,b.")
        }
        order = try dataset.parties(sources, parameter: "sources")
    }

    func choice(among figures: [CountInterval], by parties: [Party]) -> Policy.Choice? {
        policy.choice(among: figures, by: parties, order: order)
    }
}

extension Dataset {
    /// The ids of the parties that a policy prefers, best first: the same for those who name them by former ids.
    package func sources(of choice: PolicyChoice) -> [String] { choice.order.map(id(of:)) }
}
