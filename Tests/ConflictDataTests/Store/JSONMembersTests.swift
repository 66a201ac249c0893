import Testing

@testable import ConflictData

@Suite struct JSONMembersTests {
    /// The keys and values of an object or list in JSON without white space.
    private static func members(_ json: String) -> [String] {
        let bytes = Array(json.utf8)
        return unsafe bytes.withUnsafeBufferPointer { json in
            unsafe JSONMembers(json).map { member in
                let (key, value) = unsafe (json[member.key], json[member.value])
                return unsafe String(decoding: key, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self)
            }
        }
    }

    @Test(arguments: [
        ("{}", []), ("[]", []), ("{\"a\":1}", ["a=1"]),
        ("{\"a\":1,\"b\":[2,{\"c\":3}],\"d\":{}}", ["a=1", "b=[2,{\"c\":3}]", "d={}"]),
        ("[1,\"a,b\",[2,3],null]", ["=1", "=\"a,b\"", "=[2,3]", "=null"]),
        ("{\"a\\\"}\":\"]}\\\\\",\"\":true}", ["a\\\"}=\"]}\\\\\"", "=true"]),
        ("[[],[[]]]", ["=[]", "=[[]]"]),
    ])
    func `gives each member`(_ json: String, _ expected: [String]) {
        #expect(Self.members(json) == expected)
        // Records are kept without the bracket that closes them.
        #expect(Self.members(String(json.dropLast())) == expected)
    }

    @Test(
        arguments: [(["a"], "1"), (["b", "c"], "[2]"), (["b"], "{\"c\":[2]}"), ([], "{\"a\":1,\"b\":{\"c\":[2]}")]
            as [([String], String)])
    func `finds the value at a path`(_ path: [String], _ expected: String) {
        let json = Array("{\"a\":1,\"b\":{\"c\":[2]}".utf8)
        let found = unsafe json.withUnsafeBufferPointer { json in
            unsafe json.value(at: path).map { unsafe String(decoding: json[$0], as: UTF8.self) }
        }
        #expect(found == expected)
    }

    @Test(arguments: [["x"], ["a", "x"], ["b", "x"], ["b", "c", "x"]])
    func `finds nothing at a path that is not there`(_ path: [String]) {
        let json = Array("{\"a\":1,\"b\":{\"c\":[2]}".utf8)
        #expect(unsafe json.withUnsafeBufferPointer { unsafe $0.value(at: path) } == nil)
    }

    @Test(arguments: ["", "plain", "\"quoted\" \\ back", "line\nbreak\t\u{1}\u{1F}\u{7F}", "é حلب 😀", "\0"])
    func `writes text that reads as itself`(_ text: String) throws {
        var json: [UInt8] = []
        JSONText.append(text, to: &json)
        #expect(try JSONValue(json) == .string(text))
        #expect(unsafe json.withUnsafeBufferPointer { unsafe JSONText.string($0) } == text)
    }

    // MARK: Base64

    @Test func `encodes bytes for addresses, and back`() {
        var random = SeededRandom(seed: 3)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let text = Base64URL.encode(bytes)
            #expect(
                text.utf8.allSatisfy {
                    isDigit($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || "-_".utf8.contains($0)
                })
            #expect(Base64URL.decode(text) == bytes)
        }
        // RFC 4648 §10, in the alphabet of §5.
        let vectors = ["", "f", "fo", "foo", "foob"].map { Base64URL.encode(Array($0.utf8)) }
        #expect(vectors == ["", "Zg", "Zm8", "Zm9v", "Zm9vYg"])
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
    }

    @Test(arguments: ["=", "Zg==", "Z g", "Z+", "Z/", "é"])
    func `refuses other characters`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
