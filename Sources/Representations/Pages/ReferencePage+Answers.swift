import ConflictData

/// What comes back: formats, how answers are kept, problems; and the files that all of it is made from.
extension ReferencePage {
    var answers: [Section] {
        [
            Section(anchor: "formats", title: "Formats", write: writeFormats),
            Section(anchor: "copies", title: "Keeping a copy", write: Self.writeCopies),
            Section(anchor: "problems", title: "Problems", write: writeProblems),
            Section(anchor: "files", title: "Dataset files", write: Self.writeFiles),
        ]
    }

    private func writeFormats(_ page: inout HTMLText) {
        page.paragraph(
            """
            Ask by suffix (`/v1/tallies.csv`), by `format=csv`, or by `Accept: text/csv`. Every filter works alike in \
            every format: any question is a sheet, a map, a feed and a stream.
            """)
        page.table("Formats", ["Suffix", "Media type", "Of"]) { page in
            for format in formats {
                let paths = routes.filter { $0.formats.contains(format.suffix) }.map(\.path)
                guard !paths.isEmpty else { continue }
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { $0.element("code", "." + format.suffix) }
                    page.element("td") { $0.element("code", format.mediaType) }
                    page.element("td", format.suffix == "json" ? "everything" : paths.joined(separator: ", "))
                }
            }
        }
    }

    private static func writeCopies(_ page: inout HTMLText) {
        page.paragraph(
            """
            Every answer has an `ETag` and a `Last-Modified`. Send the tag back in `If-None-Match`: while your copy is \
            current the answer is 304 without a body, found before any question is worked out. `meta.data_version` is \
            the same for the same data on any machine, and `/v1/changes` says what has changed since a cursor. \
            `as_of=2024-11-29` answers, on every route of the data, from what was known then.
            """)
    }

    private func writeProblems(_ page: inout HTMLText) {
        page.paragraph(
            """
            A problem is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `instance`, and \
            where they apply the `parameter` at fault and `suggestions`, best first.
            """)
        page.table("Problems", ["Type", "Status", "Title", "What to do"]) { page in
            for problem in problems {
                page.element("tr", ["id": "problem-" + problem.code]) { page in
                    page.element("th", ["scope": "row"]) { $0.link(problem.code, to: "/problems/" + problem.code) }
                    page.element("td", String(problem.status))
                    page.element("td", problem.title)
                    page.element("td") { $0.prose(problem.explanation) }
                }
            }
        }
    }

    private static func writeFiles(_ page: inout HTMLText) {
        page.paragraph(
            """
            A dataset is a folder of JSON files. Each type has a JSON Schema, by which an editor completes and checks \
            them; `sitrep init` writes a folder to begin with, and `sitrep check` has the last word.
            """)
        page.table("Schemas", ["Files", "Hold", "Schema"]) { page in
            for subject in JSONSchema.Subject.all {
                let address = "/v1/schema/\(subject.name).json"
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { $0.element("code", subject.name) }
                    page.element("td", subject.summary)
                    page.element("td") { $0.link(address, to: address) }
                }
            }
        }
        page.paragraph("What the figure of a count takes depends on its qualifier:")
        page.table("Figures", ["Qualifier", "Needs", "Takes", "Meaning"]) { page in
            for row in JSONSchema.figureKeys {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { $0.element("code", row.qualifier) }
                    page.element("td", row.needed.joined(separator: ", "))
                    page.element("td", row.taken.map { $0.joined(separator: ", ") }.joined(separator: "; or "))
                    page.element("td", row.meaning)
                }
            }
        }
    }
}
