/// Numbers in sets that are united step by step (union–find with path halving); a set is known by its least member.
struct DisjointSets: Sendable {
    private var parents: [UInt32]

    init(count: Int) { parents = (0..<count).map { UInt32($0) } }

    var count: Int { parents.count }

    /// Makes each of that many numbers a set of its own again, keeping the memory.
    mutating func reset(count: Int) {
        parents.removeAll(keepingCapacity: true)
        for number in 0..<count { parents.append(UInt32(number)) }
    }

    mutating func root(of number: Int) -> Int {
        var number = number
        while Int(parents[number]) != number {
            parents[number] = parents[Int(parents[number])]
            number = Int(parents[number])
        }
        return number
    }

    mutating func unite(_ a: Int, _ b: Int) {
        let (a, b) = (root(of: a), root(of: b))
        if a != b { parents[max(a, b)] = UInt32(min(a, b)) }
    }
}
