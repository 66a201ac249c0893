import ConflictData

/// Finds the route of a path: a tree of segments in which a literal goes before a parameter.
struct Router: Sendable {
    struct Match: Sendable {
        let route: Route
        /// The place of the route in the list that the router was made of.
        let index: Int
        /// The segments that stand for parameters, in order of the path, decoded.
        let captures: [String]
        /// The format that the last segment of a literal path names: `/v1/tallies.json`. A last segment that is a
        /// parameter is captured whole, since an id may hold dots.
        let suffix: RepresentationFormat?
    }

    /// A class, since a walk would copy each node with all below it that it names.
    private final class Node: Sendable {
        let literals: [String: Node]
        /// The child that takes any segment.
        let parameter: Node?
        let entry: Entry?

        /// - Parameter entries: those whose path leads here, with the segments that are left of it.
        init(_ entries: [(rest: ArraySlice<String>, entry: Entry)]) {
            let ends = entries.filter(\.rest.isEmpty)
            precondition(ends.count < 2, "two routes have the path \(ends[0].entry.route.path)")
            entry = ends.first?.entry
            let below = Dictionary(grouping: entries.filter { !$0.rest.isEmpty }) { child in
                child.rest.first.flatMap { isParameter($0) ? nil : $0 }
            }
            .mapValues { children in Node(children.map { ($0.rest.dropFirst(), $0.entry) }) }
            parameter = below[nil]
            literals = Dictionary(uniqueKeysWithValues: below.compactMap { name, node in name.map { ($0, node) } })
        }
    }

    private struct Entry: Sendable {
        let route: Route
        let index: Int
    }

    private let root: Node
    private let routes: [Route]

    init(_ routes: [Route]) {
        self.routes = routes
        root = Node(
            routes.enumerated().map { index, route in
                (Self.segments(of: route.path)[...], Entry(route: route, index: index))
            })
    }

    /// `segments` are decoded; none for `/`.
    func match(_ segments: [String]) -> Match? { Self.match(segments[...], root, captures: []) }

    /// The paths of routes that this one is a slip away from, nearest first.
    func nearestPaths(to segments: [String]) -> [String] {
        var search = NearestNames(to: segments.joined(separator: "/"), limit: APIError.maxSuggestions)
        var pathsByName: [String: String] = [:]
        for route in routes {
            let pattern = Self.segments(of: route.path)
            guard pattern.count == segments.count else { continue }
            let name = zip(pattern, segments).map { Self.isParameter($0) ? $1 : $0 }.joined(separator: "/")
            pathsByName[name] = route.path
            search.consider(name)
        }
        return search.names.compactMap { pathsByName[$0] }
    }

    private static func segments(of path: String) -> [String] { path.split(separator: "/").map(String.init) }

    private static func isParameter(_ segment: String) -> Bool { segment.hasPrefix("{") }

    private static func match(_ segments: ArraySlice<String>, _ node: Node, captures: [String]) -> Match? {
        guard let first = segments.first else {
            return node.entry.map { Match(route: $0.route, index: $0.index, captures: captures, suffix: nil) }
        }
        let rest = segments.dropFirst()
        if let match = node.literals[first].flatMap({ match(rest, $0, captures: captures) }) { return match }
        if rest.isEmpty, let (stem, format) = RepresentationFormat.split(first),
            let entry = node.literals[stem]?.entry, !entry.route.formats.isEmpty
        {
            return Match(route: entry.route, index: entry.index, captures: captures, suffix: format)
        }
        guard !first.isEmpty else { return nil }
        return node.parameter.flatMap { match(rest, $0, captures: captures + [first]) }
    }
}
