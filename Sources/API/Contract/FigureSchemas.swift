import ConflictData
import Representations

/// Schemas of what statements come to: sums, series, tolls.
enum FigureSchemas {
    private typealias Answer = AnswerSchemas

    static var components: [SchemaValue.Member] {
        [
            .init("AggregateRow", aggregate), .init("TimeSeriesPoint", Answer.row(AnswerColumn.ofTimeSeries)),
            .init("Toll", toll), .init("TollStatement", statement), .init("TollCount", count),
            .init("TollFigure", figure), .init("TollSkipped", skipped), .init("CountValue", value),
        ]
    }

    private static var aggregate: SchemaValue {
        let group: SchemaValue = [
            "type": "object", "description": "The values that the counts of the row share, by the keys of `group_by`.",
            "additionalProperties": ["type": ["string", "null"]],
            "propertyNames": ["anyOf": [["enum": .strings(GroupKey.names)], ["pattern": "^place\\.x_"]]],
        ]
        return ServedSchema.strict(
            [("group", group)] + AnswerColumn.ofAggregate([]).map { ($0.name, Answer.schema(of: $0)) })
    }

    // MARK: Tolls

    private static let toll = ServedSchema.strict([
        (
            "event",
            ServedSchema.strict([
                ("id", ParameterObject.id), ("name", Answer.text("What it is called.")),
                ("date_start", Answer.text("First day.")),
                ("links", ServedSchema.strict([("self", Answer.address("The event."))])),
            ]).with("date_end", Answer.optionalText("Last day."))
        ),
        ("measure", Answer.text("What is counted.")), ("unit", Answer.optionalText("What one is.")),
        ("policy", Answer.terms(Policy.allCases.map(\.rawValue), "How `result` was chosen.")),
        (
            "statements",
            Answer.rows(of: "TollStatement").adding("description", "What each party says, newest first.")
        ),
        ("totals", Answer.rows(of: "TollFigure").adding("description", "What each party's statements come to.")),
        (
            "result",
            [
                "oneOf": [
                    ServedSchema.strict(interval + [("parties", Answer.texts("Whose figures it is made of."))]),
                    ["type": "null"],
                ],
                "description": "What the policy makes of them; null with by_source.",
            ]
        ),
        (
            "envelope",
            ServedSchema.strict([
                ("min", Answer.number("The least that anybody says.")),
                ("max", Answer.number("The most that anybody says; null when one is open.")),
                ("parties", Answer.texts("Who gives a figure.")),
                ("comparable", ["type": "boolean", "description": "Whether they count the same thing."]),
            ])
        ),
        ("disagreement", disagreement), ("checks", Answer.rows(of: "Check")),
        (
            "used",
            [
                "type": "array",
                "items": ServedSchema.strict([
                    ("tally_id", ParameterObject.id), ("attributed_to", ParameterObject.id),
                    ("counts", Answer.texts("Its counts that stand.")),
                ]),
                "description": "The tallies behind the figures.",
            ]
        ),
        ("skipped", Answer.rows(of: "TollSkipped").adding("description", "What was left out, and why.")),
    ])

    private static let disagreement = ServedSchema.strict([
        ("summary", Answer.text("One sentence on who differs, and by how much.")),
        ("compared", Answer.count("How many things at least two parties give a figure for.")),
        (
            "pairs",
            [
                "type": "array",
                "items": ServedSchema.strict([
                    ("of", Answer.text("Of whom, or of what.")), ("lower", Answer.reference("TollFigure")),
                    ("higher", Answer.reference("TollFigure")),
                    ("compatible", ["type": "boolean", "description": "Whether one number could be what both mean."]),
                    (
                        "gap",
                        ServedSchema.strict([
                            ("min", Answer.number("How far apart they are at least.")),
                            ("max", Answer.number("At most; null when open.")),
                        ])
                    ),
                ]).with(subject),
            ]
        ),
    ])

    private static let interval: [(String, SchemaValue)] = [
        ("value", Answer.number("The figure given; null where there is no single one.")),
        ("min", Answer.number("The least it can be; null when open.")),
        ("max", Answer.number("The most it can be; null when open.")),
    ]

    private static let party: [(String, SchemaValue)] = [
        ("attributed_to", ParameterObject.id), ("name", Answer.optionalText("The party's name.")),
    ]

    private static let figure = Answer.titled(
        "What one party says.",
        ServedSchema.strict(
            party + interval + [
                ("report_date", Answer.optionalText("When it was said last.")),
                ("tallies", Answer.texts("The tallies behind it.")), ("counts", Answer.texts("The counts behind it.")),
            ]))

    private static let value = Answer.titled(
        "A figure, and how sure it is.",
        ServedSchema.strict([("qualifier", Answer.optionalText("How it is meant; null: it was added up."))] + interval)
            .with("best", Answer.count("The best estimate between the bounds."))
            .with("text", Answer.text("The word used in place of a number."))
            .with("min_derived", ["type": "boolean", "description": "Whether `min` was derived from that word."]))

    /// Who or what is counted; what says nothing is absent.
    private static let subject: [(String, SchemaValue)] = [
        ("population", part(["status", "affiliation_actor_id", "sex", "age_group", "occupation"])),
        ("item", part(["category", "outcome"])), ("cause", Answer.text("Cause of death or injury.")),
        ("perpetrator", part(["actor_id", "attribution"])),
    ]

    private static func part(_ names: [String]) -> SchemaValue {
        [
            "type": "object", "properties": .object(names.map { .init($0, ["type": "string"]) }),
            "additionalProperties": false,
        ]
    }

    /// What a figure is made of.
    private static let breakdown: [(String, SchemaValue)] = [
        ("breakdown", Answer.rows(of: "TollCount").adding("description", "Its parts.")),
        (
            "exhaustive",
            ["type": ["boolean", "null"], "description": "Whether the parts are all of it; null: not said."]
        ),
        (
            "unexplained",
            [
                "oneOf": [
                    ServedSchema.strict([("min", Answer.number("At least.")), ("max", Answer.number("At most."))]),
                    ["type": "null"],
                ],
                "description": "What the parts leave.",
            ]
        ),
    ]

    private static let count = Answer.titled(
        "One count.",
        ServedSchema.strict([
            ("count_id", Answer.optionalText("Its address.")), ("value", Answer.reference("CountValue")),
        ])
        .with(subject).with(breakdown).with("measure", Answer.text("What is counted."))
        .with("unit", Answer.text("What one is.")))

    private static let statement = Answer.titled(
        "What one party states.",
        ServedSchema.strict(
            [("tally_id", ParameterObject.id)] + party + [
                ("value", Answer.reference("CountValue")), ("wording", Answer.optionalText("In the source's words.")),
                ("count_id", Answer.optionalText("The count; null: several were added up.")),
                breakdown[0],
                (
                    "period",
                    ServedSchema.strict([
                        ("start", Answer.text("First day counted.")), ("end", Answer.text("Last day counted.")),
                    ])
                ),
                ("report_date", Answer.text("When it was said.")), ("event_id", Answer.optionalText("The event.")),
                ("place_id", Answer.optionalText("The place.")),
                ("accumulation", Answer.text("New in the period, a running total, or a state at a moment.")),
                ("phase", Answer.number("A new number when the party restarted its count.")),
                ("kind", Answer.text("Documented case by case, estimated, or claimed.")),
                ("verification", Answer.optionalText("How far others bear it out.")),
                ("relayed_by", Answer.texts("Who passed it on.")),
                (
                    "article",
                    [
                        "oneOf": [
                            ServedSchema.strict([
                                ("id", ParameterObject.id), ("headline", Answer.optionalText("Its headline.")),
                                ("url", Answer.address("Its address.")),
                            ]), ["type": "null"],
                        ],
                        "description": "The article it was taken from.",
                    ]
                ),
                ("caveats", Answer.texts("What to keep in mind.")),
                ("predecessors", ["type": "array", "items": predecessor]),
                ("in_total", ["type": "boolean", "description": "Whether it is part of the party's total."]),
                (
                    "links",
                    ServedSchema.strict([
                        ("self", Answer.address("The tally.")), ("counts", Answer.address("Its counts.")),
                    ])
                ),
            ]
        ).with(subject).with(Array(breakdown[1...])))

    private static let predecessor = ServedSchema.strict([
        ("tally_id", ParameterObject.id), ("value", ["oneOf": [Answer.reference("CountValue"), ["type": "null"]]]),
        ("wording", Answer.optionalText("In the source's words.")),
        ("report_date", Answer.optionalText("When it was said.")),
        ("superseded_by", Answer.optionalText("The tally that replaces it.")),
        ("revision_kind", Answer.optionalText("Why it was replaced.")), ("url", Answer.address("The tally.")),
    ]).with(subject)

    private static let skipped = Answer.titled(
        "A tally, or some of its counts, that is left out.",
        ServedSchema.strict(
            [("tally_id", ParameterObject.id)] + party + [
                ("reason", Answer.terms(SkipReason.allCases.map(\.rawValue), "Why, for programs.")),
                ("by", Answer.optionalText("The tally that stands instead.")),
                ("detail", Answer.optionalText("Why, for people.")),
                ("wording", Answer.optionalText("In the source's words.")),
                ("counts", Answer.rows(of: "TollCount")), ("report_date", Answer.text("When it was said.")),
                ("event_id", Answer.optionalText("The event.")),
            ]))
}

extension SchemaValue {
    /// The schema of an object with a further property, which may be absent.
    fileprivate func with(_ name: String, _ property: SchemaValue) -> SchemaValue { with([(name, property)]) }

    fileprivate func with(_ properties: [(String, SchemaValue)]) -> SchemaValue {
        .object(
            members.map { member in
                guard member.key == "properties" else { return member }
                return Member(
                    "properties", .object(member.value.members + properties.map { Member($0.0, $0.1) }))
            })
    }
}
