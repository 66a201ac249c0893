/// Makes entries of feeds from records of one type.
struct FeedEntryMaker {
    private let dataset: Dataset
    private let records: Records
    private let type: RecordType
    private let locations: RecordLocations

    init(_ type: RecordType, _ dataset: Dataset) {
        self.type = type
        self.dataset = dataset
        records = dataset.records
        locations = RecordLocations(type, dataset)
    }

    func entry(_ row: Int) -> FeedEntry {
        var json: [UInt8] = []
        dataset.appendJSON(ofRow: row, in: type, selection: nil, to: &json)
        let members = RecordMembers(json)
        let published = mainDate(row)?.start
        let changes = changes(row, members)
        let point = locations.places(of: row).lazy.compactMap { locations.point(ofPlace: $0) }.first
        return FeedEntry(
            path: path(row), title: title(row, members), summary: summary(row, members),
            content: members.text("body_text"), externalURL: members.text("url"), author: author(row, members),
            published: published.map(Self.seconds),
            updated: Self.seconds(changes.filter { $0 <= now }.max() ?? published ?? 0),
            categories: categories(row, members), point: point, language: members.text("language"))
    }

    /// The withdrawal of a record that is retracted.
    func withdrawal(_ row: Int) -> FeedWithdrawal {
        guard case .gone(let id, _, let reason) = dataset.lookUp(dataset.id(ofRow: row, in: type), in: type) else {
            return FeedWithdrawal(path: path(row), when: Self.seconds(now), reason: nil)
        }
        let owner = ownerRow(row)
        var when = records.date(column("retracted_at"), owner)?.start
        if type.ownerType == .tally, dataset.standing.retractedBy[owner] != Records.none {
            when = records.date(column("recorded_at"), Int(dataset.standing.retractedBy[owner]))?.start
        }
        return FeedWithdrawal(
            path: "/v1/\(type.plural)/\(id)", when: Self.seconds(when ?? 0), reason: reason)
    }

    private var now: Int64 { dataset.standing.moment.happened }

    private static func seconds(_ microseconds: Int64) -> Int64 { microseconds / PackedDate.microsecondsPerSecond }

    private func path(_ row: Int) -> String { "/v1/\(type.plural)/\(dataset.id(ofRow: row, in: type))" }

    /// The record itself, or that around it.
    private func ownerRow(_ row: Int) -> Int { type.isInner ? Int(records.parents[type.table][row]) : row }

    /// A column of the record, or of that around it.
    private func column(_ path: String) -> Int { Schema.shared.column(type.ownerType.table, path) }

    private func mainDate(_ row: Int) -> PackedDate? {
        Records.orderColumn(type.ownerType).flatMap { records.date($0, ownerRow(row)) }
    }

    /// When something about the record changed: corrections count, and what replaced it.
    private func changes(_ row: Int, _ members: RecordMembers) -> [Int64] {
        let owner = ownerRow(row)
        var dates = ["recorded_at", "updated_at"].compactMap { records.date(column($0), owner)?.start }
        if let date = mainDate(row) { dates.append(date.start) }
        if type == .article {
            if let date = records.date(column("modified_at"), row) { dates.append(date.start) }
            let corrections = Schema.shared.table(named: "articles.corrections")
            for inner in records.rows(of: corrections, in: row) {
                if let date = records.date(Schema.shared.column(corrections, "date"), inner) {
                    dates.append(date.start)
                }
            }
        }
        if let successor = successor(owner) {
            if let date = records.date(column("recorded_at"), successor) { dates.append(date.start) }
        }
        return dates
    }

    /// The row of the tally that supersedes another.
    private func successor(_ owner: Int) -> Int? {
        guard type.ownerType == .tally, dataset.standing.supersededBy[owner] != Records.none else { return nil }
        return Int(dataset.standing.supersededBy[owner])
    }

    // MARK: Words

    private func title(_ row: Int, _ members: RecordMembers) -> String {
        switch type {
        case .article: members.text("headline") ?? ""
        case .interview: members.text("title") ?? ""
        case .excerpt: members.text("question") ?? ""
        case .tally: statement(row, Array(records.rows(of: CountRow.table, in: row)))
        case .count: statement(ownerRow(row), [row])
        case .actor, .event, .place, .source: members.text("name") ?? ""
        }
    }

    /// A tally as a sentence: who says it, how many, where and when.
    private func statement(_ tally: Int, _ counts: [Int]) -> String {
        // What a part says is in its whole.
        let whole = counts.count == 1 ? counts : counts.filter { records.link(DerivedColumns.whole, $0) == nil }
        let figures = whole.prefix(Self.maxFigures).map { CountPhrase($0, records).text }.joined(separator: "; ")
        let more = whole.count > Self.maxFigures ? "; and \(whole.count - Self.maxFigures) more" : ""
        let scope = scope(of: tally).map { ", " + $0 } ?? ""
        let start = records.date(column("reference_period.start"), tally)
        let period = start.map {
            ", " + PeriodPhrase.text(from: $0, to: records.date(column("reference_period.end"), tally))
        }
        return party(of: tally) + ": " + (figures.isEmpty ? "no figures" : figures + more) + scope + (period ?? "")
    }

    /// More figures than this make no sentence.
    private static let maxFigures = 3

    /// Who counts or claims: a source or an actor.
    private func party(of tally: Int) -> String {
        let column = column("attributed_to")
        guard let link = records.link(column, tally) else { return "" }
        let type: RecordType = link & Records.secondType == 0 ? .source : .actor
        return name(type, Int(link & ~Records.secondType))
    }

    /// What a tally counts: a place, else an event.
    private func scope(of tally: Int) -> String? {
        if let place = records.link(DerivedColumns.tallyPlace, tally) { return name(.place, Int(place)) }
        return records.link(DerivedColumns.tallyEvent, tally).map { name(.event, Int($0)) }
    }

    private func name(_ type: RecordType, _ row: Int) -> String {
        records.string(Schema.shared.column(type.table, "name"), row) ?? ""
    }

    private func summary(_ row: Int, _ members: RecordMembers) -> String? {
        var paragraphs: [String]
        switch type {
        case .article: paragraphs = [members.text("abstract")].compactMap(\.self) + corrections(row, members)
        case .tally, .count: paragraphs = [members.text("wording")].compactMap(\.self)
        case .excerpt: paragraphs = [members.text("answer")].compactMap(\.self)
        case .interview: paragraphs = [members.text("interviewee", "name")].compactMap(\.self)
        case .actor, .event, .source: paragraphs = [members.text("description")].compactMap(\.self)
        case .place: paragraphs = []
        }
        if let successor = successor(ownerRow(row)) {
            paragraphs.append("Superseded by /v1/tallies/\(records.id(.tally, successor)).")
        }
        return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n\n")
    }

    private func corrections(_ row: Int, _ members: RecordMembers) -> [String] {
        members.objects("corrections").map { correction in
            "Correction, \(correction.text("date") ?? ""): \(correction.text("text") ?? "")"
        }
    }

    private func author(_ row: Int, _ members: RecordMembers) -> String? {
        switch type {
        case .article:
            members.text("byline") ?? records.link(column("publisher_id"), row).map { name(.source, Int($0)) }
        case .tally, .count: party(of: ownerRow(row))
        case .interview, .excerpt: members.text("interviewer")
        case .actor, .event, .place, .source: nil
        }
    }

    // MARK: Categories

    private static let categoryKeys: [RecordType: [String]] = [
        .article: ["genre", "keywords", "event_ids"], .actor: ["actor_type"], .event: ["event_type", "sub_event_type"],
        .tally: ["kind", "verification", "event_id"], .count: ["measure", "population_status", "event_id"],
        .excerpt: ["topics"], .interview: [], .place: ["place_type"], .source: ["source_type"],
    ]

    private func categories(_ row: Int, _ members: RecordMembers) -> [FeedEntry.Category] {
        let keys = (Self.categoryKeys[type] ?? []) + ["tags"]
        let own = keys.flatMap { key in members.texts(key).map { FeedEntry.Category(scheme: key, term: $0) } }
        guard type == .tally else { return own }
        let measures = members.objects("counts").compactMap { $0.text("measure") }
        var seen: Set<String> = []
        return own
            + measures.filter { seen.insert($0).inserted }.map { FeedEntry.Category(scheme: "measure", term: $0) }
    }
}
