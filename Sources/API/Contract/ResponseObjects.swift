import ConflictData
import HTTP

/// Answers that went well, as OpenAPI describes them: media types, schemas, fields of the head, and where to go on.
enum ResponseObjects {
    static func reference(_ name: String) -> SchemaValue { ["$ref": "#/components/responses/\(name)"] }

    /// Whether a copy of the answer can be asked about.
    static func hasValidators(_ route: Route) -> Bool {
        !route.formats.isEmpty || [.contract, .schema, .file].contains(route.shape)
    }

    static func success(of route: Route) -> SchemaValue {
        var response: SchemaValue = ["description": .string(route.summary)]
        if hasValidators(route) {
            response = response.adding("headers", fields(["ETag", "Last-Modified", "Cache-Control", "Vary", "Link"]))
        } else {
            response = response.adding("headers", fields(["Cache-Control"]))
        }
        response = response.adding("content", content(of: route))
        let links = OperationLinks.links(of: route.shape)
        return links.isEmpty ? response : response.adding("links", .object(links))
    }

    private static func content(of route: Route) -> SchemaValue {
        if case .document(let mediaType, _) = route.shape {
            return .object([.init(mediaType, ["schema": mediaType.hasSuffix("json") ? linkset : ["type": "string"]])])
        }
        if route.shape == .file {
            return .object(
                BulkFormat.allCases.map { format in
                    let type = "\(format.mediaType.type)/\(format.mediaType.subtype)"
                    return .init(type, ["schema": FormatSchemas.schema(of: format)])
                })
        }
        if route.shape == .schema {
            return .object([.init("application/schema+json", ["schema": FormatSchemas.json(route.shape)])])
        }
        let formats = route.formats.isEmpty ? [.json] : route.formats
        return .object(
            formats.map { format in
                .init(
                    "\(format.mediaType.type)/\(format.mediaType.subtype)",
                    ["schema": FormatSchemas.schema(of: format, route.shape)])
            })
    }

    /// RFC 9264 §4.2: what is linked from where, a relation a member.
    private static let linkset: SchemaValue = [
        "type": "object", "required": ["linkset"], "additionalProperties": false,
        "properties": [
            "linkset": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["anchor"],
                    "properties": ["anchor": ["type": "string", "format": "uri"]],
                    "additionalProperties": [
                        "type": "array",
                        "items": [
                            "type": "object", "required": ["href"],
                            "properties": ["href": ["type": "string", "format": "uri"], "type": ["type": "string"]],
                        ],
                    ],
                ],
            ]
        ],
    ]

    /// The way in leads elsewhere.
    static let redirect: SchemaValue = [
        "description": "Leads to the dataset card, or to the reference who prefers HTML.",
        "headers": fields(["Location", "Cache-Control"]),
    ]

    static let moved = SchemaValue.Member(
        "Moved",
        [
            "description": "The record goes by another id now: ask at `Location`.",
            "headers": fields(["Location", "Cache-Control"]),
        ])

    static let notModified = SchemaValue.Member(
        "NotModified",
        [
            "description": "The copy that `If-None-Match` or `If-Modified-Since` speaks of is current.",
            "headers": fields(["ETag", "Last-Modified", "Cache-Control", "Vary"]),
        ])

    // MARK: Fields of the head

    private static func fields(_ names: [String]) -> SchemaValue {
        .object(names.map { .init($0, ["$ref": "#/components/headers/\($0)"]) })
    }

    static let headers: [SchemaValue.Member] = [
        field("ETag", "Names this answer; strong.", "\"3f1c9a0b2d4e5f60\""),
        field(
            "Last-Modified", "The latest change that the data itself names.", "Sat, 30 Nov 2024 15:05:00 GMT"),
        field("Cache-Control", "Copies may be kept, and must be asked about.", "public, max-age=0, must-revalidate"),
        field("Vary", "What the answer depends on.", "Accept, Accept-Encoding"),
        field("Link", "The relations of `links` (RFC 8288).", "</v1/tallies>; rel=\"self\""),
        field("Location", "Where to ask.", "/v1"),
    ]

    private static func field(_ name: String, _ description: String, _ example: String) -> SchemaValue.Member {
        .init(
            name,
            [
                "description": .string(description), "required": true, "schema": ["type": "string"],
                "example": .string(example),
            ])
    }
}
