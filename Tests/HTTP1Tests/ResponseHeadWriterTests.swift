import HTTPTypes
import Testing

@testable import HTTP1

@Suite struct ResponseHeadWriterTests {
    @Test func `writes status line, fields, room for a date and the end`() throws {
        var writer = ResponseHeadWriter()
        writer.writeStatusLine(.notFound)
        try writer.writeFields([.contentType: "application/json", .vary: "Accept"])
        try writer.writeField("Content-Length", 12)
        writer.writeDateHole()
        try writer.writeField("X-Empty", "")
        writer.writeEnd()
        let date = String(repeating: " ", count: ResponseHeadWriter.dateBytes)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text == "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nVary: Accept\r\n"
                + "Content-Length: 12\r\nDate: \(date)\r\nX-Empty: \r\n\r\n"
        )
        let offset = try #require(writer.dateOffset)
        #expect(writer.bytes[offset - 6..<offset].elementsEqual("Date: ".utf8))
    }

    @Test(arguments: ["a\r\nb", "a\rb", "a\nb", "\u{0}", "a\u{0}b"])
    func `refuses a value that would end its line`(_ value: String) {
        var writer = ResponseHeadWriter()
        #expect(throws: ResponseHeadWriter.Failure.malformedValue) { try writer.writeField("X-Test", value) }
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: ["\r", "\n", "\u{0}"])
    func `finds what would end a line wherever it stands in a long value`(_ end: String) throws {
        for before in 0..<100 {
            let value = String(repeating: "ä", count: before) + end + String(repeating: "b", count: 99 - before)
            var writer = ResponseHeadWriter()
            #expect(throws: ResponseHeadWriter.Failure.malformedValue) { try writer.writeField("Link", value) }
        }
        var writer = ResponseHeadWriter()
        try writer.writeField("Link", String(repeating: "ä\t b", count: 1_000))
    }

    @Test(arguments: ["", "a b", "a:", "a\r\n", "ä", "a\u{0}", "(a)"])
    func `refuses a name that is no token`(_ name: String) {
        var writer = ResponseHeadWriter()
        #expect(throws: ResponseHeadWriter.Failure.malformedName) { try writer.writeField(name, "b") }
        #expect(throws: ResponseHeadWriter.Failure.malformedName) { try writer.writeField(name, 1) }
        #expect(writer.bytes.isEmpty)
    }

    @Test func `keeps a made-up reason phrase on its line`() {
        var writer = ResponseHeadWriter()
        writer.writeStatusLine(HTTPResponse.Status(code: 299, reasonPhrase: "a\r\nX: b"))
        #expect(writer.bytes.count { $0 == 0x0A } == 1)
        #expect(writer.bytes.count { $0 == 0x0D } == 1)
    }
}
