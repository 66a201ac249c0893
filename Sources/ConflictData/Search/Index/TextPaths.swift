/// The keys by which a record's JSON leads to its searched texts: a tree, written flat, so that walking it counts no
/// references.
struct TextPaths: Sendable {
    /// A key that leads to searched text: itself a text or a list of texts, or an object or list that holds some.
    struct Branch: Sendable {
        fileprivate let key: Range<Int32>
        /// The place of the field that it is; -1: none.
        fileprivate(set) var field: Int32 = -1
        /// The column that tells which records have it; -1: any may.
        fileprivate let column: Int32
        /// The branches inside it.
        fileprivate(set) var branches: Range<Int> = 0..<0
    }

    private var keys: [UInt8] = []
    private var branches: [Branch] = []
    /// Those of the record itself.
    private(set) var top = 0..<0

    /// `names`: of the fields, with dots, in order of their places.
    init(_ names: [String], of type: RecordType) {
        let paths = names.enumerated().map { (path: $1.split(separator: ".")[...], field: Int32($0)) }
        top = add(paths, of: type.isInner ? nil : type.table)
    }

    private mutating func add(_ paths: [(path: ArraySlice<Substring>, field: Int32)], of table: Int?) -> Range<Int> {
        var heads: [Substring] = []
        for path in paths.compactMap(\.path.first) where !heads.contains(path) { heads.append(path) }
        let places = branches.count..<branches.count + heads.count
        for head in heads {
            let first = Int32(keys.count)
            keys += Array(head.utf8)
            let isLeaf = paths.contains { $0.path.first == head && $0.path.count == 1 }
            let column = isLeaf ? table.map { Schema.shared.column($0, String(head)) } : nil
            branches.append(Branch(key: first..<Int32(keys.count), column: Int32(column ?? -1)))
        }
        for (place, head) in zip(places, heads) {
            let inside = paths.filter { $0.path.first == head }.map { (path: $0.path.dropFirst(), field: $0.field) }
            branches[place].field = inside.first { $0.path.isEmpty }?.field ?? -1
            branches[place].branches = add(inside.filter { !$0.path.isEmpty }, of: nil)
        }
        return places
    }

    /// Of a branch: the field, -1 for none.
    func field(_ branch: Int) -> Int { Int(branches[branch].field) }

    func branches(in branch: Int) -> Range<Int> { branches[branch].branches }

    /// The branch of a key, among some.
    @inline(__always)
    func branch(of key: UnsafeBufferPointer<UInt8>, among places: Range<Int>) -> Int? {
        for place in places {
            let own = branches[place].key
            guard own.count == key.count else { continue }
            var index = 0
            while index < key.count, unsafe keys[Int(own.lowerBound) + index] == key[index] { index += 1 }
            if index == key.count { return place }
        }
        return nil
    }

    /// How many of the record's own branches a record has, as far as columns tell.
    func count(in records: borrowing Records, row: Int) -> Int {
        var count = 0
        for place in top {
            let column = Int(branches[place].column)
            guard column >= 0 else {
                count += 1
                continue
            }
            let isList = !records.columns[column].starts.isEmpty
            let holds = isList ? !records.columns[column].list(row).isEmpty : records.columns[column].narrow(row) != 0
            if holds { count += 1 }
        }
        return count
    }
}
