extension Dataset {
    /// The rows of a type whose texts hold what a search asks for; counts have no texts of their own.
    func matches(_ search: SearchQuery, in type: RecordType) -> Bitmap {
        let index = loaded.text
        let place = SearchFields.place(of: type)
        let documents = index.documents(ofType: place)
        var matches = Bitmap(count: documents.count, filled: true)
        for clause in search.clauses {
            var found = Bitmap(count: documents.count)
            ClauseScanner(clause, type: place, in: index).scan { document, _ in
                found.insert(Int(document) - documents.lowerBound)
            }
            if clause.isExcluded { matches.subtract(found) } else { matches.formIntersection(found) }
        }
        return matches
    }
}
