/// Reads what tolls show of tallies and counts from their columns.
///
/// A class, since it is handed on a great deal and each copy of its columns would be counted.
final class TollReader {
    /// Where the columns stand.
    private struct Columns {
        let tallyID, number, measure, unit, exhaustive: Int
        let reportDate, periodStart, periodEnd, accumulation, phase, kind, verification, wording: Int
        let place, article, relayedBy, revises, revisionKind: Int

        static let shared = Columns()

        private init() {
            func count(_ path: String) -> Int { Schema.shared.column(CountParts.table, path) }
            func tally(_ path: String) -> Int { Schema.shared.column(RecordType.tally.table, path) }
            tallyID = tally("id")
            (number, measure, unit, exhaustive) = (count("n"), count("measure"), count("unit"), count("exhaustive"))
            (reportDate, wording) = (tally("report_date"), tally("wording"))
            (periodStart, periodEnd) = (tally("reference_period.start"), tally("reference_period.end"))
            (accumulation, phase) = (tally("accumulation"), tally("phase"))
            (kind, verification) = (tally("kind"), tally("verification"))
            (place, article, relayedBy) = (tally("place_id"), tally("article_id"), tally("relayed_by"))
            (revises, revisionKind) = (tally("revises"), tally("revision_kind"))
        }
    }

    let dataset: Dataset
    let records: Records
    let wholes: WholeCounts
    let figures: CountFigures
    private let categories: CountCategories.Reader
    private let columns = Columns.shared
    /// The parties that were asked for; there are few.
    private var parties: [(link: UInt32, party: Toll.Party)] = []
    /// What is counted, as it is shown; there are a few combinations again and again.
    private var subjects: [(category: CountCategories.Category, subject: TollSubject)] = []
    private let address = ByteBuffer(capacity: 256)

    init(_ dataset: Dataset) {
        self.dataset = dataset
        records = dataset.records
        wholes = WholeCounts(records)
        figures = CountFigures(records)
        categories = CountCategories.Reader(records)
    }

    // MARK: Counts

    func counts(of tally: Int) -> Range<Int> { records.rows(of: CountParts.table, in: tally) }

    func measure(of count: Int) -> SymbolTable.Symbol { records.columns[columns.measure].narrow(count) }

    func unit(of count: Int) -> SymbolTable.Symbol { records.columns[columns.unit].narrow(count) }

    /// What a count counts, with what its wholes say of it: a part is inside them in every respect.
    func category(of count: Int) -> CountCategories.Category {
        var category = categories.category(of: count)
        var next = wholes.whole(of: count)
        while let whole = next {
            let wider = categories.category(of: whole)
            for attribute in CountCategories.Attribute.allCases where category[attribute] == 0 {
                category[attribute] = wider[attribute]
            }
            next = wholes.whole(of: whole)
        }
        return category
    }

    /// A count with its parts.
    func count(_ row: Int) -> TollCount {
        let parts = wholes.parts(of: row, among: counts(of: Int(records.parents[CountParts.table][row])))
        let interval = figures.of(row)
        let exhaustive = records.columns[columns.exhaustive].narrow(row)
        let isExhaustive = exhaustive == 0 ? nil : exhaustive == 2
        let comparable = parts.filter { unit(of: $0) == unit(of: row) }
        let sum = CountInterval.sum(of: comparable.lazy.map(figures.of))
        let figure = FigureColumns.ofCounts
        return TollCount(
            id: id(ofCount: row), measure: text(columns.measure, row) ?? "", unit: text(columns.unit, row) ?? "",
            subject: subject(categories.category(of: row)), interval: interval,
            qualifier: text(figure.qualifier, row), best: records.integer(figure.best, row),
            text: text(figure.text, row), isExhaustive: isExhaustive, parts: parts.map(count),
            unexplained: sum.flatMap { interval.rest(without: $0, isAllSaid: isExhaustive == true) })
    }

    /// Several counts of one tally side by side, or just the one; nil of none.
    func value(_ rows: [Int]) -> TollCount? {
        guard rows.count != 1 else { return count(rows[0]) }
        guard let sum = CountInterval.sum(of: rows.lazy.map(figures.of)) else { return nil }
        return TollCount(
            id: nil, measure: text(columns.measure, rows[0]) ?? "", unit: text(columns.unit, rows[0]) ?? "",
            subject: TollSubject(), interval: sum, qualifier: nil, best: nil, text: nil, isExhaustive: nil,
            parts: rows.map(count), unexplained: nil)
    }

    /// Those of some counts of a tally that are inside no other of them.
    func roots(of rows: [Int]) -> [Int] {
        rows.count == 1 ? rows : rows.filter { wholes.whole(of: $0, among: rows.contains) == nil }
    }

    /// `<tally id>.<n>`
    func id(ofCount row: Int) -> String {
        let parent = Int(records.parents[CountParts.table][row])
        address.truncate(to: 0)
        unsafe address.append(records.symbols.bytes(records.columns[columns.tallyID].narrow(parent)))
        address.append(UInt8(ascii: "."))
        address.append(decimal: records.columns[columns.number].wide(row))
        return unsafe String(decoding: address.bytes, as: UTF8.self)
    }

    func subject(_ category: CountCategories.Category) -> TollSubject {
        if let known = subjects.first(where: { $0.category == category }) { return known.subject }
        func term(_ attribute: CountCategories.Attribute) -> String? { text(category[attribute]) }
        func actor(_ attribute: CountCategories.Attribute) -> String? {
            category[attribute] == 0 ? nil : records.id(.actor, Int(category[attribute]) - 1)
        }
        let subject = TollSubject(
            status: term(.status), affiliation: actor(.affiliation), sex: term(.sex), ageGroup: term(.ageGroup),
            occupation: term(.occupation), itemCategory: term(.itemCategory), itemOutcome: term(.itemOutcome),
            cause: term(.cause), perpetrator: actor(.perpetrator), attribution: term(.attribution))
        subjects.append((category, subject))
        return subject
    }

    // MARK: Tallies

    func id(ofTally row: Int) -> String { records.id(.tally, row) }

    func party(_ link: UInt32) -> Toll.Party {
        if let known = parties.first(where: { $0.link == link }) { return known.party }
        let party = Party(link: link)
        let isServed = dataset.state(party.type, party.row) == .served
        let shown = Toll.Party(id: dataset.id(of: party), name: isServed ? dataset.name(of: party) : nil)
        parties.append((link, shown))
        return shown
    }

    func reportDate(of tally: Int) -> String { date(columns.reportDate, tally) }

    func period(of tally: Int) -> (start: String, end: String) {
        (date(columns.periodStart, tally), date(columns.periodEnd, tally))
    }

    func wording(of tally: Int) -> String? { text(columns.wording, tally) }

    /// The statement of a tally as it is shown.
    func statement(
        _ statement: Statement, _ value: TollCount, isInTotal: Bool, predecessors: [TollStatement.Predecessor]
    ) -> TollStatement {
        let tally = Int(statement.tally)
        return TollStatement(
            tally: id(ofTally: tally), party: party(statement.party), event: records.id(.event, Int(statement.event)),
            place: text(columns.place, tally), reportDate: reportDate(of: tally),
            periodStart: date(columns.periodStart, tally), periodEnd: date(columns.periodEnd, tally),
            accumulation: text(columns.accumulation, tally) ?? "", phase: records.integer(columns.phase, tally),
            kind: text(columns.kind, tally) ?? "", verification: text(columns.verification, tally), value: value,
            relayedBy: records.columns[columns.relayedBy].list(tally).map {
                records.symbols.string(records.columns[columns.relayedBy].narrow[$0])
            },
            wording: wording(of: tally), article: article(of: tally), caveatsJSON: caveats(of: tally),
            predecessors: predecessors, isInTotal: isInTotal)
    }

    /// The statements that a tally replaces, the latest first; `value` makes the figure of each.
    func predecessors(of tally: Int, value: (Int) -> TollCount?) -> [TollStatement.Predecessor] {
        var predecessors: [TollStatement.Predecessor] = []
        var reviser = tally
        while let link = records.link(columns.revises, reviser) {
            let revised = Int(link)
            if dataset.state(.tally, revised) == .served {
                predecessors.append(
                    TollStatement.Predecessor(
                        tally: id(ofTally: revised), reportDate: reportDate(of: revised),
                        supersededBy: id(ofTally: reviser),
                        revisionKind: text(columns.revisionKind, reviser), value: value(revised),
                        wording: wording(of: revised)))
            }
            reviser = revised
        }
        return predecessors
    }

    /// A tally that is left out, as it is shown.
    func skipped(_ skip: TollSkip, _ statement: Statement, measure: String) -> Toll.SkippedTally {
        let by = skip.by.map(id(ofTally:))
        let counts = roots(of: skip.counts).map(count)
        return Toll.SkippedTally(
            tally: id(ofTally: skip.tally), party: party(statement.party),
            event: records.id(.event, Int(statement.event)), reportDate: reportDate(of: skip.tally),
            reason: skip.reason, by: by,
            detail: SkipWording.sentence(skip.reason, by: by, counts, measure: measure),
            wording: skip.reason == .retracted ? nil : wording(of: skip.tally), counts: counts)
    }

    private func article(of tally: Int) -> TollStatement.Article? {
        guard let row = records.link(columns.article, tally), dataset.state(.article, Int(row)) == .served else {
            return nil
        }
        let json = unsafe records.text(RecordType.article.table, Int(row))
        let headline = unsafe json.value(at: ["headline"]).map { range in
            unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[range]))
        }
        return TollStatement.Article(id: records.id(.article, Int(row)), headline: headline ?? "")
    }

    private func caveats(of tally: Int) -> [UInt8] {
        let json = unsafe records.text(RecordType.tally.table, tally)
        return unsafe json.value(at: ["caveats"]).map { unsafe Array(json[$0]) } ?? Array("[]".utf8)
    }

    // MARK: Cells

    private func text(_ column: Int, _ row: Int) -> String? { text(records.columns[column].narrow(row)) }

    /// Most texts of a toll are terms, which are there as strings already.
    private func text(_ symbol: SymbolTable.Symbol) -> String? {
        symbol == SymbolTable.none ? nil : Terms.text(symbol) ?? records.symbols.string(symbol)
    }

    /// A date as it is written.
    private func date(_ column: Int, _ row: Int) -> String {
        records.string(column, row) ?? records.date(column, row)?.text ?? ""
    }
}

extension CountInterval {
    /// What is left of a whole when its parts are taken away; nil when nothing is, as far as anybody says.
    ///
    /// - Parameter isAllSaid: whether the parts are said to be all of it, so that what remains is a contradiction.
    func rest(without parts: CountInterval, isAllSaid: Bool) -> CountInterval? {
        let least = min.flatMap { min in parts.max.map { min - $0 } }
        let most = max.map { $0 - (parts.min ?? 0) }
        if isAllSaid, least ?? 0 <= 0, most ?? 0 >= 0 { return nil }
        if least == 0, most == 0 { return nil }
        // The parts of a sound whole leave at least nothing.
        let isSound = (most ?? 0) >= 0
        return CountInterval(min: isSound ? Swift.max(least ?? 0, 0) : least, max: most, value: nil)
    }
}
