import ConflictData

/// The schema of problems, and which of them a route may answer with.
enum ProblemSchema {
    private typealias Answer = AnswerSchemas

    static let problem = Answer.titled(
        "What went wrong (RFC 9457).",
        [
            "type": "object",
            "properties": [
                "type": [
                    "type": "string", "format": "uri-reference",
                    "enum": .strings(ErrorCode.allCases.map(\.type) + ["about:blank"]),
                    "description": "Which problem it is: stable, and the address of its explanation.",
                ],
                "title": Answer.text("The same for every occurrence."),
                "status": ["type": "integer", "minimum": 400, "maximum": 599],
                "detail": Answer.text("What happened this time, and what to do."),
                "instance": Answer.text("The address that was asked for."),
                "parameter": Answer.text("The parameter at fault."),
                "suggestions": Answer.texts("What may have been meant, best first."),
                "overlaps": [
                    "type": "array",
                    "items": ServedSchema.strict([
                        ("tallies", Answer.texts("Two tallies.")), ("reason", Answer.text("Why they cannot be added.")),
                    ]),
                    "description": "Of sums that were refused: which tallies count the same.",
                ],
                "overlaps_total": Answer.count("How many such pairs there are."),
                "policies": [
                    "type": "array", "items": Answer.terms(Policy.allCases.map(\.rawValue), "A value of `policy`."),
                    "description": "The policies that would choose.",
                ],
            ],
            "required": ["type", "title", "status", "detail"], "additionalProperties": false,
        ])

    /// A row of `/problems`.
    static let kind = ServedSchema.strict([
        ("type", Answer.address("As it stands in problems, and the address of this row.")),
        ("status", ["type": "integer", "minimum": 400, "maximum": 599]), ("title", Answer.text("A few words.")),
        ("explanation", Answer.text("What happened, and what to do about it.")),
    ])

    /// The statuses of problems that a route may answer with, in order.
    static func statuses(of route: Route) -> [Int] {
        let isNegotiated = !route.formats.isEmpty
        return Set(
            ErrorCode.allCases.filter { code in
                switch code {
                case .routeNotFound:
                    [.problem, .schema, .file].contains(route.shape) || route.path == SiteHandler.securityPath
                case .recordNotFound: route.shape.owner != nil
                case .nameNotFound: route.shape == .resolve
                case .methodNotAllowed: false
                case .notAcceptable: isNegotiated
                case .overlappingTallies: route.shape == .aggregate
                case .recordRetracted: route.shape.mayBeGone
                case .preconditionFailed: ResponseObjects.hasValidators(route)
                default: true
                }
            }.map(\.statusCode)
        ).sorted()
    }

    /// The responses of problems, one for each status, with an example of each kind.
    static var responses: [SchemaValue.Member] {
        let codes = Dictionary(grouping: ErrorCode.allCases, by: \.statusCode)
        return codes.keys.sorted().map { status in
            let kinds = codes[status] ?? []
            return .init(
                name(of: status),
                response(
                    kinds.map(\.title).joined(separator: "; ") + ".", examples: kinds.map { ($0.rawValue, example($0)) }
                ))
        } + [
            .init(
                "Refused",
                response(
                    """
                    Refused before it was read (400, 408, 413, 414, 417, 431, 501, 505), or the server has too much to \
                    do (503).
                    """,
                    examples: [
                        (
                            "overloaded",
                            [
                                "type": "about:blank", "title": "Service Unavailable", "status": 503,
                                "detail": "too many connections",
                            ]
                        )
                    ]))
        ]
    }

    static func name(of status: Int) -> String { "Problem\(status)" }

    private static func response(_ description: String, examples: [(String, SchemaValue)]) -> SchemaValue {
        [
            "description": .string(description),
            "headers": ["Cache-Control": ["$ref": "#/components/headers/Cache-Control"]],
            "content": [
                "application/problem+json": [
                    "schema": Answer.reference("Problem"),
                    "examples": .object(examples.map { .init($0.0, ["value": $0.1]) }),
                ]
            ],
        ]
    }

    private static func example(_ code: ErrorCode) -> SchemaValue {
        [
            "type": .string(code.type), "title": .string(code.title), "status": .integer(Int64(code.statusCode)),
            "detail": .string(code.explanation), "instance": "/v1/tallies",
        ]
    }
}
