extension Dataset {
    /// Records as entries of a feed, in order.
    package func feedEntries(_ rows: some Sequence<Int>, of type: RecordType) -> [FeedEntry] {
        let maker = FeedEntryMaker(type, self)
        return rows.map(maker.entry)
    }

    /// The records that would answer a query had they not been withdrawn, those withdrawn last first.
    package func feedWithdrawals(_ query: RecordQuery, limit: Int) -> [FeedWithdrawal] {
        let maker = FeedEntryMaker(query.type, self)
        var withdrawn = Bitmap(count: records.rowCounts[query.type.table])
        for row in 0..<withdrawn.count where state(query.type, row) == .retracted { withdrawn.insert(row) }
        ConditionEvaluator(self).keep(.all(query.conditions), query.type.table, in: &withdrawn)
        let found = RowSequence(withdrawn).map(maker.withdrawal)
        return Array(found.sorted { ($0.when, $1.path) > ($1.when, $0.path) }.prefix(limit))
    }
}
