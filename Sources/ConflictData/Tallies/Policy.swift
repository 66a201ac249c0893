/// How to choose among what several parties say of one thing.
package enum Policy: String, CaseIterable, Sendable {
    /// Nothing is merged: each party's figure stands by itself.
    case bySource = "by_source"
    /// The party with the lowest minimum.
    case conservative
    /// The party with the highest maximum; an open one is the highest.
    case maximum
    /// All of them: from the lowest minimum to the highest maximum.
    case envelope
    /// The first party of a given order that says anything.
    case preferred

    /// The policies that make one figure of several, so that it may be added to others.
    package static let merging = allCases.filter { $0 != .bySource }
}

extension Policy {
    /// What a policy makes of several figures.
    struct Choice: Sendable, Equatable {
        let figure: CountInterval
        /// Whose figures it is made of: one party's, or everybody's under `envelope`.
        let chosen: Range<Int>
    }

    /// Chooses among the figures of different parties on one thing; nil when nothing is merged, or when nobody of the
    /// preferred order says anything. Of equals the first is taken.
    ///
    /// - Parameter order: the preferred parties, best first; the other policies do not look at it.
    func choice(among figures: [CountInterval], by parties: [Party], order: [Party]) -> Choice? {
        let index: Int?
        switch self {
        case .bySource: index = nil
        case .conservative, .maximum: index = figures.indices.min { prefers(figures[$0], to: figures[$1]) }
        case .envelope:
            guard var hull = figures.first else { return nil }
            for figure in figures.dropFirst() { hull.formHull(figure) }
            return Choice(figure: hull, chosen: figures.indices)
        case .preferred: index = order.lazy.compactMap { parties.firstIndex(of: $0) }.first
        }
        return index.map { Choice(figure: figures[$0], chosen: $0..<$0 + 1) }
    }

    /// Whether `conservative` or `maximum` takes one figure and not another; of equals neither is preferred, and the other
    /// policies do not look at figures.
    func prefers(_ a: CountInterval, to b: CountInterval) -> Bool {
        switch self {
        case .conservative: Self.isLower(a, b)
        case .maximum: Self.isHigher(a, b)
        case .bySource, .envelope, .preferred: false
        }
    }

    /// A minimum that is open is no low minimum: it is taken when nobody gives one. Of equals, what claims less.
    private static func isLower(_ a: CountInterval, _ b: CountInterval) -> Bool {
        (a.min ?? .max, a.max ?? .max) < (b.min ?? .max, b.max ?? .max)
    }

    /// A maximum that is open is the highest. Of equals, what claims more.
    private static func isHigher(_ a: CountInterval, _ b: CountInterval) -> Bool {
        let (most, other) = (a.max ?? .max, b.max ?? .max)
        if most != other { return most > other }
        if (a.max == nil) != (b.max == nil) { return a.max == nil }
        return (a.min ?? -1) > (b.min ?? -1)
    }
}
