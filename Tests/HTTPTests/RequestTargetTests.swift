import Testing

@testable import HTTP

@Suite struct RequestTargetTests {
    private func segments(_ path: String) throws(RequestTargetError) -> [String] {
        try RequestTarget(rawPath: path, rawQuery: nil).decodedSegments()
    }

    private func items(_ query: String?) throws(RequestTargetError) -> [QueryItem] {
        try RequestTarget(rawPath: "/", rawQuery: query).queryItems()
    }

    @Test(
        arguments: [
            ("/", []),
            ("/v1/actors", ["v1", "actors"]),
            ("/v1/", ["v1", ""]),
            ("/a//b", ["a", "", "b"]),
            ("/%C3%A4", ["ä"]),
            ("/%e2%82%AC", ["€"]),
            ("/a%2Fb", ["a/b"]),
            ("/a%2F..%2Fb", ["a/../b"]),
            ("/a%252e", ["a%2e"]),
            ("/a+b", ["a+b"]),
            ("/...", ["..."]),
            ("/.well-known", [".well-known"]),
            ("/a%3Fb%23c", ["a?b#c"]),
        ] as [(String, [String])]
    )
    func `splits a path before it decodes the segments`(_ path: String, _ expected: [String]) throws {
        #expect(try segments(path) == expected)
    }

    @Test(
        arguments: [
            ("*", .notAPath), ("", .notAPath), ("a/b", .notAPath),
            ("/%", .malformedEscape), ("/%4", .malformedEscape), ("/%4G", .malformedEscape),
            ("/%%41", .malformedEscape),
            ("/%00", .controlCharacter), ("/a%0d%0ab", .controlCharacter), ("/%7F", .controlCharacter),
            ("/%c0%af", .invalidUTF8), ("/%E2%82", .invalidUTF8), ("/%ED%A0%80", .invalidUTF8), ("/%FF", .invalidUTF8),
            ("/%C3/%A4", .invalidUTF8),
            ("/.", .dotSegment), ("/a/..", .dotSegment), ("/a/../b", .dotSegment), ("/%2e%2E/b", .dotSegment),
            ("/a/.%2e", .dotSegment), ("/./a", .dotSegment),
        ] as [(String, RequestTargetError)]
    )
    func `refuses a path that is broken or that two readers may take differently`(
        _ path: String, _ expected: RequestTargetError
    ) {
        #expect(throws: expected) { try segments(path) }
    }

    @Test(
        arguments: [
            (nil, []),
            ("", []),
            ("&&", []),
            ("a", ["a", ""]),
            ("a=", ["a", ""]),
            ("=b", ["", "b"]),
            ("a=b=c", ["a", "b=c"]),
            ("a=1&a=2", ["a", "1", "a", "2"]),
            ("q=a+b%2Bc", ["q", "a b+c"]),
            ("a%3Db=c%26d", ["a=b", "c&d"]),
            ("actor[not]=x", ["actor[not]", "x"]),
            ("q=%D8%AD%D9%84%D8%A8", ["q", "حلب"]),
            ("q=a%0Ab", ["q", "a\nb"]),
            ("a;b=c", ["a;b", "c"]),
        ] as [(String?, [String])]
    )
    func `reads the items of a query in order`(_ query: String?, _ expected: [String]) throws {
        #expect(try items(query).flatMap { [$0.name, $0.value] } == expected)
    }

    @Test(
        arguments: [
            ("a=%", .malformedEscape), ("%zz", .malformedEscape), ("a=%00", .controlCharacter),
            ("a=%C0%80", .invalidUTF8), ("%ff=a", .invalidUTF8),
        ] as [(String, RequestTargetError)]
    )
    func `refuses a query that is broken`(_ query: String, _ expected: RequestTargetError) {
        #expect(throws: expected) { try items(query) }
    }

    @Test func `bounds number and length of query items`() throws {
        let most = Array(repeating: "a=b", count: RequestTarget.maxQueryItems).joined(separator: "&")
        #expect(try items(most).count == RequestTarget.maxQueryItems)
        #expect(throws: RequestTargetError.tooManyQueryItems) { try items(most + "&a") }
        let longest = String(repeating: "x", count: RequestTarget.maxQueryItemBytes)
        #expect(try items("a=" + longest).first?.value == longest)
        #expect(throws: RequestTargetError.queryItemTooLong) { try items("a=x" + longest) }
        #expect(throws: RequestTargetError.queryItemTooLong) { try items("x" + longest) }
    }
}
