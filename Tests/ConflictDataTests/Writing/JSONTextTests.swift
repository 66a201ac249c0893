import Testing

@testable import ConflictData

/// Strings of JSON: the fast way against the plain one, for each byte at each place of texts of all short lengths.
@Suite struct JSONTextTests {
    /// As RFC 8259 §7 has it, byte by byte.
    private static func naive(_ text: [UInt8]) -> [UInt8] {
        let short: [UInt8: String] = [0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\"]
        var bytes: [UInt8] = [0x22]
        for byte in text {
            if let escape = short[byte] {
                bytes += escape.utf8
            } else if byte < 0x20 {
                bytes += ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
            } else {
                bytes.append(byte)
            }
        }
        return bytes + [0x22]
    }

    private static func both(_ text: [UInt8]) -> [[UInt8]] {
        var bytes: [UInt8] = []
        let buffer = ByteBuffer(capacity: 1)
        unsafe text.withUnsafeBufferPointer { text in
            unsafe JSONText.append(text, to: &bytes)
            unsafe buffer.append(jsonString: text)
        }
        return [bytes, unsafe Array(buffer.bytes)]
    }

    @Test(arguments: 0...40)
    func `escapes what it must, wherever it stands`(_ length: Int) {
        var wrong: [String] = []
        for place in 0..<max(1, length) {
            for byte in 0...0x7F as ClosedRange<UInt8> {
                var text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                if length > 0 { text[place] = byte }
                let expected = Self.naive(text)
                if Self.both(text) != [expected, expected] { wrong.append("\(byte) at \(place)") }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `escapes many`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters: [UInt8] = [0, 8, 9, 0x0A, 0x0D, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xFF]
        let text = (0..<Int.random(in: 0...200, using: &random)).map { _ in letters.randomElement(using: &random) ?? 0 }
        #expect(Self.both(text) == [Self.naive(text), Self.naive(text)])
    }
}
