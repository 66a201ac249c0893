import ConflictData

/// Every route: what it answers, what it takes, which formats it has, and an address to try.
extension ReferencePage {
    var routeSection: Section {
        Section(
            anchor: "routes", title: "Routes", entries: routes.map { ($0.anchor, $0.path) }, write: writeRoutes)
    }

    private func writeRoutes(_ page: inout HTMLText) {
        page.paragraph(
            """
            All routes answer `GET` and `HEAD`. A parameter that is unknown, given twice or of the wrong type is an \
            error that names the nearest right one; nothing is ignored silently.
            """)
        let shared = sharedParameters
        Self.writeParameters(shared, caption: "Parameters that many routes share", isNamed: true, to: &page)
        for route in routes {
            page.element("article", ["aria-labelledby": route.anchor]) { page in
                page.element("h3", ["id": route.anchor]) { $0.element("code", route.path) }
                page.paragraph(route.summary)
                let own = route.parameters.filter { !shared.contains($0) }
                if !own.isEmpty {
                    Self.writeParameters(own, caption: "Parameters of \(route.path)", isNamed: false, to: &page)
                }
                Self.writeFacts(of: route, shared: shared, to: &page)
            }
        }
    }

    /// Those that three routes or more have, in the same words: said once.
    private var sharedParameters: [Parameter] {
        var shared: [Parameter] = []
        for parameter in routes.flatMap(\.parameters) where !shared.contains(parameter) {
            if routes.count(where: { $0.parameters.contains(parameter) }) >= 3 { shared.append(parameter) }
        }
        // Two of one name would have one anchor.
        return shared.filter { parameter in shared.count { $0.name == parameter.name } == 1 }
    }

    private static func writeParameters(
        _ parameters: [Parameter], caption: String, isNamed: Bool, to page: inout HTMLText
    ) {
        page.table(caption, ["Parameter", "Takes", "If left out", "Meaning"]) { page in
            for parameter in parameters {
                page.element("tr", ["id": isNamed ? "parameter-" + parameter.name : nil]) { page in
                    page.element("th", ["scope": "row"]) { $0.element("code", parameter.name) }
                    page.element("td", parameter.takes)
                    page.element("td", parameter.standard ?? (parameter.isRequired ? "needed" : ""))
                    page.element("td") { $0.prose(parameter.summary) }
                }
            }
        }
    }

    private static func writeFacts(of route: Route, shared: [Parameter], to page: inout HTMLText) {
        page.element("dl") { page in
            let names = route.parameters.filter(shared.contains).map(\.name)
            if !names.isEmpty {
                page.element("dt", "Also takes")
                page.element("dd") { page in
                    for (index, name) in names.enumerated() {
                        if index > 0 { page.text(", ") }
                        page.link(name, to: "#parameter-" + name)
                    }
                }
            }
            if !route.filters.isEmpty {
                page.element("dt", "Filters")
                page.element("dd") { page in
                    for type in route.filters {
                        page.link("the fields of \(type.plural)", to: "#" + anchor(of: type))
                        page.text(", ")
                    }
                    page.text("and ")
                    page.link("who, when, where and what the text says", to: "#filters")
                }
            }
            if !route.formats.isEmpty {
                page.element("dt", "Formats")
                page.element("dd", route.formats.map { "." + $0 }.joined(separator: ", "))
            }
            if let example = route.example {
                page.element("dt", "Try")
                page.element("dd") { $0.link(example, to: example) }
            }
        }
    }
}
