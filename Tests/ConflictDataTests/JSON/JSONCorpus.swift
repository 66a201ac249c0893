import Testing

/// Texts that RFC 8259 calls JSON, and texts that it does not: every production, every forbidden form.
enum JSONCorpus {
    /// A text with a name that says what it shows.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }

        init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

        init(_ name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        /// A string with those bytes between its quotes.
        init(_ name: String, string inside: [UInt8]) { self.init(name, bytes: [0x22] + inside + [0x22]) }
    }

    static let accepted: [Row] = values + structures + spaces + numbers + strings + sequences

    // MARK: Accepted

    private static let values = [
        Row("true", "true"), Row("false", "false"), Row("null", "null"), Row("a number alone", "1"),
        Row("a string alone", "\"a\""), Row("an empty string", "\"\""),
    ]

    private static let structures = [
        Row("an empty list", "[]"), Row("an empty object", "{}"), Row("a list of one", "[1]"),
        Row("a list of every kind", "[true,false,null,1,\"a\",[],{}]"), Row("an object of one", "{\"a\":1}"),
        Row("an object of every kind", "{\"a\":true,\"b\":false,\"c\":null,\"d\":1,\"e\":\"a\",\"f\":[],\"g\":{}}"),
        Row("an empty key", "{\"\":0}"), Row("a key with an escape", "{\"\\u0061b\":0}"),
        Row("keys that differ in case", "{\"a\":0,\"A\":1}"), Row("one key in two objects", "[{\"a\":0},{\"a\":1}]"),
        Row("a key inside its own value", "{\"a\":{\"a\":{\"a\":0}}}"),
        Row("lists inside lists", "[[[[[]]]],[[]]]"),
        Row("128 lists deep", String(repeating: "[", count: 128) + String(repeating: "]", count: 128)),
        Row("128 objects deep", String(repeating: "{\"a\":", count: 127) + "{}" + String(repeating: "}", count: 127)),
    ]

    private static let spaces = [
        Row("spaces everywhere", " { \"a\" : [ 1 , 2 ] , \"b\" : null } "),
        Row("tabs everywhere", "\t{\t\"a\"\t:\t[\t1\t,\t2\t]\t}\t"),
        Row("line feeds everywhere", "\n[\n1\n,\n2\n]\n"), Row("carriage returns everywhere", "\r[\r1\r,\r2\r]\r"),
        Row("all four together", " \t\n\r[ \t\n\r] \t\n\r"), Row("space in an empty object", "{ }"),
    ]

    private static let numbers = [
        "0", "-0", "1", "-1", "10", "1234567890", "9223372036854775807", "-9223372036854775808", "0.0", "-0.0", "0.5",
        "1.25", "10.01", "1e5", "1E5", "1e+5", "1E+2", "1e-5", "1E-05", "0e0", "-0e-0", "1.5e3", "123.456E-7", "1e308",
        "5e-324", "0.00000000000000000000000000000000000000000001",
        "3.14159265358979323846264338327950288419716939937510",
    ].map { Row("the number \($0)", $0) }

    private static let strings =
        ["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"].map { Row("the escape \($0)", "\"\($0)\"") }
        + [
            Row("an escaped NUL", "\"\\u0000\""), Row("an escaped scalar in lower case", "\"\\u00e9\""),
            Row("an escaped scalar in upper case", "\"\\u00E9\""), Row("an escaped noncharacter", "\"\\uFFFF\""),
            Row("a surrogate pair", "\"\\ud83d\\ude00\""), Row("the lowest pair", "\"\\uD800\\uDC00\""),
            Row("the highest pair", "\"\\uDBFF\\uDFFF\""), Row("an escaped backslash before u", "\"\\\\ud800\""),
            Row("scalars beside the surrogates", "\"\\ud7ff\\ue000\""), Row("DEL unescaped", string: [0x7F]),
            Row("a long string", "\"" + String(repeating: "abcdefgh", count: 40) + "\""),
            Row("comment signs in a string", "\"// /* */ #\""), Row("brackets in a string", "\"[]{},:\""),
            Row("single quotes in a string", "\"'\""),
        ]

    /// UTF-8 of every length, at both ends of every range of Unicode's table of well-formed sequences.
    private static let sequences: [Row] = [
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE0, 0xBF, 0xBF], [0xE1, 0x80, 0x80], [0xEC, 0xBF, 0xBF],
        [0xED, 0x80, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xEF, 0xBB, 0xBF],
        [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9], [0xF0, 0x90, 0x80, 0x80], [0xF0, 0xBF, 0xBF, 0xBF],
        [0xF1, 0x80, 0x80, 0x80], [0xF3, 0xBF, 0xBF, 0xBF], [0xF4, 0x80, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ].map { Row("the sequence \(hex($0))", string: $0) }

    // MARK: Refused

    static let refused: [Row] =
        badValues + badStructures + badSpaces + badNumbers + badEscapes + badSurrogates + controls + badSequences

    private static let badValues =
        ["", " ", "\n"].map { Row("nothing but \($0.utf8.count) spaces", $0) }
        + ["t", "tru", "True", "TRUE", "trues", "fals", "False", "nul", "Null", "NULL", "nil", "none", "undefined"].map
    {
        Row("the word \($0)", $0)
    }
        + [
            Row("two values", "1 2"), Row("two lists", "[][]"), Row("a value and a comma", "1,"),
            Row("a value and a bracket", "[1]]"), Row("a value and a NUL", bytes: [0x31, 0x00]),
            Row("a NUL alone", bytes: [0x00]), Row("single quotes", "'a'"), Row("no quotes", "a"),
            Row("back quotes", "`a`"), Row("typographic quotes", "“a”"), Row("a comma alone", ","),
            Row("a colon alone", ":"), Row("a member without its object", "\"a\":1"),
        ]

    private static let badStructures =
        [
            "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1:2]", "[1;2]", "[1}", "{", "}", "{]",
            "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,\"a\":1}", "{,}", "{\"a\" 1}", "{\"a\"}",
            "{\"a\":}", "{\"a\",\"b\"}", "{\"a\"::1}", "{\"a\"=1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}",
            "{\"a\":1,,\"b\":2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}", "{\"a\":1]", "[\"a\":1]",
            "// c\n1", "/* c */1", "# c\n1", "[1 // c\n]", "[1, /* c */ 2]", "<!-- -->1",
        ].map { Row("the text \($0)", $0) }
        + [
            Row("a key twice", "{\"a\":0,\"a\":0}"), Row("a key twice, far apart", "{\"a\":0,\"b\":0,\"a\":0}"),
            Row("a key twice, once escaped", "{\"a\":0,\"\\u0061\":0}"),
            Row("a key twice inside", "[{\"a\":{\"b\":0,\"b\":0}}]"),
            Row("an empty key twice", "{\"\":0,\"\":0}"),
            Row("129 lists deep", String(repeating: "[", count: 129) + String(repeating: "]", count: 129)),
            Row(
                "129 objects deep", String(repeating: "{\"a\":", count: 128) + "{}" + String(repeating: "}", count: 128)
            ),
            Row("100,000 lists deep", String(repeating: "[", count: 100_000)),
        ]

    /// What looks like white space and is none, before, inside and after a value.
    private static let badSpaces = [
        "\u{0B}", "\u{0C}", "\u{A0}", "\u{85}", "\u{2003}", "\u{2028}", "\u{200B}", "\u{FEFF}",
    ]
    .flatMap { space in
        let name = "U+" + String(space.unicodeScalars.reduce(0) { $0 + $1.value }, radix: 16)
        return [
            Row("\(name) before", space + "1"), Row("\(name) inside", "[1,\(space)2]"),
            Row("\(name) after", "1" + space),
        ]
    }

    private static let badNumbers = [
        "01", "-01", "00", "-00", "+1", ".5", "-.5", "1.", "-1.", "1.e5", "1e", "1E", "1e+", "1e-", "1e1.5", "1ee1",
        "1e+-1",
        "-", "--1", "- 1", "1 .5", "1_000", "1,000.5", "0x1", "0b1", "0o7", "1f", "1n", "1.2.3", "NaN", "nan", "-NaN",
        "Infinity",
        "-Infinity", "inf", "１", "1٫5", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
        "100000000000000000000000000000", "1e309", "-1e309", "1e999999999",
    ].map { Row("the number \($0)", $0) }

    private static let badEscapes =
        [
            "\"", "\"a", "a\"", "\"\\", "\"\\\"", "\"\\a\"", "\"\\v\"", "\"\\0\"", "\"\\'\"", "\"\\x41\"",
            "\"\\U0041\"", "\"\\ \"",
            "\"\\u\"", "\"\\u1\"", "\"\\u12\"", "\"\\u123\"", "\"\\u123g\"", "\"\\u 123\"", "\"\\u{41}\"",
            "\"\\u+041\"", "\"\\é\"",
        ].map { Row("the string \($0)", $0) }
        + [Row("a backslash before a line break", "\"a\\\nb\"")]

    /// Surrogates alone and in every wrong order.
    private static let badSurrogates = [
        "\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud800\\ud800", "\\udc00\\udc00", "\\udc00\\ud800", "\\ud800a",
        "\\ud800\\n",
        "\\ud800\\u0041", "\\ud800\\ue000", "\\ud83d\\ude00\\ude00", "\\ud83d\\ud83d\\ude00", "\\ud800\\u",
        "\\ud800\\udc0", "a\\ud800",
    ].map { Row("the surrogates \($0)", "\"\($0)\"") }

    private static let controls = (UInt8(0)..<0x20).flatMap { byte in
        // In the first eight bytes, after them, and in a key: each has its own way through the scanner.
        [
            Row("control character \(byte)", string: [byte]),
            Row(
                "control character \(byte) far in",
                string: Array("abcdefghijk".utf8) + [byte] + Array("lmnopqrstuv".utf8)),
            Row("control character \(byte) in a key", bytes: [0x7B, 0x22, byte, 0x22, 0x3A, 0x30, 0x7D]),
        ]
    }

    private static let badSequences: [Row] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2], [0xDF, 0x7F],
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xE0, 0xA0, 0x41], [0xE1, 0x80], [0xE1],
        [0xED, 0xA0, 0x80],
        [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80], [0xF0, 0x90, 0x80, 0x41], [0xF0, 0x90], [0xF0],
        [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        [0xFF, 0xFE], [0xFE, 0xFF], [0x61, 0xE9, 0x62],
    ].map { Row("the sequence \(hex($0))", string: $0) }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}
