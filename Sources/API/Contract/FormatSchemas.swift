import ConflictData

/// Schemas of the formats of a list that are JSON too, and what the others are called.
enum FormatSchemas {
    private typealias Answer = AnswerSchemas

    static var components: [SchemaValue.Member] {
        [.init("FeatureCollection", map), .init("JSONFeed", feed)]
    }

    /// What `content` says of a format of a route.
    static func schema(of format: RepresentationFormat, _ shape: AnswerShape) -> SchemaValue {
        switch format {
        case .json: json(shape)
        case .geojson: Answer.reference("FeatureCollection")
        case .jsonFeed: Answer.reference("JSONFeed")
        case .ndjson: ["type": "string", "description": "One record a line, each as `data` would hold it."]
        case .csv:
            ["type": "string", "description": "A sheet (RFC 4180): the names of the columns, then a line a row."]
        case .atom: ["type": "string", "description": "An Atom feed (RFC 4287)."]
        case .rss: ["type": "string", "description": "An RSS 2.0 feed."]
        case .svg: ["type": "string", "description": "A chart."]
        }
    }

    /// What a whole list is as a file.
    static func schema(of format: BulkFormat) -> SchemaValue {
        switch format {
        case .lines: ["type": "string", "description": "All records of a list, one a line."]
        case .gzip: ["type": "string", "description": "The same lines, compressed (RFC 1952)."]
        case .sheet: ["type": "string", "description": "All records of a list as a sheet (RFC 4180)."]
        }
    }

    /// The envelope, or with `envelope=false` what is in it.
    static func json(_ shape: AnswerShape) -> SchemaValue {
        guard let name = shape.dataName else { return true }
        let data = shape.isRows ? Answer.rows(of: name) : Answer.reference(name)
        guard let envelope = shape.envelopeName else { return data }
        return ["anyOf": [Answer.reference(envelope), data]]
    }

    private static let map = Answer.titled(
        "A map (RFC 7946).",
        [
            "type": "object",
            "properties": [
                "type": ["const": "FeatureCollection"],
                "features": ["type": "array", "items": feature],
                "bbox": ["type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 4],
                "attribution": ["type": "string"], "license": ["type": "string"],
            ],
            "required": ["type", "features", "attribution", "license"], "additionalProperties": false,
        ])

    private static let feature = ServedSchema.strict([
        ("type", ["const": "Feature"]), ("id", ["type": "string"]),
        (
            "geometry",
            [
                "oneOf": [
                    ["type": "null"],
                    ServedSchema.strict([("type", ["const": "Point"]), ("coordinates", position)]),
                    ServedSchema.strict([
                        ("type", ["const": "MultiPoint"]), ("coordinates", ["type": "array", "items": position]),
                    ]),
                ],
                "description": "Where it is; null: nobody knows.",
            ]
        ),
        (
            "properties",
            [
                "type": "object", "description": "The columns of the sheet.",
                "additionalProperties": ["type": ["string", "integer", "number", "boolean", "null"]],
            ]
        ),
    ])

    private static let position: SchemaValue = [
        "type": "array", "items": ["type": "number"], "minItems": 2, "maxItems": 2,
    ]

    private static let feed = Answer.titled(
        "A feed (JSON Feed 1.1).",
        [
            "type": "object",
            "properties": [
                "version": ["const": "https://jsonfeed.org/version/1.1"], "title": ["type": "string"],
                "description": ["type": "string"], "home_page_url": ["type": "string"],
                "feed_url": ["type": "string"], "next_url": ["type": "string"], "authors": authors,
                "items": ["type": "array", "items": item],
            ],
            "required": ["version", "title", "items"], "additionalProperties": false,
        ])

    private static let authors: SchemaValue = [
        "type": "array", "items": ServedSchema.strict([("name", ["type": "string"])]),
    ]

    private static let item: SchemaValue = [
        "type": "object",
        "properties": [
            "id": ["type": "string"], "url": ["type": "string"], "external_url": ["type": "string"],
            "title": ["type": "string"], "content_text": ["type": "string"], "summary": ["type": "string"],
            "date_published": ["type": "string", "format": "date-time"],
            "date_modified": ["type": "string", "format": "date-time"],
            "tags": ["type": "array", "items": ["type": "string"]], "authors": authors,
            "language": ["type": "string"],
            "_geo": ServedSchema.strict([("lat", ["type": "number"]), ("lon", ["type": "number"])]),
        ],
        "required": ["id", "url", "content_text", "date_modified"], "additionalProperties": false,
    ]
}
