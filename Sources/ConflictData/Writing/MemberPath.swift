/// The members of a JSON object that make the cells of a row, as a tree of keys, so that one walk finds them all.
final class MemberPath: Sendable {
    let key: [UInt8]
    /// The cell that this member's value goes to.
    let cell: Int?
    let children: [MemberPath]
    /// The cells of this member and of all below it.
    let cellsBelow: [Int]

    private init(_ key: [UInt8], _ paths: [(keys: ArraySlice<Substring>, cell: Int)]) {
        self.key = key
        cell = paths.first { $0.keys.isEmpty }?.cell
        var firstKeys: [Substring] = []
        var byKey: [Substring: [(keys: ArraySlice<Substring>, cell: Int)]] = [:]
        for path in paths {
            guard let first = path.keys.first else { continue }
            if byKey[first] == nil { firstKeys.append(first) }
            byKey[first, default: []].append((path.keys.dropFirst(), path.cell))
        }
        children = firstKeys.map { MemberPath(Array($0.utf8), byKey[$0] ?? []) }
        cellsBelow = paths.map(\.cell)
    }

    /// - Parameter names: dotted paths in the order of the cells.
    convenience init(_ names: [String]) {
        self.init([], names.enumerated().map { (keys: $1.split(separator: ".")[...], cell: $0) })
    }

    /// The child of that key; `guess` is tried first, since objects are written in the order of the tables.
    func child(_ json: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, guess: Int) -> Int? {
        if guess < children.count, unsafe json.matches(children[guess].key, at: range) { return guess }
        return children.firstIndex { unsafe json.matches($0.key, at: range) }
    }
}
