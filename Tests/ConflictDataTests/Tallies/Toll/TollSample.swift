import Testing

@testable import ConflictData

/// Datasets of one battle with two fights inside it, counted by several parties, and tolls in few words.
enum TollSample {
    /// A tally of `counts`, each as the members that follow its `n`.
    static func tally(
        _ id: String, by party: String = "monitor", on event: String = "battle", from start: Int = 1,
        to end: Int = 10, as accumulation: String = "cumulative", _ counts: [String], _ more: String = ""
    ) -> String {
        let rows = counts.enumerated().map { place, count in
            // What is counted is killed, unless the row says otherwise.
            let measure = count.contains("\"measure\"") ? "" : "\"measure\":\"killed\","
            return "{\"n\":\(place + 1),\(measure)\(count)}"
        }
        func day(_ number: Int) -> String { "2024-11-" + (number < 10 ? "0" : "") + "\(number)" }
        let required = """
            "attributed_to":"\(party)","event_id":"\(event)","report_date":"\(day(end))",\
            "reference_period":{"start":"\(day(start))","end":"\(day(end))"},\
            "accumulation":"\(accumulation)","kind":"claim","counts":[\(rows.joined(separator: ","))]
            """
        return Made.record(id, required, more)
    }

    static func exact(_ value: Int64, _ more: String = "") -> String {
        "\"value\":{\"qualifier\":\"exact\",\"value\":\(value)}" + (more.isEmpty ? "" : "," + more)
    }

    static func atLeast(_ value: Int64, _ more: String = "") -> String {
        "\"value\":{\"qualifier\":\"at_least\",\"value\":\(value)}" + (more.isEmpty ? "" : "," + more)
    }

    static func of(_ status: String) -> String { "\"population\":{\"status\":\"\(status)\"}" }

    static func dataset(_ tallies: [String], events: [String] = []) throws -> Dataset {
        try Made.dataset([
            Made.sources, ("actors.json", Made.list([Made.actor("army"), Made.actor("hts")])),
            (
                "events.json",
                Made.list(
                    [
                        Made.event("battle", "2024-11-01"),
                        Made.event("north", "2024-11-02", "\"parent_event_id\":\"battle\""),
                        Made.event("south", "2024-11-03", "\"parent_event_id\":\"battle\""),
                        Made.event("bridge", "2024-11-03", "\"parent_event_id\":\"north\""),
                    ] + events)
            ), ("articles.json", Made.article("news", "2024-11-12")), ("tallies.json", Made.list(tallies)),
        ])
    }
}

extension Dataset {
    func toll(
        _ event: String = "battle", measure: String? = nil, unit: String? = nil, policy: Policy = .bySource,
        sources: [String]? = nil, children: Bool = false, where filters: [(name: String, value: String)] = []
    ) throws -> Toll {
        let question = try tollQuestion(
            measure: measure, unit: unit, policy: PolicyChoice(policy, sources: sources, in: self),
            includesChildren: children, filters: filters, others: [])
        guard case .row(let row) = lookUp(event, in: .event) else { throw NoSuchEvent() }
        return toll(ofEvent: row, question)
    }

    struct NoSuchEvent: Error {}
}

extension CountInterval {
    /// `255…` for at least 255, `…9` for at most 9, `7` for exactly 7.
    var short: String {
        if let min, let max, min == max { return "\(min)" }
        return (min.map(String.init) ?? "") + "…" + (max.map(String.init) ?? "")
    }
}

extension Toll {
    func ids(_ parties: [UInt32]) -> [String] { parties.map { dataset.id(of: ConflictData.Party(link: $0)) } }

    private func id(_ tally: Int) -> String { dataset.id(ofRow: tally, in: .tally) }

    /// `monitor 255…, army 7`.
    var totalsText: String {
        totals.map { "\(ids([$0.party])[0]) \($0.interval.short)" }.joined(separator: ", ")
    }

    /// `early later_total late` for what is left out, in order.
    var skippedText: String {
        skipped.map { "\(id($0.tally)) \($0.reason.rawValue)" + ($0.by.map { " \(id($0))" } ?? "") }
            .joined(separator: ", ")
    }

    var statementsText: String { tallies.map { id($0.tally) }.joined(separator: ", ") }

    /// The tallies that are in the totals, and those that are left out.
    var usedTallies: [String] { used.map { id(Int($0.statement.tally)) } }
    var skippedTallies: [String] { skipped.map { id($0.tally) } }

    /// The counts that are in the totals.
    var usedCounts: [String] {
        used.flatMap(\.counts).map { dataset.id(ofRow: lists[$0], in: .count) }
    }

    func label(of thing: CountCategories.Category) -> String {
        LentTallies.lend(dataset) { TollReader(dataset, $0).subject(thing).label }
    }

    /// Its members as they are served, with no warnings.
    var json: String {
        var bytes: [UInt8] = []
        LentTallies.lend(dataset) { appendMembers(from: $0, checks: Array("[]".utf8), to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
