import Testing

@testable import API

struct DigestTests {
    private func hex(_ texts: [String]) -> String {
        var digest = Digest()
        for text in texts { digest.combine(text) }
        return digest.hex
    }

    @Test func `has a fixed value, so that tags outlive a restart`() {
        #expect(hex([]) == "cbf29ce484222325")
        #expect(hex(["a"]) == hex(["a"]))
    }

    @Test(arguments: [(["ab", "c"], ["a", "bc"]), (["a"], ["a", ""]), (["a", "b"], ["b", "a"]), (["a"], ["A"])])
    func `tells lists of texts apart`(_ left: [String], _ right: [String]) {
        #expect(hex(left) != hex(right))
    }
}
