/// The words of tallies and counts, for sheets and pictures: looked up from their columns.
///
/// A class, since it is handed on a great deal and remembers what it has looked up.
final class TollReader {
    private let dataset: Dataset
    private let records: Records
    private let rows: LentTallies
    /// The parties that were asked for; there are few.
    private var parties: [(link: UInt32, party: Toll.Party)] = []
    /// What is counted; there are a few combinations again and again.
    private var subjects: [(category: CountCategories.Category, subject: TollSubject)] = []

    init(_ dataset: Dataset, _ rows: LentTallies) {
        self.dataset = dataset
        self.rows = rows
        records = dataset.records
    }

    // MARK: Counts

    /// A count with its parts.
    func count(_ row: Int) -> TollCount {
        TollCount(
            id: "\(id(ofTally: Int(rows.tally.narrow(row)))).\(rows.number.wide(row))",
            measure: text(rows.measure(of: row)) ?? "", unit: text(rows.unit(of: row)) ?? "",
            subject: subject(rows.category(of: row)), interval: rows.figure(of: row),
            qualifier: text(rows.qualifier.narrow(row)), best: rows.known(rows.best, row),
            text: text(rows.word.narrow(row)), parts: rows.parts(of: row).map(count))
    }

    /// Several counts of one tally side by side, or just the one; there is at least one.
    func value(_ counts: [Int]) -> TollCount {
        guard counts.count > 1 else { return count(counts[0]) }
        return TollCount(
            id: nil, measure: text(rows.measure(of: counts[0])) ?? "", unit: text(rows.unit(of: counts[0])) ?? "",
            subject: .notSaid, interval: CountInterval.sum(of: counts.lazy.map(rows.figure(of:))) ?? .zero,
            qualifier: nil, best: nil, text: nil, parts: counts.map(count))
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

    func reportDate(of tally: Int) -> String { date(rows.reportDate, tally) }

    func period(of tally: Int) -> (start: String, end: String) {
        (date(rows.periodStart, tally), date(rows.periodEnd, tally))
    }

    /// - Parameter counts: what it comes to.
    func statement(_ stated: Toll.StatedTally, _ counts: [Int]) -> TollStatement {
        let tally = stated.tally
        let article = rows.article.link(tally).flatMap { article in
            dataset.state(.article, article) == .served ? records.id(.article, article) : nil
        }
        return TollStatement(
            tally: id(ofTally: tally), party: party(stated.statement.party),
            event: records.id(.event, Int(stated.statement.event)), place: text(rows.place.narrow(tally)),
            reportDate: reportDate(of: tally), periodStart: date(rows.periodStart, tally),
            periodEnd: date(rows.periodEnd, tally), accumulation: text(rows.accumulation.narrow(tally)) ?? "",
            phase: rows.known(rows.phase, tally), kind: text(rows.kind.narrow(tally)) ?? "",
            verification: text(rows.verification.narrow(tally)), value: value(counts),
            relayedBy: rows.relayedBy.list(tally).map { records.symbols.string(rows.relayedBy.narrow($0)) },
            wording: text(rows.wording.narrow(tally)), article: article, isInTotal: stated.isInTotal)
    }

    // MARK: Cells

    private func text(_ symbol: SymbolTable.Symbol) -> String? {
        symbol == SymbolTable.none ? nil : Terms.text(symbol) ?? records.symbols.string(symbol)
    }

    /// A date as it is written.
    private func date(_ column: ColumnView, _ row: Int) -> String {
        if let written = text(column.narrow(row)) { return written }
        let bits = column.wide(row)
        return bits == PackedDate.none ? "" : PackedDate(bits: bits).text
    }
}

extension Toll {
    /// What stands, in words: by party, the party of the newest statement first, and newest first.
    package var statements: [TollStatement] {
        LentTallies.lend(dataset) { rows in
            let words = TollReader(dataset, rows)
            return tallies.map { tally in words.statement(tally, tally.counts.map { lists[$0] }) }
        }
    }

    /// The figure that the policy made of the totals, and whose it is.
    package var resultInWords: (interval: CountInterval, parties: [Party])? {
        result.map { result in
            LentTallies.lend(dataset) { rows in
                let words = TollReader(dataset, rows)
                return (result.interval, result.parties.map(words.party))
            }
        }
    }

    /// How the parties differ, in a sentence.
    package var finding: String { disagreement.summary }
    package var statementCount: Int { tallies.count }
    package var skippedCount: Int { skipped.count }
}
