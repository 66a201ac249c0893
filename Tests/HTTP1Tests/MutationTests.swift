import TestSupport
import Testing

@testable import HTTP1

/// The corpus with random damage: whatever comes, the parser neither traps nor changes its mind.
@Suite struct MutationTests {
    @Test(arguments: UInt64(1)...8)
    func `says the same of a damaged request wherever it is cut`(_ seed: UInt64) {
        var generator = SplitMix(state: seed)
        for row in CorpusRow.all where row.bytes.count <= 1000 && !row.bytes.isEmpty {
            for _ in 0..<12 {
                let bytes = damaged(row.bytes, using: &generator)
                let whole = Reading(of: bytes)
                #expect(whole.consumedBytes <= bytes.count)
                let cut = Int.random(in: 0...bytes.count, using: &generator)
                let part = Reading(of: Array(bytes.prefix(cut)))
                #expect(part.error == nil || part.error == whole.error, "\(row), seed \(seed), cut at \(cut)")
                #expect(!part.isComplete || part.consumedBytes == whole.consumedBytes, "\(row), seed \(seed)")
            }
        }
    }

    /// Bytes that mean something somewhere.
    private static let interesting = Array("\r\n\t \0:;,=%/?*[]\"\\09afxX-_.@#".utf8) + [0x7F, 0x80, 0xFF]

    private func damaged(_ bytes: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = Self.interesting.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = byte
            case 1: bytes.insert(byte, at: index)
            case 2: bytes.remove(at: index)
            default: bytes.insert(contentsOf: bytes[index...].prefix(20), at: index)
            }
        }
        return bytes
    }

    /// A small generator with a seed, so that a failure can be repeated.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
