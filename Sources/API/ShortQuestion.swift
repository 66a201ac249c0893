import ConflictData
import HTTP

/// Which questions to a large dataset are answered on the loop that has read them: those that look at little whatever
/// they find, since handing a question over takes longer than answering it.
///
/// Only what is on the lists below is known to be short; a parameter that is not named may ask for anything.
struct ShortQuestion {
    let dataset: Dataset

    /// Of so many reported records all are looked at in less time than a search takes.
    private static let maxRecords = 16_384
    private static let maxRows = 100
    /// More than most events have; what so many state is set side by side in a millisecond.
    private static let maxTollCounts = 512

    private static let listParameters: Set = Set(
        [QueryFilter.within, .reportedSince, .reportedUntil].map(\.name) + [event]
            + [RouteParameter.sort, .limit, .envelope].map(\.name))
    private static let event = "event_id"
    private static let tollParameters: Set = Set(
        [TollHandler.measure, TollHandler.unit, .policy, .envelope].map(\.name))

    /// - Parameter segments: the path, decoded.
    func covers(_ segments: [String], _ target: RequestTarget) -> Bool {
        guard let items = try? target.queryItems() else { return false }
        switch (segments.count, segments.last) {
        case (2, let plural?): return coversList(RecordType.allCases.first { $0.plural == plural }, items)
        case (4, "toll") where segments[1] == RecordType.event.plural:
            return items.allSatisfy { Self.tollParameters.contains($0.name) }
                && dataset.tollLooks(atMost: Self.maxTollCounts, ofEvent: segments[2])
        default: return false
        }
    }

    /// A page of what was reported in a short time, or of what is stated of one event.
    private func coversList(_ type: RecordType?, _ items: [QueryItem]) -> Bool {
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        guard let type, items.allSatisfy({ Self.listParameters.contains($0.name) }) else { return false }
        if let event = value(Self.event) {
            guard type == .tally || type == .count, dataset.mayName(event, in: .event),
                dataset.tollLooks(atMost: Self.maxRecords, ofEvent: event)
            else { return false }
        } else {
            guard let since = value(QueryFilter.reportedSince.name), let until = value(QueryFilter.reportedUntil.name),
                let count = dataset.reportedRecords(of: type, since: since, until: until), count <= Self.maxRecords
            else { return false }
        }
        // What is wrong is told on the loop too, but not what is nearest to an id among all places.
        let places = value(QueryFilter.within.name)?.split(separator: ",") ?? []
        return Int(value(RouteParameter.limit.name) ?? "") ?? 0 <= Self.maxRows
            && places.allSatisfy { dataset.mayName(String($0), in: .place) }
    }
}
