package import ConflictData

/// The reference of the API as a page for people: no script, no image, one request. What it says of routes, fields,
/// terms and problems comes from the tables that the program itself goes by; its examples from the dataset it serves.
package struct ReferencePage: Sendable {
    /// A parameter of a route.
    package struct Parameter: Sendable, Equatable {
        let name: String
        let takes: String
        let standard: String?
        let isRequired: Bool
        let summary: String

        package init(name: String, takes: String, standard: String?, isRequired: Bool, summary: String) {
            self.name = name
            self.takes = takes
            self.standard = standard
            self.isRequired = isRequired
            self.summary = summary
        }
    }

    /// A route, and an address of it that answers from this dataset.
    package struct Route: Sendable {
        let path: String
        let summary: String
        let parameters: [Parameter]
        let filters: [RecordType]
        let formats: [String]
        let example: String?

        package init(
            path: String, summary: String, parameters: [Parameter], filters: [RecordType], formats: [String],
            example: String?
        ) {
            self.path = path
            self.summary = summary
            self.parameters = parameters
            self.filters = filters
            self.formats = formats
            self.example = example
        }

        /// The name by which the page links to it: `route-v1-events-id-toll`.
        var anchor: String {
            (["route"] + path.split { !$0.isLetter && !$0.isNumber }).joined(separator: "-")
        }
    }

    /// A kind of problem.
    package struct Problem: Sendable {
        let code: String
        let status: Int
        let title: String
        let explanation: String

        package init(code: String, status: Int, title: String, explanation: String) {
            self.code = code
            self.status = status
            self.title = title
            self.explanation = explanation
        }
    }

    /// A question in words, and the address that answers it.
    package struct Question: Sendable {
        let words: String
        let address: String

        package init(_ words: String, _ address: String) {
            self.words = words
            self.address = address
        }
    }

    /// Suffix and media type.
    package typealias Format = (suffix: String, mediaType: String)

    let card: DatasetCard
    let dataVersion: String
    let release: String
    let questions: [Question]
    let routes: [Route]
    let formats: [Format]
    let problems: [Problem]

    package init(
        card: DatasetCard, dataVersion: String, release: String, questions: [Question],
        routes: [Route], formats: [Format], problems: [Problem]
    ) {
        self.card = card
        self.dataVersion = dataVersion
        self.release = release
        self.questions = questions
        self.routes = routes
        self.formats = formats
        self.problems = problems
    }

    /// What may be loaded and run by the page: its own style, nothing else.
    package static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'"

    /// A part of the page, as the table of contents knows it.
    struct Section {
        let anchor: String
        let title: String
        /// What is listed below it in the table of contents: anchors and titles.
        var entries: [(anchor: String, title: String)] = []
        let write: (inout HTMLText) -> Void
    }

    private var sections: [Section] {
        introduction + [routeSection, filterSection, recordSection, termSection] + answers
    }

    /// The page with the server's name in all its commands, in UTF-8.
    package static func bytes(of pieces: [[UInt8]], server: String) -> [UInt8] {
        var name = HTMLText()
        name.text(server)
        return Array(pieces.joined(separator: name.bytes))
    }

    /// The whole page but for the name by which the server is reached, which stands between these.
    package var pieces: [[UInt8]] {
        var page = HTMLText()
        let sections = sections
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": "en"]) { page in
            page.element("head", [:], writeHead)
            page.element("body") { page in
                page.element("a", "Skip to the reference", ["class": "skip", "href": "#reference"])
                page.element("header", [:], writeHeader)
                page.element("div", ["class": "columns"]) { page in
                    page.element("nav", ["aria-labelledby": "contents"]) { Self.writeContents(sections, to: &$0) }
                    page.element("main", ["id": "reference"]) { page in
                        for section in sections {
                            page.element("section", ["aria-labelledby": section.anchor]) { page in
                                page.element("h2", section.title, ["id": section.anchor])
                                section.write(&page)
                            }
                        }
                    }
                }
                page.element("footer", [:], writeFooter)
            }
        }
        return page.bytes.split(separator: HTMLText.gap, omittingEmptySubsequences: false).map(Array.init)
    }

    private func writeHead(_ page: inout HTMLText) {
        page.empty("meta", ["charset": "utf-8"])
        page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.empty("meta", ["name": "color-scheme", "content": "light dark"])
        page.element("title", "API reference – \(card.title)")
        page.empty("meta", ["name": "description", "content": "How to ask for the data of “\(card.title)”."])
        page.empty("link", ["rel": "icon", "type": "image/svg+xml", "href": "/favicon.svg"])
        for route in routes where route.formats.contains("atom") {
            page.empty(
                "link",
                [
                    "rel": "alternate", "type": "application/atom+xml", "href": route.path + ".atom",
                    "title": route.summary,
                ])
        }
        page.element("style") { $0.raw(Self.style) }
    }

    private func writeHeader(_ page: inout HTMLText) {
        page.element("p", "API reference of the dataset", ["class": "kicker"])
        page.element("h1", card.title, ["dir": "auto"])
        page.element("p", ["class": "card"]) { page in
            page.element("span", card.attribution, ["dir": "auto"])
            page.text(" Licence: ")
            page.element("span", card.license, ["dir": "auto"])
            page.text(".")
        }
        guard !card.caveats.isEmpty else { return }
        page.element("details") { page in
            page.element("summary", card.caveats.count == 1 ? "One caveat" : "\(card.caveats.count) caveats")
            page.element("ul") { page in
                for caveat in card.caveats { page.element("li", caveat, ["dir": "auto"]) }
            }
        }
    }

    private static func writeContents(_ sections: [Section], to page: inout HTMLText) {
        page.element("h2", "Contents", ["id": "contents"])
        page.element("ul") { page in
            for section in sections {
                page.element("li") { page in
                    page.link(section.title, to: "#" + section.anchor)
                    guard !section.entries.isEmpty else { return }
                    page.element("ul") { page in
                        for entry in section.entries {
                            page.element("li") { $0.link(entry.title, to: "#" + entry.anchor) }
                        }
                    }
                }
            }
        }
    }

    private func writeFooter(_ page: inout HTMLText) {
        page.element("p") { page in
            page.text("Data version ")
            page.element("code", dataVersion)
            page.text(", sitrep \(release). The dataset card is at ")
            page.link("/v1", to: "/v1")
            page.text(".")
        }
    }
}
