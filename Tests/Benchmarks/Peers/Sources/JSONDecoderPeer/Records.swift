/// What each line of a dataset is decoded into; keys of the file that nobody here asks for are passed over.

struct Name: Decodable {
    let name: String
    let lang: String?
    let kind: String?
    let from: String?
    let to: String?
}

struct Source: Decodable {
    let id: String
    let name: String
    let kind: String
    let country: String?
    let url: String?

    enum CodingKeys: String, CodingKey {
        case id, name, country, url
        case kind = "source_type"
    }
}

struct Place: Decodable {
    struct Location: Decodable {
        let lat: Double
        let lon: Double
    }

    let id: String
    let name: String
    let names: [Name]?
    let kind: String
    let country: String
    let parent: String?
    let location: Location?
    let precision: Int?
    let pcode: String?

    enum CodingKeys: String, CodingKey {
        case id, name, names, country, location, pcode
        case kind = "place_type"
        case parent = "parent_id"
        case precision = "geo_precision"
    }
}

struct Actor: Decodable {
    struct Relation: Decodable {
        let type: String
        let actor: String

        enum CodingKeys: String, CodingKey {
            case type
            case actor = "actor_id"
        }
    }

    let id: String
    let name: String
    let names: [Name]?
    let kind: String
    let country: String?
    let activeFrom: String?
    let activeTo: String?
    let relations: [Relation]?

    enum CodingKeys: String, CodingKey {
        case id, name, names, country, relations
        case kind = "actor_type"
        case activeFrom = "active_from"
        case activeTo = "active_to"
    }
}

struct Event: Decodable {
    struct Participant: Decodable {
        let actor: String
        let role: String

        enum CodingKeys: String, CodingKey {
            case role
            case actor = "actor_id"
        }
    }

    let id: String
    let name: String
    let kind: String
    let subKind: String?
    let start: String
    let end: String?
    let precision: Int?
    let place: String?
    let actors: [Participant]?
    let parent: String?
    let articles: [String]?

    enum CodingKeys: String, CodingKey {
        case id, name, actors
        case kind = "event_type"
        case subKind = "sub_event_type"
        case start = "date_start"
        case end = "date_end"
        case precision = "date_precision"
        case place = "place_id"
        case parent = "parent_event_id"
        case articles = "article_ids"
    }
}

struct Article: Decodable {
    struct Correction: Decodable {
        let date: String
        let text: String
    }

    let id: String
    let headline: String
    let abstract: String?
    let body: String?
    let byline: String?
    let publisher: String
    let url: String?
    let dateline: String?
    let published: String
    let modified: String?
    let genre: String?
    let language: String?
    let recorded: String?
    let keywords: [String]?
    let events: [String]?
    let actors: [String]?
    let places: [String]?
    let corrections: [Correction]?

    enum CodingKeys: String, CodingKey {
        case id, headline, abstract, byline, url, dateline, genre, language, keywords, corrections
        case body = "body_text"
        case publisher = "publisher_id"
        case published = "published_at"
        case modified = "modified_at"
        case recorded = "recorded_at"
        case events = "event_ids"
        case actors = "actor_ids"
        case places = "place_ids"
    }
}

struct Interview: Decodable {
    struct Interviewee: Decodable {
        let name: String
        let role: String?
        let actor: String?

        enum CodingKeys: String, CodingKey {
            case name, role
            case actor = "actor_id"
        }
    }

    struct Exchange: Decodable {
        let n: Int
        let question: String
        let answer: String
        let topics: [String]?
        let actors: [String]?
        let start: String?

        enum CodingKeys: String, CodingKey {
            case n, question, answer, topics
            case actors = "actor_ids"
            case start = "start_time"
        }
    }

    let id: String
    let title: String
    let article: String?
    let interviewee: Interviewee
    let interviewer: String?
    let date: String
    let place: String?
    let verbatim: Bool
    let exchanges: [Exchange]

    enum CodingKeys: String, CodingKey {
        case id, title, interviewee, interviewer, date, verbatim, exchanges
        case article = "article_id"
        case place = "place_id"
    }
}
