/// Numbers in sets that are united step by step (union–find with path halving); a set is known by its least member.
struct DisjointSets: ~Copyable {
    private var parents: WorkList<UInt32>

    init(count: Int) {
        parents = WorkList(capacity: count)
        reset(count: count)
    }

    var count: Int { parents.count }

    /// Makes each of that many numbers a set of its own again, keeping the memory.
    mutating func reset(count: Int) {
        parents.removeAll()
        for number in 0..<count { parents.append(UInt32(truncatingIfNeeded: number)) }
    }

    @inline(__always)
    mutating func root(of number: Int) -> Int {
        var number = number
        var parent = Int(parents[number])
        while parent != number {
            let next = parents[parent]
            parents[number] = next
            number = Int(next)
            parent = Int(parents[number])
        }
        return number
    }

    @inline(__always)
    mutating func unite(_ a: Int, _ b: Int) {
        let (a, b) = (root(of: a), root(of: b))
        if a != b { parents[max(a, b)] = UInt32(truncatingIfNeeded: min(a, b)) }
    }
}
