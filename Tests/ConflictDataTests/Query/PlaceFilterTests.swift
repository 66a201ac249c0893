import Testing

@testable import ConflictData

/// Where records are: in a place and below it, in a box, around a point.
@Suite struct PlaceFilterTests {
    private static let places = Made.list([
        place("syria", nil, "country", nil), place("aleppo", "syria", "governorate", (36.2, 37.16)),
        place("city", "aleppo", "city", (36.2, 37.13)),
        place("west", "city", "neighbourhood", (36.2, 37.05)), place("unlocated", "city", "site", nil),
        place("idlib", "syria", "governorate", (35.93, 36.63)),
        place("fiji", nil, "country", (-17.8, 180)), place("samoa", nil, "country", (-13.8, -172.1)),
        place("pole", nil, "site", (90, 0)),
    ])

    private static func place(_ id: String, _ parent: String?, _ type: String, _ location: (Double, Double)?) -> String
    {
        let above = parent.map { ",\"parent_id\":\"\($0)\"" } ?? ""
        let at = location.map { ",\"location\":{\"lat\":\($0.0),\"lon\":\($0.1)}" } ?? ""
        return "{\"id\":\"\(id)\",\"name\":\"P\",\"place_type\":\"\(type)\",\"country\":\"SYR\"\(above)\(at)}"
    }

    private static func at(_ place: String) -> String { "\"place_id\":\"\(place)\"" }

    private static let dataset = Result {
        try Made.dataset([
            Made.sources, ("places.json", places), ("actors.json", Made.actor("hts")),
            (
                "events.json",
                Made.list([
                    Made.event("battle", "2024-11-27", at("west")), Made.event("strike", "2024-11-26", at("idlib")),
                    Made.event("vague", "2024-11-25"),
                ])
            ),
            (
                "articles.json",
                Made.list([
                    Made.article(
                        "own", "2024-11-29", "\"place_ids\":[\"idlib\",\"unlocated\"],\"event_ids\":[\"battle\"]"),
                    Made.article("borrowed", "2024-11-28", "\"event_ids\":[\"vague\",\"strike\",\"battle\"]"),
                    Made.article("empty", "2024-11-27", "\"place_ids\":[],\"event_ids\":[\"battle\"]"),
                    Made.article("none", "2024-11-26", "\"event_ids\":[\"vague\"]"),
                ])
            ),
            (
                "tallies.json",
                Made.list([
                    Made.tally("at-city", "2024-11-29", at("city")),
                    Made.tally("at-battle", "2024-11-28", "\"event_id\":\"battle\""),
                    Made.tally("elsewhere", "2024-11-27", "\"event_id\":\"battle\",\(at("samoa"))"),
                    Made.tally("vague", "2024-11-26", "\"event_id\":\"vague\""), Made.tally("nowhere", "2024-11-25"),
                ])
            ),
            (
                "interviews.json",
                Made.list([
                    Made.interview("held", "2024-11-29", exchanges: 1, at("idlib")),
                    Made.interview("about", "2024-11-28", exchanges: 2).replacing(
                        "\"answer\":\"Because.\"}]", with: "\"answer\":\"Because.\",\"place_ids\":[\"west\"]}]"),
                ])
            ),
        ])
    }

    @Test(
        arguments: [
            (RecordType.place, "within=aleppo", ["aleppo", "city", "unlocated", "west"]),
            (.place, "within=west", ["west"]),
            (.place, "within=syria", ["aleppo", "city", "idlib", "syria", "unlocated", "west"]),
            (.place, "within=west,idlib,fiji", ["fiji", "idlib", "west"]),
            (.place, "within=city,west", ["city", "unlocated", "west"]),
            (.event, "within=aleppo", ["battle"]), (.event, "within=syria", ["battle", "strike"]),
            (.event, "within=samoa", []),
            // Its own place, else its event's.
            (.tally, "within=aleppo", ["at-city", "at-battle"]), (.tally, "within=west", ["at-battle"]),
            (.tally, "within=samoa", ["elsewhere"]), (.count, "within=aleppo", ["at-city.1", "at-battle.1"]),
            (.count, "within=samoa,west", ["at-battle.1", "elsewhere.1"]),
            (.article, "within=idlib", ["own", "borrowed"]), (.article, "within=west", ["borrowed", "empty"]),
            (.article, "within=city", ["own", "borrowed", "empty"]),
            (.interview, "within=syria", ["held", "about"]), (.interview, "within=idlib", ["held"]),
            (.interview, "within=city", ["about"]), (.excerpt, "within=syria", ["about.2"]),
            (.excerpt, "within=idlib", []),
            // The field itself is as written.
            (.tally, "place_id=west", []), (.count, "place_id=samoa", ["elsewhere.1"]),
            (.count, "country=SYR", ["at-city.1", "at-battle.1", "elsewhere.1"]),
            (.count, "lat=36.2", ["at-city.1", "at-battle.1"]), (.count, "lon[lt]=0", ["elsewhere.1"]),
            (.count, "lat[exists]=false", ["vague.1", "nowhere.1"]),
            (.count, "country[not]=SYR", ["vague.1", "nowhere.1"]),
            // Boxes: borders belong to them; a place without a location does not borrow its parent's.
            (.place, "bbox=36,35,38,37", ["aleppo", "city", "idlib", "west"]),
            (.place, "bbox=36.63,35.93,37.13,36.2", ["city", "idlib", "west"]),
            (.place, "bbox=36.64,35.93,37.13,36.19", []), (.place, "bbox=37.16,36.2,37.16,36.2", ["aleppo"]),
            (.place, "bbox=170,-20,-170,-10", ["fiji", "samoa"]), (.place, "bbox=-180,-20,-175,-10", ["fiji"]),
            (.place, "bbox=175,-20,180,-10", ["fiji"]), (.place, "bbox=-170,-20,170,-10", []),
            (.place, "bbox=-180,-90,180,90", ["aleppo", "city", "fiji", "idlib", "pole", "samoa", "west"]),
            (.tally, "bbox=37,36,37.1,37", ["at-battle"]), (.count, "bbox=-173,-14,-172,-13", ["elsewhere.1"]),
            (.article, "bbox=37,36,37.1,37", ["borrowed", "empty"]), (.event, "bbox=36,35,37,36", ["strike"]),
            (.excerpt, "bbox=37,36,38,37", ["about.2"]),
            // Circles: great circles.
            (.place, "near=36.2,37.16,0", ["aleppo"]), (.place, "near=36.2,37.16,2.7", ["aleppo", "city"]),
            (.place, "near=36.2,37.16,2.6", ["aleppo"]), (.place, "near=36.2,37.16,10", ["aleppo", "city", "west"]),
            (.place, "near=-17.8,-179.9,11", ["fiji"]),
            (.place, "near=89.9,180,12", ["pole"]),
            (.place, "near=0,0,20100", ["aleppo", "city", "fiji", "idlib", "pole", "samoa", "west"]),
            (.tally, "near=36.2,37.05,1", ["at-battle"]), (.event, "near=35.93,36.63,60", ["battle", "strike"]),
            (.interview, "near=35.93,36.63,1", ["held"]),
            // Together, and with others.
            (.tally, "within=aleppo&bbox=37.1,36,38,37", ["at-city"]),
            (.tally, "within=aleppo&near=36.2,37.05,1&report_date[lt]=2024-11-29", ["at-battle"]),
            (.count, "within=aleppo&measure=killed&report_date=2024-11-29", ["at-city.1"]),
        ] as [(RecordType, String, [String])])
    func `gives the records`(_ type: RecordType, _ filters: String, _ expected: [String]) throws {
        #expect(try Self.dataset.get().ids(type, filters) == expected)
    }

    @Test(arguments: [
        ("bbox=1,2,3", "west,south,east,north"), ("bbox=1,2,3,4,5", "west,south"), ("bbox=a,b,c,d", "west,south"),
        ("bbox=", "west,south"), ("bbox=37,37,38,36", "is north of its north"), ("bbox=-181,36,38,37", "no longitude"),
        ("bbox=37,36,180.1,37", "no longitude"), ("bbox=37,-91,38,37", "no latitude"),
        ("bbox=37,36,38,90.5", "no latitude"), ("bbox=nan,36,38,37", "west,south"), ("bbox=37,36,inf,37", "west,south"),
        ("near=36,37", "latitude,longitude,kilometres"), ("near=36,37,far", "latitude,longitude"),
        ("near=36,37,-1", "below zero"), ("near=91,37,1", "no latitude"), ("near=36,181,1", "no longitude"),
        ("near=36,37,1e999", "latitude,longitude"),
    ])
    func `says what is wrong with a box or a circle`(_ filter: String, _ words: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(.event, filter) }
        #expect(error.problem == .illTyped)
        #expect(error.parameter == filter.prefix { $0 != "=" })
        #expect(error.detail.contains(words), "\(error.detail)")
    }

    @Test(arguments: [
        (RecordType.actor, "within=aleppo"), (.source, "bbox=1,2,3,4"), (.source, "near=1,2,3"), (.actor, "near=1,2,3"),
    ])
    func `is not for records that are nowhere`(_ type: RecordType, _ filter: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(type, filter) }
        #expect(error.problem == .notApplicable)
    }

    @Test(arguments: ["within=alepo", "within=aleppo,nowhere-at-all"])
    func `refuses places that do not exist`(_ filter: String) throws {
        let error = try #require(throws: QueryError.self) { try Self.dataset.get().ids(.event, filter) }
        #expect(error.problem == .unknownRecord)
        #expect(error.parameter == "within")
    }

    /// What an embargo hides cannot be found by where it is; a record without a place of its own is then nowhere.
    @Test func `tells nothing by places and events under embargo`() throws {
        let hidden = "\"embargoed_until\":\"2100-01-01\""
        let dataset = try Made.dataset([
            Made.sources,
            (
                "places.json",
                Made.list([
                    Self.place("syria", nil, "country", nil), Self.place("open", "syria", "city", (36, 37)),
                    Made.place("secret", hidden + ",\"parent_id\":\"syria\",\"location\":{\"lat\":36,\"lon\":37}"),
                    Self.place("below", "secret", "site", (36, 37)),
                ])
            ),
            (
                "events.json",
                Made.list([
                    Made.event("shown", "2024-11-27", Self.at("open")),
                    Made.event("hidden", "2024-11-26", Self.at("open") + "," + hidden),
                    Made.event("there", "2024-11-25", Self.at("secret")),
                ])
            ),
            (
                "tallies.json",
                Made.list([
                    Made.tally("a", "2024-11-29", "\"event_id\":\"shown\""),
                    Made.tally("b", "2024-11-28", "\"event_id\":\"hidden\""),
                    Made.tally("c", "2024-11-27", "\"event_id\":\"there\""),
                    Made.tally("d", "2024-11-26", Self.at("secret") + ",\"event_id\":\"shown\""),
                    Made.tally("e", "2024-11-25", Self.at("below")),
                ])
            ),
        ])
        for filter in ["within=syria", "bbox=36,35,38,37", "near=36,37,1"] {
            #expect(try dataset.ids(.tally, filter) == ["a", "e"], "\(filter)")
            #expect(try dataset.ids(.event, filter) == ["shown"], "\(filter)")
        }
        #expect(try dataset.ids(.count, "country=SYR") == ["a.1", "e.1"])
        #expect(try dataset.ids(.count, "event_type=battles") == ["a.1", "c.1", "d.1"])
        let error = try #require(throws: QueryError.self) { try dataset.ids(.tally, "within=secret") }
        #expect(error.problem == .unknownRecord)
        #expect(!error.suggestions.contains("secret"))
    }

    /// Few tallies are asked for their places, many places for their tallies; with hidden events and places among them.
    @Test func `finds the same in few tallies as in many`() throws {
        var random = SeededRandom(seed: 5)
        let ids = (0..<30).map { "p\($0)" }
        let places = ids.enumerated().map { number, id in
            let parent = number == 0 ? "" : #","parent_id":"p\#(Int.random(in: 0..<number, using: &random))""#
            let standing = number % 11 == 5 ? #","embargoed_until":"2999-01-01""# : ""
            return
                #"{"id":"\#(id)","name":"P","place_type":"site","country":"SYR","location":{"lat":\#(number),"lon":0}"#
                + parent + standing + "}"
        }
        let events = (0..<40).map { number in
            Made.event(
                "e\(number)", "2024-01-01",
                [
                    number % 3 == 0 ? nil : Self.at(ids[number % 30]),
                    number % 7 == 3 ? #""embargoed_until":"2999-01-01""# : nil,
                ]
                .compactMap(\.self).joined(separator: ","))
        }
        let tallies = (0..<600).map { number in
            let own = number % 4 == 0 ? Self.at(ids[Int.random(in: 0..<30, using: &random)]) : nil
            let event = number % 5 == 1 ? nil : #""event_id":"e\#(Int.random(in: 0..<40, using: &random))""#
            return Made.tally(
                "t\(number)", "2024-0\(1 + number % 9)-\(10 + number % 19)",
                [own, event].compactMap(\.self).joined(separator: ","))
        }
        let dataset = try Made.dataset([
            Made.sources, ("places.json", Made.list(places)), ("events.json", Made.list(events)),
            ("tallies.json", Made.list(tallies)),
        ])
        for filter in ["within=p0", "within=p1,p2", "bbox=-1,3,1,12", "near=8,0,500"] {
            for type in [RecordType.tally, .count] {
                let everywhen = try dataset.ids(type, filter)
                for month in 1...9 {
                    let window = "reported_since=2024-0\(month)-11&reported_until=2024-0\(month)-13"
                    let few = try dataset.ids(type, window)
                    #expect(few.count * 16 <= 600)
                    #expect(
                        try dataset.ids(type, filter + "&" + window) == few.filter(Set(everywhen).contains),
                        "\(filter) \(month)")
                }
            }
        }
    }
}
