@testable import ConflictData

/// Small datasets of tallies at random, crowded enough that all kinds of overlap occur: a few parties, a tree of events,
/// a tree of places, short periods, parts in parts, revisions and retractions.
struct RandomStatements {
    struct Crowd {
        var tallies = 14
        var parties = 3
        var days = 6
        /// Every running total begins on the first day, and nothing says more of who is counted than its status.
        var isOrderly = false
    }

    private var random: SeededRandom
    private let crowd: Crowd

    static let parties = ["monitor", "press", "army", "hts"]
    private static let figures = [
        "{\"qualifier\":\"exact\",\"value\":7}", "{\"qualifier\":\"exact\",\"value\":3}", "{\"qualifier\":\"none\"}",
        "{\"qualifier\":\"unknown\"}", "{\"qualifier\":\"at_least\",\"value\":5}",
        "{\"qualifier\":\"at_most\",\"value\":11}", "{\"qualifier\":\"order_of\",\"text\":\"dozens\"}",
        "{\"qualifier\":\"between\",\"min\":2,\"max\":9}",
        "{\"qualifier\":\"approximately\",\"value\":40,\"rounded_to\":10}",
    ]

    static func files(seed: UInt64, _ crowd: Crowd = Crowd()) -> Made.Files {
        var maker = RandomStatements(random: SeededRandom(seed: seed), crowd: crowd)
        return [
            Made.sources,
            (
                "actors.json",
                Made.list([
                    Made.actor("army"), Made.actor("hts", relation("member_of", "alliance")), Made.actor("alliance"),
                    Made.actor("civilians"),
                ])
            ),
            ("places.json", Made.list(places)), ("events.json", Made.list(events)),
            ("tallies.json", Made.list((0..<crowd.tallies).map { maker.tally($0) })),
        ]
    }

    private static func relation(_ type: String, _ actor: String) -> String {
        "\"relations\":[{\"type\":\"\(type)\",\"actor_id\":\"\(actor)\"}]"
    }

    private static let places = [
        "{\"id\":\"land\",\"name\":\"Land\",\"place_type\":\"country\",\"country\":\"SYR\"}",
        "{\"id\":\"north\",\"name\":\"N\",\"place_type\":\"governorate\",\"country\":\"SYR\",\"parent_id\":\"land\"}",
        Made.place("a-city", "\"parent_id\":\"north\""), Made.place("b-city", "\"parent_id\":\"land\""),
    ]
    private static let events = [
        Made.event("war", "2024-11-01", "\"place_id\":\"land\""),
        Made.event("battle", "2024-11-01", "\"parent_event_id\":\"war\",\"place_id\":\"north\""),
        Made.event("raid", "2024-11-01", "\"parent_event_id\":\"battle\",\"place_id\":\"a-city\""),
        Made.event("bombing", "2024-11-01", "\"parent_event_id\":\"war\""),
        Made.event("protest", "2024-11-01", "\"place_id\":\"b-city\""),
    ]

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func day(from first: Int = 1) -> Int {
        Int.random(in: first...max(first, crowd.days), using: &random)
    }

    private static func date(_ day: Int) -> String {
        "2024-\(day > 30 ? 12 : 11)-\(String(day > 30 ? day - 30 : day).padded)"
    }

    private mutating func tally(_ number: Int) -> String {
        let accumulation = pick(["incremental", "incremental", "cumulative", "cumulative", "point_in_time"])
        let start = crowd.isOrderly && accumulation != "incremental" ? 1 : day()
        let end = day(from: start)
        var members = [
            "\"id\":\"t\(number)\"", "\"attributed_to\":\"\(pick(Array(Self.parties.prefix(crowd.parties))))\"",
            "\"report_date\":\"\(Self.date(end))\"",
            "\"reference_period\":{\"start\":\"\(Self.date(start))\",\"end\":\"\(Self.date(end))\"}",
            "\"accumulation\":\"\(accumulation)\"", "\"kind\":\"\(pick(["documented", "claim"]))\"",
        ]
        if chance(70) {
            members.append("\"event_id\":\"\(pick(["war", "battle", "raid", "bombing", "protest"]))\"")
        }
        if chance(40) { members.append("\"place_id\":\"\(pick(["land", "north", "a-city", "b-city"]))\"") }
        if chance(25) { members.append("\"phase\":\(pick([1, 2]))") }
        if number > 0, chance(15) {
            members.append("\"revises\":\"t\(Int.random(in: 0..<number, using: &random))\"")
            members.append("\"revision_kind\":\"\(pick(["update", "correction", "reclassification", "retraction"]))\"")
        }
        if chance(30) { members.append("\"verification\":\"\(pick(["reported", "confirmed"]))\"") }
        let counts = (1...Int.random(in: 1...4, using: &random)).map { count($0) }
        members.append("\"counts\":[\(counts.joined(separator: ","))]")
        return "{\(members.joined(separator: ","))}"
    }

    private mutating func count(_ number: Int) -> String {
        var members = [
            "\"n\":\(number)", "\"measure\":\"\(pick(["killed", "killed", "injured"]))\"",
            "\"value\":\(pick(Self.figures))",
        ]
        if chance(55) {
            var population = ["\"status\":\"\(pick(["civilian", "armed_forces", "unknown"]))\""]
            if !crowd.isOrderly, chance(30) { population.append("\"sex\":\"\(pick(["female", "male"]))\"") }
            if !crowd.isOrderly, chance(30) {
                population.append("\"affiliation_actor_id\":\"\(pick(["army", "hts", "alliance"]))\"")
            }
            members.append("\"population\":{\(population.joined(separator: ","))}")
        }
        if !crowd.isOrderly, chance(15) {
            members.append("\"perpetrator\":{\"actor_id\":\"\(pick(["army", "hts"]))\",\"attribution\":\"alleged\"}")
        }
        if number > 1, chance(50) { members.append("\"part_of\":\(Int.random(in: 1..<number, using: &random))") }
        return "{\(members.joined(separator: ","))}"
    }
}

extension String {
    fileprivate var padded: String { count < 2 ? "0" + self : self }
}
