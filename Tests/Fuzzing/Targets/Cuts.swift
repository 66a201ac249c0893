/// Choices that depend on an input alone, so that the input repeats them: inputs stay plain text that way.
struct Cuts: RandomNumberGenerator {
    private var state: UInt64

    /// Seeded by the bytes (FNV-1a).
    init(of bytes: [UInt8]) {
        state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Some places to cut so many bytes at, in order, the end among them: few cuts, many, or one at each byte.
    mutating func places(in count: Int) -> [Int] {
        switch Int.random(in: 0..<4, using: &self) {
        case 0 where count <= 512: return Array(0...count)
        case 1: return spread(over: count, many: 16)
        default: return spread(over: count, many: 3)
        }
    }

    private mutating func spread(over count: Int, many: Int) -> [Int] {
        var places: Set<Int> = [count]
        for _ in 0..<many { places.insert(Int.random(in: 0...count, using: &self)) }
        return places.sorted()
    }
}
