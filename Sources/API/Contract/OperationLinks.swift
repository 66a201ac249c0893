import ConflictData

/// Where an answer leads, as links of OpenAPI: what a client, or a test that follows them, may ask next.
enum OperationLinks {
    static func links(of shape: AnswerShape) -> [SchemaValue.Member] {
        switch shape {
        case .list(let type): [record(type, at: "/data/0/id")] + further(from: type, id: "/data/0/id")
        case .record(let type): further(from: type, id: "/data/id")
        case .resolve:
            [
                link("Actor", .record(.actor), ["id": "/data/matches/0/id"]),
                link("Tallies", .list(.tally), ["actor": "/data/matches/0/id"]),
            ]
        case .toll:
            [
                link("Tally", .record(.tally), ["id": "/data/statements/0/tally_id"]),
                link("Event", .record(.event), ["id": "/data/event/id"]),
            ]
        case .revisions: [link("Tally", .record(.tally), ["id": "/data/0/superseded_by"])]
        case .changes: [link("Later", .changes, ["since": "/data/0/cursor"])]
        default: []
        }
    }

    private static func record(_ type: RecordType, at pointer: String) -> SchemaValue.Member {
        link(type.schemaName, .record(type), ["id": pointer])
    }

    private static func further(from type: RecordType, id: String) -> [SchemaValue.Member] {
        switch type {
        case .tally: [link("Revisions", .revisions, ["id": id]), link("Counts", .list(.count), ["tally_id": id])]
        case .event: [link("Toll", .toll, ["id": id]), link("Tallies", .list(.tally), ["event_id": id])]
        case .interview: [link("Excerpts", .list(.excerpt), ["interview_id": id])]
        case .actor: [link("Tallies", .list(.tally), ["actor": id])]
        case .place: [link("Events", .list(.event), ["within": id])]
        case .source: [link("Tallies", .list(.tally), ["attributed_to": id])]
        case .article: [link("Tallies", .list(.tally), ["article_id": id])]
        case .excerpt, .count: []
        }
    }

    /// - Parameter parameters: what of the answer's body each takes.
    private static func link(
        _ name: String, _ target: AnswerShape, _ parameters: KeyValuePairs<String, String>
    ) -> SchemaValue.Member {
        .init(
            name,
            [
                "operationId": .string(target.operation),
                "parameters": .object(parameters.map { .init($0.key, .string("$response.body#" + $0.value)) }),
            ])
    }
}
