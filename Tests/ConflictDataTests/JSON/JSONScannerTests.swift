import Testing

@testable import ConflictData

/// What the scanner makes of strings and numbers, and where it says that a text breaks.
@Suite struct JSONScannerTests {
    /// Reads a text from its beginning.
    private static func reading<Result>(_ json: String, _ body: (inout JSONScanner) throws -> Result) rethrows -> Result
    {
        let bytes = Array(json.utf8)
        let text = unsafe bytes.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        return try withExtendedLifetime(text) {
            var scanner = text.scanner
            return try body(&scanner)
        }
    }

    // MARK: Strings

    @Test(arguments: [
        (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u0416\u4e2d""#, "AéЖ中"), (#""\uD83D\uDE00""#, "😀"), (#""\uD800\uDC00""#, "\u{10000}"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\u0000""#, "\0"), (#""حلب \u062D""#, "حلب ح"),
        (#""\\u0041""#, "\\u0041"),
    ])
    func `resolves escapes`(_ written: String, _ meant: String) throws {
        try Self.reading(written) { scanner in
            let string = try scanner.scanString()
            #expect(scanner.unescaped(string) == Array(meant.utf8))
            #expect(string.hasEscapes == written.contains("\\"))
            #expect(scanner.isAtEnd)
        }
    }

    /// The scanner goes through plain text in words of eight bytes, so each special byte stands at each place once.
    @Test(arguments: [#"\n"#, "é", "\u{10FFFF}", #"\ud83d\ude00"#])
    func `sees what is special at any distance`(_ special: String) throws {
        for distance in 0...20 {
            let inside =
                String(repeating: "x", count: distance) + special + String(repeating: "y", count: 20 - distance)
            let length = try Self.reading("\"\(inside)\"") { try $0.scanString().length }
            #expect(length == inside.utf8.count)
        }
    }

    // MARK: Numbers

    private static func integer(_ json: String) throws -> Int64? {
        try reading(json) { scanner in
            let number = try scanner.scanNumber()
            return try scanner.integer(number)
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("1e3", 1000),
            ("1.0", 1),
            ("-24.0", -24), ("12E1", 120), ("1500e-2", 15), ("0.0e5", 0),
        ] as [(String, Int64)])
    func `reads whole numbers in any notation`(_ json: String, _ value: Int64) throws {
        #expect(try Self.integer(json) == value)
    }

    @Test(arguments: ["0.5", "1e-1", "15e-1"])
    func `knows when a number is not whole`(_ json: String) throws {
        #expect(try Self.integer(json) == nil)
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "1e19", "-1e19", "1e300"])
    func `refuses whole numbers over 64 bits`(_ json: String) throws {
        let fault = try #require(throws: JSONFault.self) { try Self.integer(json) }
        #expect(fault.kind == .numberRange)
        #expect(fault.offset == 0)
    }

    // MARK: Copies

    @Test(arguments: [
        (" [ 1 , { \"a\" : [ ] } ] ", "[1,{\"a\":[]}]"),
        ("{\t\"b\" :\"x y\"\r\n,\"a\":1.50}", "{\"b\":\"x y\",\"a\":1.50}"),
        ("[true,false,null,\"\\u00e9\"]", "[true,false,null,\"\\u00e9\"]"),
    ])
    func `copies a value as it is written, without white space`(_ json: String, _ copy: String) throws {
        let written = try Self.reading(json) { scanner in
            let copy = ByteBuffer(capacity: 0)
            scanner.skipWhitespace()
            try scanner.scanValue(depth: 0, into: copy)
            return unsafe String(decoding: copy.bytes, as: UTF8.self)
        }
        #expect(written == copy)
    }

    // MARK: Faults

    struct Fault: Sendable {
        let text: String
        let kind: JSONFault.Kind
        let offset: Int
        let says: String
    }

    @Test(arguments: [
        Fault(text: "[1 2]", kind: .syntax, offset: 3, says: "',' or ']'"),
        Fault(text: "{\"a\" 1}", kind: .syntax, offset: 5, says: "':'"),
        Fault(text: "{a:1}", kind: .syntax, offset: 1, says: "double quotes"),
        Fault(text: "[1,]", kind: .syntax, offset: 3, says: "found ']'"),
        Fault(text: "[", kind: .syntax, offset: 1, says: "the end of the text"),
        Fault(text: "\"abc", kind: .syntax, offset: 4, says: "close it"),
        Fault(text: "\"a\tb\"", kind: .syntax, offset: 2, says: "escape"),
        Fault(text: "\"a\\qb\"", kind: .syntax, offset: 3, says: "found 'q'"),
        Fault(text: "\"a\\udc00\"", kind: .syntax, offset: 2, says: "low surrogate"),
        Fault(text: "[007]", kind: .syntax, offset: 1, says: "begin with a zero"),
        Fault(text: "[1.]", kind: .syntax, offset: 3, says: "a digit"),
        Fault(text: "[trve]", kind: .syntax, offset: 3, says: "true"),
        Fault(text: "{\"a\":1,\"a\":2}", kind: .duplicateKey, offset: 7, says: "twice"),
        Fault(text: "[1e400]", kind: .numberRange, offset: 1, says: "64 bits"),
    ])
    func `says where a text breaks and what is expected`(_ row: Fault) throws {
        let fault = try #require(GuardedText(Array(row.text.utf8))?.fault())
        #expect(fault.kind == row.kind)
        #expect(fault.offset == row.offset)
        #expect(fault.message.contains(row.says))
    }

    @Test func `says that bytes are not UTF-8`() throws {
        let fault = try #require(GuardedText([0x22, 0x61, 0xE9, 0x22])?.fault())
        #expect(fault.kind == .encoding)
        #expect(fault.offset == 2)
    }
}
