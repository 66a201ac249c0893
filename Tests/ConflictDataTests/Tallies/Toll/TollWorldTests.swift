import Testing

@testable import ConflictData

/// A made-up world in which every victim is known by name: parties count some of them rightly, in every way in which
/// counts can be made, and no toll may come to more than there are.
@Suite struct TollWorldTests {
    private struct Victim {
        let event: String
        let day: Int
        let status: String
        let sex: String
    }

    private static let parents = ["north": "battle", "south": "battle", "bridge": "north"]
    private static let events = ["battle", "north", "south", "bridge"]
    private static let statuses = ["civilian", "armed_forces", "direct_participant"]
    /// Days on which a party began to count anew: its phases.
    private static let phases = [1...9, 10...18, 19...28]

    /// Whether an event is the other or inside it.
    private static func isInside(_ event: String, _ other: String) -> Bool {
        event == other || parents[event].map { isInside($0, other) } ?? false
    }

    private struct World {
        var random: SeededRandom
        let victims: [Victim]

        init(seed: UInt64) {
            var random = SeededRandom(seed: seed)
            victims = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                Victim(
                    event: events.randomElement(using: &random) ?? "", day: Int.random(in: 1...28, using: &random),
                    status: statuses.randomElement(using: &random) ?? "",
                    sex: Bool.random(using: &random) ? "female" : "male")
            }
            self.random = random
        }

        func count(_ event: String, _ days: ClosedRange<Int>, _ status: String?, _ sex: String?) -> Int64 {
            Int64(
                victims.count {
                    isInside($0.event, event) && days.contains($0.day) && status ?? $0.status == $0.status
                        && sex ?? $0.sex == $0.sex
                })
        }

        /// A tally that is right about those it counts: all, or some, or all with their parts.
        mutating func tally(_ number: Int) -> String {
            let event = events.randomElement(using: &random) ?? ""
            let phase = Int.random(in: 0..<phases.count, using: &random)
            let end = Int.random(in: phases[phase], using: &random)
            let accumulation = ["cumulative", "incremental", "point_in_time"].randomElement(using: &random) ?? ""
            let start =
                accumulation == "incremental"
                ? Int.random(in: phases[phase].lowerBound...end, using: &random) : phases[phase].lowerBound
            let counts = counts(event, start...end)
            return TollSample.tally(
                "t\(number)", by: ["monitor", "army", "press"].randomElement(using: &random) ?? "", on: event,
                from: accumulation == "point_in_time" ? end : start, to: end, as: accumulation, counts,
                "\"phase\":\(phase)")
        }

        private mutating func counts(_ event: String, _ days: ClosedRange<Int>) -> [String] {
            let status = Bool.random(using: &random) ? statuses.randomElement(using: &random) : nil
            let sex = Bool.random(using: &random) ? ["female", "male"].randomElement(using: &random) : nil
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return [count(event, days, nil, nil, "")]
            case 1: return [count(event, days, status, sex, "")]
            case 2: return statuses.map { count(event, days, $0, sex, "") }
            default:
                return [count(event, days, nil, nil, "")]
                    + statuses.map { count(event, days, $0, nil, "\"part_of\":1") }
                    + [count(event, days, statuses[0], sex, "\"part_of\":2")]
            }
        }

        private func count(
            _ event: String, _ days: ClosedRange<Int>, _ status: String?, _ sex: String?, _ more: String
        ) -> String {
            var population: [String] = []
            if let status { population.append("\"status\":\"\(status)\"") }
            if let sex { population.append((status == nil ? "\"status\":\"unknown\"," : "") + "\"sex\":\"\(sex)\"") }
            let rest = [more, population.isEmpty ? "" : "\"population\":{\(population.joined(separator: ","))}"]
            return TollSample.exact(
                count(event, days, status, sex), rest.filter { !$0.isEmpty }.joined(separator: ","))
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `no party's total is more than there were victims`(_ seed: UInt64) throws {
        var world = World(seed: seed)
        let count = Int.random(in: 1...24, using: &world.random)
        let dataset = try TollSample.dataset((0..<count).map { world.tally($0) })
        for event in Self.events {
            for children in [false, true] {
                for status in [nil] + Self.statuses.map(Optional.init) {
                    let filters = status.map { [(name: "population.status", value: $0)] } ?? []
                    let toll = try dataset.toll(event, children: children, where: filters)
                    let most = world.count(event, 1...28, status, nil)
                    for total in toll.totals { #expect(try #require(total.interval.value) <= most) }
                }
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `is the same once it is known by number what counts count`(_ seed: UInt64) throws {
        var world = World(seed: seed)
        let dataset = try TollSample.dataset((0..<20).map { world.tally($0) })
        func tolls() throws -> [String] {
            try [false, true].map { try dataset.toll(policy: .conservative, children: $0).json }
        }
        #expect(dataset.indexes.readyCategories == nil)
        let before = try tolls()
        dataset.prepareSums()
        #expect(dataset.indexes.readyCategories != nil)
        #expect(try tolls() == before)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `names every tally of the event, and merges no further than the policy says`(_ seed: UInt64) throws {
        var world = World(seed: seed)
        let dataset = try TollSample.dataset((0..<20).map { world.tally($0) })
        let toll = try dataset.toll(children: true)
        let named = toll.usedTallies + toll.skippedTallies
        #expect(Set(named) == Set(try dataset.ids(.tally)))
        #expect(Set(toll.statements.map(\.tally)).isSuperset(of: toll.usedTallies))
        #expect(toll.usedCounts.count == Set(toll.usedCounts).count)
        func result(_ policy: Policy) throws -> CountInterval? {
            try dataset.toll(policy: policy, children: true).result?.interval
        }
        #expect(try result(.conservative)?.min == toll.envelope.min)
        #expect(try result(.maximum)?.max == toll.totals.compactMap(\.interval.max).max())
        #expect(try result(.envelope).map { [$0.min, $0.max] } == [toll.envelope.min, toll.envelope.max])
        for total in toll.totals {
            let (min, max) = (try #require(total.interval.min), try #require(total.interval.max))
            #expect(min <= max)
            guard toll.envelope.parties.contains(total.party) else { continue }
            #expect(try #require(toll.envelope.min) <= min && max <= (try #require(toll.envelope.max)))
        }
    }
}
