/// One count as it is shown to people: who states it, what, of when and where.
package struct CountStatement: Sendable {
    package let party: Toll.Party
    package let count: TollCount
    /// The place that is counted, else the event.
    package let scope: String?
    package let periodStart: String
    package let periodEnd: String
    package let reportDate: String
    /// Another statement stands in its place.
    package let isSuperseded: Bool

    package init(
        party: Toll.Party, count: TollCount, scope: String?, periodStart: String, periodEnd: String, reportDate: String,
        isSuperseded: Bool
    ) {
        (self.party, self.count, self.scope) = (party, count, scope)
        (self.periodStart, self.periodEnd, self.reportDate) = (periodStart, periodEnd, reportDate)
        self.isSuperseded = isSuperseded
    }
}

extension Dataset {
    /// Some rows of counts, in order.
    package func countStatements(_ rows: some Sequence<Int>) -> [CountStatement] {
        LentTallies.lend(self) { lent in
            let words = TollReader(self, lent)
            return rows.compactMap { countStatement($0, lent, words) }
        }
    }

    private func countStatement(_ row: Int, _ rows: LentTallies, _ words: TollReader) -> CountStatement? {
        let tally = Int(rows.tally.narrow(row))
        guard rows.party.link(tally) != nil else { return nil }
        let place = records.link(DerivedColumns.tallyPlace, tally).map { (RecordType.place, $0) }
        let event = records.link(DerivedColumns.tallyEvent, tally).map { (RecordType.event, $0) }
        let (start, end) = words.period(of: tally)
        return CountStatement(
            party: words.party(rows.party.narrow(tally)), count: words.count(row),
            scope: (place ?? event).flatMap { title(ofRow: Int($0.1), in: $0.0) }, periodStart: start, periodEnd: end,
            reportDate: words.reportDate(of: tally), isSuperseded: standing.supersededBy[tally] != Records.none)
    }
}
