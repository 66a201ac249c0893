/// One immutable snapshot at one moment of knowledge: everything that is served then, with its data version.
package final class Dataset: Sendable {
    package let card: DatasetCard
    /// Hexadecimal digest of what was loaded: the same for the same data on any machine.
    package let version: String
    /// The date that was asked for; nil: as it stands now.
    package let asOf: PackedDate?
    /// Seconds since 1970 of the latest change that the data itself names (recorded, updated, retracted, published, out
    /// of embargo), up to the moment.
    package let lastModifiedSeconds: Int64
    /// Warnings, in order of file and place.
    package let findings: [Finding]
    /// When the snapshot stops being true because an embargo ends or a retraction begins, in seconds since 1970; nil: it
    /// stays true.
    package let nextEmbargoEndSeconds: Int64?

    let records: Records
    let indexes: RecordIndexes
    let standing: Standing
    let names: NameResolver
    let loaded: LoadedDataset
    let view: DatasetView
    /// How it stands now, for other moments to be compared with.
    private let present: DatasetView
    /// Worked out by the first search, since most moments that are asked for are never searched.
    private let scope = OnceMade<SearchScope>()

    /// How a folder stands now.
    convenience init(_ loaded: LoadedDataset) {
        let view = loaded.presentView()
        self.init(
            loaded, view, present: view,
            version: DatasetVersion.version(loaded.digest, pastTurns: view.standing.pastTurns),
            asOf: nil)
    }

    private init(
        _ loaded: LoadedDataset, _ view: DatasetView, present: DatasetView, version: String, asOf: PackedDate?
    ) {
        (self.loaded, self.view, self.present, self.version) = (loaded, view, present, version)
        indexes = loaded.indexes
        self.asOf = asOf
        card = loaded.card
        (records, standing, names, findings) = (view.records, view.standing, view.names, view.findings)
        lastModifiedSeconds = view.lastModifiedSeconds
        // An instant later than the microsecond itself, in whole seconds.
        nextEmbargoEndSeconds = present.standing.nextTurn.map {
            ($0 + PackedDate.microsecondsPerSecond - 1) / PackedDate.microsecondsPerSecond
        }
    }

    /// The same dataset as it stood at the last instant of a date; its records, texts and indexes are shared.
    package func view(asOf: PackedDate) -> Dataset {
        Dataset(
            loaded, loaded.view(asOf: asOf, present: present), present: present, version: version, asOf: asOf)
    }

    /// Works out what the first question for sums would have to wait for, and what makes rows of counts
    /// faster to write. It takes a while: not for a loop.
    package func prepareSums() {
        let categories = indexes.statements(records).categories
        view.shareCells(of: CategoryExamples(categories, records))
        records.holdInLargePages()
    }

    /// What a search may know of at this moment.
    var searchScope: SearchScope {
        scope.value { SearchScope(loaded.text, served: served) }
    }

    /// How many records of a type are served.
    package func count(of type: RecordType) -> Int { view.servedCounts[type] ?? 0 }

    /// The rows of a type that are served.
    func served(_ type: RecordType) -> Bitmap { view.servedRows[type] ?? Bitmap(count: 0) }

    func state(_ type: RecordType, _ row: Int) -> Standing.State {
        let record = type.isInner ? Int(records.parents[type.table][row]) : row
        return standing.state(type.ownerType, record)
    }

    package func id(ofRow row: Int, in type: RecordType) -> String {
        guard type.isInner else { return records.id(type, row) }
        let number = records.columns[Schema.shared.column(type.table, "n")].wide(row)
        return "\(records.id(type.ownerType, Int(records.parents[type.table][row]))).\(number)"
    }
}

extension Dataset {
    /// The dataset as it stood at a date of a query string; without one as it stands now.
    package func view(asOf text: String?) throws(QueryError) -> Dataset {
        guard let text else { return self }
        guard let date = PackedDate(queryText: text) else {
            throw QueryError(
                .illTyped, parameter: "as_of",
                detail: "as_of takes a moment such as 2024-11-29T12:00:00Z, or a year, month or day, whose end counts; "
                    + "not “\(text)”.")
        }
        return view(asOf: date)
    }
}
