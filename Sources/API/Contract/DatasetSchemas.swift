import ConflictData
import Representations

/// Schemas of what is told of the dataset and the service.
enum DatasetSchemas {
    private typealias Answer = AnswerSchemas

    static var components: [SchemaValue.Member] {
        [
            .init("Dataset", dataset), .init("Resolution", resolution), .init("ActorMatch", match),
            .init("SearchHit", hit), .init("Check", check), .init("Change", change), .init("Feed", feed),
            .init("ProblemKind", ProblemSchema.kind), .init("Liveness", liveness), .init("Readiness", readiness),
            .init("FileSchema", fileSchema), .init("ExportedFile", exportedFile),
            .init("JSONSchema", ["type": "object", "description": "A JSON Schema (2020-12) of dataset files."]),
            .init("OpenAPI", ["type": "object", "description": "This document (OpenAPI 3.1)."]),
        ]
    }

    private static var dataset: SchemaValue {
        let relations = RouteTable.routes.compactMap(\.relation)
        let card = ServedSchema.object(
            ServedSchema.card + [
                ("data_version", Answer.text("The state of the data: the same for the same data on any machine.")),
                (
                    "counts",
                    ServedSchema.strict(RecordType.allCases.map { ($0.plural, Answer.count("How many are served.")) })
                ),
                ("links", ServedSchema.strict(relations.map { ($0, Answer.address("Where to go on.")) })),
            ])
        return Answer.titled("The dataset card.", card)
            .adding("required", ["title", "license", "attribution", "data_version", "counts", "links"])
    }

    private static let resolution = Answer.titled(
        "Whom a name means.",
        ServedSchema.strict([
            ("name", Answer.text("The name that was asked for.")),
            ("on", Answer.optionalText("The date that was asked for.")),
            (
                "matches",
                Answer.rows(of: "ActorMatch").adding("description", "The actors it means: one, at any date.")
            ),
            ("alternatives", Answer.rows(of: "ActorMatch").adding("description", "Who else it could be.")),
        ]))

    private static let match = ServedSchema.strict([
        ("id", ParameterObject.id),
        (
            "via",
            ServedSchema.strict([
                ("name", Answer.text("The name through which it matched.")),
                ("kind", Answer.optionalText("What kind of name it is; null: the usual one.")),
                ("from", Answer.optionalText("Since when it has been used.")),
                ("to", Answer.optionalText("Until when it was used.")),
            ])
        ),
        ("url", Answer.address("The actor's address.")), ("actor", Answer.reference("Actor")),
    ])

    private static var hit: SchemaValue {
        let row = Answer.row(
            AnswerColumn.ofSearch(isHighlighted: true),
            with: [
                "type": Answer.terms(Dataset.searchedTypes.map(\.rawValue), "The type of the record."),
                "id": ParameterObject.id,
            ])
        // `highlight=false` leaves them out.
        let required = AnswerColumn.ofSearch(isHighlighted: false).map(\.name)
        return .object(row.members.map { $0.key == "required" ? .init("required", .strings(required)) : $0 })
    }

    private static let check = Answer.titled(
        "Something that the checks of the dataset found.",
        Answer.row(
            AnswerColumn.ofFindings,
            with: [
                "severity": Answer.terms(Finding.Severity.allCases.map(\.rawValue), "How bad it is."),
                "rule": Answer.terms(Rule.allCases.map(\.rawValue), "The rule that the dataset breaks."),
            ]))

    private static let change = Answer.titled(
        "Something that happened to a record.",
        Answer.row(
            AnswerColumn.ofChanges,
            with: [
                "change": Answer.terms(RecordChange.Kind.allCases.map(\.rawValue), "What happened."),
                "type": Answer.terms(RecordType.stored.map(\.rawValue), "The type of the record."),
                "id": ParameterObject.id,
                "cursor": Answer.text("Stands behind this row: `since` it gives what came later."),
            ]))

    private static var feed: SchemaValue {
        let formats = RepresentationFormat.feeds.map { $0 == .jsonFeed ? "json_feed" : $0.rawValue }
        return ServedSchema.strict(
            [("list", Answer.address("The list.")), ("title", Answer.text("What is in it."))]
                + formats.map { ($0, Answer.address("The list as a feed.")) })
    }

    private static let exportedFile = Answer.titled(
        "A whole list as a file.",
        ServedSchema.strict([
            ("name", Answer.terms(BulkName.all.map(\.text), "The name under which to keep it.")),
            ("type", Answer.terms(RecordType.allCases.map(\.rawValue), "The type of its records.")),
            ("format", Answer.terms(BulkFormat.allCases.map(\.rawValue), "The form that its name ends with.")),
            ("media_type", Answer.text("The value of `Content-Type`.")),
            ("rows", Answer.count("How many records are in it.")), ("bytes", Answer.count("How long it is.")),
            ("sha256", ["type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of its bytes."]),
            ("url", Answer.address("Where it is.")),
        ]))

    private static let fileSchema = ServedSchema.strict([
        ("type", Answer.terms(JSONSchema.Subject.all.map(\.name), "What the files hold.")),
        ("title", Answer.text("What that is.")), ("url", Answer.address("The schema.")),
    ])

    private static let liveness = ServedSchema.strict([("status", Answer.terms(["ok"], "The process answers."))])

    private static let readiness = ServedSchema.strict([
        ("status", Answer.terms(["ok"], "A dataset is served.")), ("data_version", Answer.text("Which.")),
    ])
}
