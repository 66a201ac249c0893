/// The members of a JSON object that make the cells of a row, as a tree of keys, so that one walk finds them all.
///
/// The tree lies flat: a walk reads numbers from arrays, and counts no references.
struct MemberPaths: Sendable {
    struct Node: Sendable {
        /// Where its key stands among the bytes of all keys.
        fileprivate let key: Range<Int>
        /// The cell that this member's value goes to.
        let cell: Int?
        /// The nodes of its own members, which follow each other.
        fileprivate(set) var children: Range<Int> = 0..<0
        /// Where the cells of all below it stand, and not its own, among the cells below.
        fileprivate(set) var cellsBelow: Range<Int> = 0..<0
    }

    private typealias Path = (keys: ArraySlice<Substring>, cell: Int)

    private(set) var nodes: [Node]
    private var keys: [UInt8] = []
    private(set) var cellsBelow: [Int] = []

    /// - Parameter names: dotted paths in the order of the cells.
    init(_ names: [String]) {
        nodes = [Node(key: 0..<0, cell: nil)]
        fill(0, names.enumerated().map { (keys: $1.split(separator: ".")[...], cell: $0) })
    }

    /// The object itself.
    static let root = 0

    private mutating func fill(_ node: Int, _ paths: [Path]) {
        var firstKeys: [Substring] = []
        var byKey: [Substring: [Path]] = [:]
        for path in paths {
            guard let first = path.keys.first else { continue }
            if byKey[first] == nil { firstKeys.append(first) }
            byKey[first, default: []].append((path.keys.dropFirst(), path.cell))
        }
        let below = cellsBelow.count
        cellsBelow += paths.filter { !$0.keys.isEmpty }.map(\.cell)
        nodes[node].cellsBelow = below..<cellsBelow.count
        let first = nodes.count
        for key in firstKeys {
            let start = keys.count
            keys += key.utf8
            nodes.append(Node(key: start..<keys.count, cell: byKey[key]?.first { $0.keys.isEmpty }?.cell))
        }
        nodes[node].children = first..<nodes.count
        for (place, key) in firstKeys.enumerated() { fill(first + place, byKey[key] ?? []) }
    }

    /// The child of that key; `guess` is tried first, since objects are written in the order of the tables.
    @inline(__always)
    func child(of node: Int, _ json: UnsafeBufferPointer<UInt8>, _ key: Range<Int>, guess: Int) -> Int? {
        let children = nodes[node].children
        if children.contains(guess), unsafe isKey(guess, json, key) { return guess }
        for child in children where unsafe isKey(child, json, key) { return child }
        return nil
    }

    @inline(__always)
    private func isKey(_ node: Int, _ json: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let own = nodes[node].key
        guard own.count == range.count else { return false }
        for offset in 0..<own.count
        where unsafe keys[own.lowerBound + offset] != json[range.lowerBound + offset] {
            return false
        }
        return true
    }
}
