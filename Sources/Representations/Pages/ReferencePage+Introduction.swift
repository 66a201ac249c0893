/// What to know before the first question, and how to ask it.
extension ReferencePage {
    var introduction: [Section] {
        [
            Section(anchor: "rules", title: "Three rules", write: Self.writeRules),
            Section(anchor: "first-question", title: "Ask your first question", write: writeQuestions),
        ]
    }

    private static func writeRules(_ page: inout HTMLText) {
        page.paragraph("Whatever you take from here, these hold. They explain most of what follows.")
        page.element("ol", ["class": "rules"]) { page in
            for (rule, reason) in rules {
                page.element("li") { page in
                    page.element("strong", rule)
                    page.text(" ")
                    page.prose(reason)
                }
            }
        }
    }

    private static let rules = [
        (
            "A number never travels without who said it, when, and how sure.",
            """
            “At least 255” is not 255: a figure has a qualifier, a `min` and a `max`, and `null` is a bound that is open.
            """
        ),
        (
            "Unknown is not zero.",
            "A field that is absent, `null`, “dozens” and 0 are four different answers. Keep them apart in your sheets."
        ),
        (
            "What overlaps is never added.",
            """
            A part and its whole, a running total and what is new in it, two parties on one event: sums leave them \
            apart, or are refused with the tallies that overlap.
            """
        ),
    ]

    private func writeQuestions(_ page: inout HTMLText) {
        page.paragraph(
            """
            Every address answers a plain `GET`; nothing can be changed, and no key is needed. Follow a link to see the \
            answer here, or copy the command.
            """)
        for question in questions {
            page.element("div", ["class": "question"]) { page in
                page.element("p") { $0.link(question.words, to: question.address) }
                page.element("pre") { page in
                    page.element("code") { page in
                        page.text("curl '")
                        page.gap()
                        page.text("\(question.address)'")
                    }
                }
            }
        }
        page.paragraph(
            """
            An answer is an envelope: `data`, a list or one record; `meta` with the total, the data version, licence, \
            attribution and caveats, which belong to whatever you take; `links` to this page of the answer, the next \
            and the one before. `envelope=false` gives the data alone, and the `Link` field still carries the links.
            """)
    }
}
