/// What a search found, ranked. Pages, whole results and facets come from here.
///
/// Scores are of all records that hold the words, so that a filter takes rows away and leaves the others as they are.
package struct SearchResult {
    package let dataset: Dataset
    package let question: SearchQuestion
    /// All records of the types asked for that meet the filters.
    package let total: Int
    /// The documents of all types that hold the words, in order.
    private let holding: [UInt32]
    /// Those that meet the filters.
    private let ranking: RankedDocuments
    /// Of each type of the ranking its stretch of documents there.
    private let stretches: [Range<Int>]

    init(_ question: SearchQuestion, in dataset: Dataset) {
        self.dataset = dataset
        self.question = question
        let index = dataset.loaded.text
        var ranking = RankedDocuments(question.query, index, dataset.searchScope)
        holding = ranking.documents
        if question.isFiltered {
            let passing = DocumentSet(of: SearchFields.ranked, in: dataset) { type in
                question.types.contains(type) ? question.rows(of: type, in: dataset) : nil
            }
            ranking.keep { passing.contains($0) }
        }
        self.ranking = ranking
        stretches = index.stretches(ranking.documents)
        total = question.types.reduce(0) { [stretches] in $0 + stretches[SearchFields.place(of: $1)].count }
    }

    /// A page of at most `limit` records, from the cursor of another page on or from the beginning.
    package func page(limit: Int, cursor: String?) throws(QueryError) -> SearchPage {
        let cursor = try cursor.map { text throws(QueryError) in try SearchCursor(text, of: question) }
        let limit = min(limit, total)
        let bound = cursor?.bound(in: dataset) { document in
            ranking.place(of: document).map(ranking.score)
        }
        var best = BestRanks(count: limit + 1, from: bound, isBackward: cursor?.isBackward ?? false)
        for type in question.types {
            for place in stretches[SearchFields.place(of: type)] {
                best.consider(SearchRank(score: ranking.score(place), document: ranking.documents[place]))
            }
        }
        let found = best.inOrder(limit: limit)
        let hits = found.ranks.map(hit)
        return SearchPage(
            hits: hits, total: total,
            next: found.hasNext ? SearchCursor(behind: hits.reversed(), in: dataset, isBackward: false) : nil,
            previous: found.hasPrevious ? SearchCursor(behind: hits, in: dataset, isBackward: true) : nil,
            of: question)
    }

    private func hit(_ rank: SearchRank) -> SearchHit {
        let index = dataset.loaded.text
        let type = index.type(of: Int(rank.document))
        return SearchHit(
            type: SearchFields.all[type].type, row: Int(rank.document) - index.firstDocuments[type],
            score: rank.score)
    }

    // MARK: Facets

    /// Counts the values of some fields over the records found, each without the filters on the field itself.
    package func facets(_ facets: [SearchFacet], limit: Int) -> [FacetCounts] {
        facets.map { facet in
            switch facet {
            case .type: typeCounts(limit: limit)
            case .field(let fields): counts(fields, limit: limit)
            }
        }
    }

    /// How many records of each type there are, of those too that are not asked for.
    private func typeCounts(limit: Int) -> FacetCounts {
        let counts = SearchFields.ranked.map { type in (type: type, count: rows(of: type, leavingOut: nil).count) }
            .filter { $0.count > 0 }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.type.rawValue < $1.type.rawValue }
        return FacetCounts(
            name: SearchFacet.typeName,
            entries: counts.prefix(limit).map { type, count in
                FacetCounts.Entry(
                    value: .text(type.rawValue), label: Vocabulary.label(of: type.rawValue), count: count)
            })
    }

    /// Types that have a field of one name count their values together.
    private func counts(_ fields: [(type: RecordType, field: FacetField)], limit: Int) -> FacetCounts {
        var total: FacetCounter?
        for (type, field) in fields {
            var counter = FacetCounter(field, in: dataset.records)
            counter.add(rows(of: type, leavingOut: field.name))
            total?.add(counter)
            total = total ?? counter
        }
        guard let total, let field = fields.first?.field else { return FacetCounts(name: "", entries: []) }
        return FacetSummary(field, total, in: dataset).counts(limit: limit)
    }

    /// The rows of a type that hold the words and meet the filters, but for those on a field.
    private func rows(of type: RecordType, leavingOut field: String?) -> [UInt32] {
        let place = SearchFields.place(of: type)
        let first = UInt32(dataset.loaded.text.firstDocuments[place])
        if question.types.contains(type), field.map({ !question.filters(on: $0) }) ?? true {
            return ranking.documents[stretches[place]].map { $0 - first }
        }
        let rows = holding[dataset.loaded.text.stretches(holding)[place]].map { $0 - first }
        guard question.isFiltered else { return rows }
        let passing = question.rows(of: type, leavingOut: field, in: dataset)
        return rows.filter { passing.contains(Int($0)) }
    }
}

extension Dataset {
    /// Finds and ranks the records of a search.
    package func search(_ question: SearchQuestion) -> SearchResult { SearchResult(question, in: self) }
}

/// Some rows of several types, asked by their documents.
private struct DocumentSet {
    private let firstDocuments: [Int]
    /// By type; nil: none of its rows.
    private let rows: [Bitmap?]

    init(of types: [RecordType], in dataset: Dataset, rows: (RecordType) -> Bitmap?) {
        firstDocuments = dataset.loaded.text.firstDocuments
        self.rows = types.map(rows)
    }

    func contains(_ document: UInt32) -> Bool {
        let document = Int(document)
        var type = 0
        while document >= firstDocuments[type + 1] { type += 1 }
        return rows[type]?.contains(document - firstDocuments[type]) ?? false
    }
}
