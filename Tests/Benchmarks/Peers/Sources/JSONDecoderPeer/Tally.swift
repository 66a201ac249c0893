/// One statement with its counts, as a tallies file has it.
struct Tally: Decodable {
    struct Period: Decodable {
        let start: String
        let end: String
    }

    let id: String
    let party: String
    let relays: [String]?
    let article: String?
    let event: String?
    let place: String?
    let reported: String
    let period: Period
    let accumulation: String
    let phase: Int?
    let kind: String
    let verification: String?
    let revises: String?
    let revisionKind: String?
    let wording: String?
    let caveats: [String]?
    let counts: [Count]
    let recorded: String?
    let retracted: String?
    let retractionReason: String?
    let embargoed: String?

    enum CodingKeys: String, CodingKey {
        case id, accumulation, phase, kind, verification, revises, wording, caveats, counts
        case party = "attributed_to"
        case relays = "relayed_by"
        case article = "article_id"
        case event = "event_id"
        case place = "place_id"
        case reported = "report_date"
        case period = "reference_period"
        case revisionKind = "revision_kind"
        case recorded = "recorded_at"
        case retracted = "retracted_at"
        case retractionReason = "retraction_reason"
        case embargoed = "embargoed_until"
    }
}

/// One figure of a tally.
struct Count: Decodable {
    struct Population: Decodable {
        let status: String?
        let affiliation: String?
        let sex: String?
        let age: String?

        enum CodingKeys: String, CodingKey {
            case status, sex
            case affiliation = "affiliation_actor_id"
            case age = "age_group"
        }
    }

    struct Item: Decodable {
        let category: String
        let outcome: String
    }

    struct Perpetrator: Decodable {
        let actor: String
        let attribution: String

        enum CodingKeys: String, CodingKey {
            case attribution
            case actor = "actor_id"
        }
    }

    struct Value: Decodable {
        let qualifier: String
        let value: Int?
        let min: Int?
        let max: Int?
        let best: Int?
        let roundedTo: Int?
        let text: String?

        enum CodingKeys: String, CodingKey {
            case qualifier, value, min, max, best, text
            case roundedTo = "rounded_to"
        }
    }

    let n: Int
    let measure: String
    let unit: String?
    let population: Population?
    let item: Item?
    let cause: String?
    let perpetrator: Perpetrator?
    let value: Value
    let whole: Int?
    let exhaustive: Bool?

    enum CodingKeys: String, CodingKey {
        case n, measure, unit, population, item, cause, perpetrator, value, exhaustive
        case whole = "part_of"
    }
}
