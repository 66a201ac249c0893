import Testing

@testable import Representations

struct HTMLTextTests {
    private func written(_ write: (inout HTMLText) -> Void) -> String {
        var page = HTMLText()
        write(&page)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"),
        ("حلب — é 🕊", "حلب — é 🕊"),
        ("\u{0}\u{1B}\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("a\tb\nc", "a\tb\nc"),
        ("&lt;", "&amp;lt;"),
    ])
    func `escapes text in content and attributes alike`(_ text: String, _ escaped: String) {
        #expect(written { $0.element("td", text) } == "<td>\(escaped)</td>")
        #expect(written { $0.empty("meta", ["content": text, "name": nil]) } == "<meta content=\"\(escaped)\">")
    }

    @Test(arguments: [
        ("the `n` of `<id>`", "the <code>n</code> of <code>&lt;id&gt;</code>"), ("none", "none"), ("", ""),
    ])
    func `writes what stands between backquotes as code`(_ text: String, _ html: String) {
        #expect(written { $0.prose(text) } == html)
    }

    @Test func `captions tables and says what their heads are of`() {
        let html = written { page in page.table("Things", ["Name"]) { $0.element("tr") { $0.element("td", "x") } } }
        #expect(html.contains("<caption>Things</caption>"))
        #expect(html.contains("<th scope=\"col\">Name</th>"))
    }
}
