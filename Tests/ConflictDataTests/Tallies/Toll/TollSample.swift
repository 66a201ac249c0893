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
    /// `monitor 255…, army 7`.
    var totalsText: String { totals.map { "\($0.party.id) \($0.interval.short)" }.joined(separator: ", ") }

    /// `early later_total late` for what is left out, in order.
    var skippedText: String {
        skipped.map { "\($0.tally) \($0.reason.rawValue)" + ($0.by.map { " \($0)" } ?? "") }.joined(separator: ", ")
    }

    var statementsText: String { statements.map(\.tally).joined(separator: ", ") }
}
