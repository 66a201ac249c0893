/// What a search may know of at one moment: the documents that are served, how many there are and how long they are.
/// Nothing else goes into a score, so that scores tell nothing of what is not served.
struct SearchScope: Sendable {
    /// Over all documents of the index.
    let served: Bitmap
    /// Documents of the types that are ranked.
    let rankedCount: Int
    /// Indexed words of a document on average, by place of its type; at least 1.
    let meanLengths: [Double]

    init(_ index: TextIndex, served: (RecordType) -> Bitmap) {
        var words: [UInt64] = []
        var rankedCount = 0
        var meanLengths: [Double] = []
        for (place, fields) in SearchFields.all.enumerated() {
            let rows = served(fields.type)
            let first = index.firstDocuments[place]
            words += rows.allWords
            words += Array(repeating: 0, count: index.firstDocuments[place + 1] / 64 - words.count)
            var (count, length) = (0, 0)
            var row = rows.next(from: 0)
            while let next = row {
                count += 1
                length += Int(index.lengths[first + next])
                row = rows.next(from: next + 1)
            }
            if place < SearchFields.ranked.count { rankedCount += count }
            meanLengths.append(max(1, Double(length) / Double(max(1, count))))
        }
        self.served = Bitmap(words: words, count: index.documentCount)
        self.rankedCount = rankedCount
        self.meanLengths = meanLengths
    }
}
