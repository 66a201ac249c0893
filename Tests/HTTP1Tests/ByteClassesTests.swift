import Testing

@testable import HTTP
@testable import HTTP1

@Suite struct ByteClassesTests {
    private static let alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    private static let unreserved = alphanumeric + "-._~"
    private static let subDelims = "!$&'()*+,;="

    static let rows: [(ByteSet, String)] = [
        (ByteClasses.token, alphanumeric + "!#$%&'*+-.^_`|~"),
        (ByteClasses.path, unreserved + subDelims + ":@/"),
        (ByteClasses.query, unreserved + subDelims + ":@/?" + "[]{}|\\^`"),
        (ByteClasses.hostName, unreserved + subDelims.filter { $0 != "," }),
        (ByteClasses.addressLiteral, "0123456789abcdefABCDEF:."),
    ]

    @Test(arguments: rows.indices)
    func `hold exactly the characters of their grammar`(_ index: Int) {
        let (set, characters) = Self.rows[index]
        for byte in UInt8.min...UInt8.max {
            #expect(set.contains(byte) == characters.utf8.contains(byte), "byte \(byte)")
        }
    }

    @Test func `know hexadecimal digits, decimal digits and field values`() {
        for byte in UInt8.min...UInt8.max {
            let text = String(UnicodeScalar(byte))
            let isASCII = byte < 0x80
            #expect(ByteClasses.hexValue(byte) == (isASCII && byte != 0x2B ? UInt8(text, radix: 16) : nil))
            #expect(ByteClasses.isDigit(byte) == "0123456789".utf8.contains(byte))
            #expect(ByteClasses.isFieldValue(byte) == (byte == 0x09 || (byte >= 0x20 && byte != 0x7F)))
            #expect(ByteClasses.isWhitespace(byte) == (byte == 0x09 || byte == 0x20))
        }
    }

    @Test func `agree on tokens with the field values of the HTTP target`() {
        for byte in UInt8.min...UInt8.max {
            var cursor = FieldCursor()
            #expect(cursor.token([byte].span).isEmpty != ByteClasses.token.contains(byte), "byte \(byte)")
        }
    }
}
