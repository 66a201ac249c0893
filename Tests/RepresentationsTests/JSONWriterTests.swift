import Representations
import Testing

struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain", #""plain""#),
        ("", #""""#),
        (#"a "quoted" \ path"#, #""a \"quoted\" \\ path""#),
        ("line\nreturn\rtab\t", #""line\nreturn\rtab\t""#),
        ("\u{0}\u{8}\u{1F}\u{7F}", "\"\\u0000\\u0008\\u001f\u{7F}\""),
        ("حلب Alép 🕊 a/b", "\"حلب Alép 🕊 a/b\""),
    ])
    func `escapes a string as RFC 8259 demands and no further`(_ value: String, _ expected: String) {
        #expect(text { $0.string(value) } == expected)
    }

    @Test func `places commas between siblings and only there`() {
        let written = text {
            $0.beginObject()
            $0.key("empty")
            $0.beginObject()
            $0.endObject()
            $0.key("list")
            $0.beginArray()
            $0.integer(1)
            $0.integer(-2)
            $0.beginArray()
            $0.endArray()
            $0.null()
            $0.endArray()
            $0.key("flag")
            $0.boolean(true)
            $0.key("names")
            $0.strings(["a", "b"])
            $0.endObject()
        }
        #expect(written == #"{"empty":{},"list":[1,-2,[],null],"flag":true,"names":["a","b"]}"#)
    }

    @Test func `takes members that are JSON already among its own`() {
        let written = text {
            $0.beginObject()
            $0.members(Array(#""title":"t","x":1"#.utf8))
            $0.members([])
            $0.key("raw")
            $0.value { $0.append(contentsOf: "[0]".utf8) }
            $0.key("none")
            $0.string(nil)
            $0.endObject()
        }
        #expect(written == #"{"title":"t","x":1,"raw":[0],"none":null}"#)
    }

    @Test func `escapes the names of members too`() {
        #expect(
            text {
                $0.beginObject()
                $0.key("a\"b")
                $0.integer(0)
                $0.endObject()
            } == #"{"a\"b":0}"#
        )
    }
}
