import ConflictData
import Representations

/// The contract as OpenAPI 3.1: every route of the table with its parameters and answers, for clients, tests and
/// reference pages.
struct OpenAPIDocument {
    let root: SchemaValue

    init(dataset: Dataset, release: String, server: String) {
        let examples = FieldExamples(of: dataset)
        var parameters = ParameterComponents()
        let operations = RouteTable.routes.map { OperationObject(route: $0, examples: examples) }
        // Lists have the most parameters, so the plain names are theirs.
        for operation in operations where operation.route.relation != nil { _ = operation.object(&parameters) }
        let paths = operations.map { SchemaValue.Member($0.route.path, ["get": $0.object(&parameters)]) }
        root = [
            "openapi": "3.1.0",
            "info": Self.info(dataset, release),
            "servers": [["url": .string(server)]],
            "tags": .list(
                AnswerShape.chapters.map { ["name": .string($0.name), "description": .string($0.summary)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(AnswerSchemas.components),
                "parameters": .object(parameters.all),
                "responses": .object([ResponseObjects.notModified, ResponseObjects.moved] + ProblemSchema.responses),
                "headers": .object(ResponseObjects.headers),
            ],
        ]
    }

    /// The document as it is sent: without white space, since it is long.
    var bytes: [UInt8] {
        var writer = JSONWriter(reservingCapacity: Self.typicalBytes)
        writer.tree(root)
        return writer.bytes
    }

    private static let typicalBytes = 1 << 20

    private static func info(_ dataset: Dataset, _ release: String) -> SchemaValue {
        [
            "title": "\(dataset.card.title) (sitrep)",
            "summary": "Who says what happened, where, to whom, and how sure they are.",
            "description": .string(introduction(dataset)),
            "version": .string(release),
            "license": ["name": .string(dataset.card.license)],
        ]
    }

    private static func introduction(_ dataset: Dataset) -> String {
        """
        Reports of a conflict, to be read by programs and people: articles, actors, casualty tallies, interviews and \
        their excerpts, events, places and sources. Everything is read with plain `GET` (or `HEAD`); no key is needed, \
        and any web page may read it.

        Three rules stand above the rest. **A number never travels without who said it, when, and how sure.** \
        **Unknown is not zero:** absent, `null`, "dozens" and 0 are four answers. **The server never adds what \
        overlaps:** it answers by source, or refuses with 409 and says what would decide.

        ## Asking

        Every list takes the same grammar. `field=a,b` gives records with any of the values; `field[not]=`, \
        `field[gte]=`, `field[gt]=`, `field[lte]=`, `field[lt]=` and `field[exists]=` say otherwise; nested fields are \
        reached by dots. `q` searches texts, `actor` takes any name, `on`, `since` and `until` ask for a time, \
        `within`, `bbox` and `near` for a place. `as_of` answers from what was known at a moment. A value in double \
        quotes may hold a comma. A parameter that is unknown, repeated or ill-typed is refused with the nearest right \
        one.

        ## Answers

        Data comes in an envelope: `data`, `meta` with totals and terms, `links` to the pages around it. \
        `envelope=false` gives the data alone. Follow `links.next` until it is `null` to read a whole list. Other \
        formats are asked for by a suffix of the path (`/v1/tallies.csv`), by `format`, or by `Accept`. Every answer \
        from the data has a strong `ETag`: ask with `If-None-Match` whether your copy is current.

        What goes wrong is `application/problem+json`; its `type` is stable and leads to an explanation.

        ## This dataset

        \(dataset.card.attribution)

        \(dataset.card.caveats.map { "- \($0)" }.joined(separator: "\n"))
        """
    }
}

extension JSONWriter {
    /// Writes a tree as one value.
    fileprivate mutating func tree(_ tree: SchemaValue) {
        switch tree {
        case .string(let text): string(text)
        case .integer(let number): integer(Int(number))
        case .number(let number): value { $0.append(contentsOf: "\(number)".utf8) }
        case .flag(let flag): boolean(flag)
        case .null: null()
        case .list(let elements):
            beginArray()
            for element in elements { self.tree(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                key(member.key)
                self.tree(member.value)
            }
            endObject()
        }
    }
}
