import Testing

@testable import ConflictData

/// Lines, columns and pointers of bytes.
@Suite struct TextPlacesTests {
    /// The place of the first byte of a mark, which is taken out of the text... or of the text that it stands before.
    private static func place(_ marked: String, isLines: Bool = false) throws -> TextPlaces.Place {
        let parts = marked.split(separator: "▲", omittingEmptySubsequences: false)
        let bytes = Array(parts.joined().utf8)
        let text = unsafe bytes.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        let offset = parts[0].utf8.count
        return try #require(TextPlaces(text, isLines: isLines).places(of: [offset])[offset])
    }

    @Test(arguments: [
        ("▲[]", 1, 1, ""), ("[▲1]", 1, 2, "/0"), ("[1,▲2]", 1, 4, "/1"), ("[[1],[2,▲3]]", 1, 9, "/1/1"),
        ("{▲\"a\":1}", 1, 2, "/a"),
        ("{\"a\":▲1}", 1, 6, "/a"), ("{\"a\":{\"b\":▲1}}", 1, 11, "/a/b"), ("{\"a\":1,\"b\":▲2}", 1, 12, "/b"),
        ("{\"a\":▲{\"b\":1}}", 1, 6, "/a"),
        ("{\"a\":{\"b\":1},▲\"c\":2}", 1, 14, "/c"), ("[{\"a\":1},{\"a\":▲2}]", 1, 15, "/1/a"),
        ("[\n  1,\n  ▲2\n]", 3, 3, "/1"),
        ("[\r\n▲1]", 2, 1, "/0"), ("{\"a/b\":{\"c~d\":▲1}}", 1, 15, "/a~1b/c~0d"), ("{\"\":▲1}", 1, 5, "/"),
        ("{\"\\u0061\":▲1}", 1, 11, "/a"),
        ("[\"é\",▲1]", 1, 6, "/1"), ("[\"حلب\",\"😀\",▲1]", 1, 12, "/2"), ("{\"حلب\":▲1}", 1, 8, "/حلب"),
        ("[\"]},{\",▲1]", 1, 9, "/1"),
        ("[\"\\\"\",▲1]", 1, 7, "/1"), ("[1]▲", 1, 4, ""), ("▲", 1, 1, ""), ("[1\n▲", 2, 1, "/0"),
    ])
    func `knows where a byte is`(_ text: String, _ line: Int, _ column: Int, _ pointer: String) throws {
        #expect(try Self.place(text) == TextPlaces.Place(line: line, column: column, pointer: pointer))
    }

    @Test(arguments: [
        ("{\"a\":1}\n{\"a\":▲2}", 2, 6, "/a"), ("\n\n▲{}", 3, 1, ""), ("{\"a\":[1,2\n{\"b\":▲1}", 2, 6, "/b"),
        ("{\"a\":\"broken\n{\"b\":▲1}", 2, 6, "/b"),
    ])
    func `begins anew with each line of records`(_ text: String, _ line: Int, _ column: Int, _ pointer: String) throws {
        #expect(try Self.place(text, isLines: true) == TextPlaces.Place(line: line, column: column, pointer: pointer))
    }

    @Test func `does not count a byte order mark`() throws {
        #expect(try Self.place("\u{FEFF}[▲1]") == TextPlaces.Place(line: 1, column: 2, pointer: "/0"))
        #expect(try Self.place("▲\u{FEFF}[1]").column == 1)
        #expect(try Self.place("[\"\u{FEFF}\",▲1]").column == 6)
    }

    @Test func `gives many places at once`() {
        let bytes = Array("[1,\n[2,3],\n{\"a\":4}]".utf8)
        let text = unsafe bytes.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        let places = TextPlaces(text, isLines: false)
        let all = places.places(of: Array(0...bytes.count))
        #expect(all.count == bytes.count + 1)
        for offset in 0...bytes.count { #expect(places.places(of: [offset])[offset] == all[offset]) }
    }
}
