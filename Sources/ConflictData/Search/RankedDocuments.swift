import Glibc

/// The documents that a search finds, scored by BM25.
///
/// Of each clause `c` in a document: `idf(c) · w · (k1 + 1) / (w + k1 · (1 − b + b · length / mean length))`, summed over
/// the clauses that are not excluded. `w` is how often it stands there, each time by the weight of the field; lengths are
/// in indexed words and compared within the type; `idf(c) = ln(1 + (N − n + 0.5) / (n + 0.5))` for a clause that holds in
/// `n` of `N` documents of all types.
struct RankedDocuments {
    /// The usual values: more than a few repetitions add little, and long texts are held to their length by three parts
    /// in four.
    static let k1 = 1.2
    static let b = 0.75
    /// Scores are told in thousandths, and are ranked as they are told.
    static let scoresPerUnit = 1_000.0

    private(set) var documents: [UInt32] = []
    private var scores: [Double] = []
    /// Of each document: what its length makes of `k1`.
    private var norms: [Double] = []
    private let index: TextIndex
    private let scope: SearchScope

    init(_ query: SearchQuery, _ index: TextIndex, _ scope: SearchScope) {
        self.index = index
        self.scope = scope
        let wanted = query.clauses.filter { !$0.isExcluded }
            .map { clause in (clause: clause, bound: Self.upperBound(clause, index)) }
            .sorted { $0.bound < $1.bound }.map(\.clause)
        guard let rarest = wanted.first else { return }
        begin(with: rarest)
        for clause in wanted.dropFirst() where !documents.isEmpty { keep(clause) }
        for clause in query.clauses where clause.isExcluded && !documents.isEmpty { drop(clause) }
    }

    /// The score of a document in thousandths.
    func score(_ place: Int) -> UInt32 { UInt32(clamping: Int((scores[place] * Self.scoresPerUnit).rounded())) }

    /// Where a document stands among those that were found; nil: it was not.
    func place(of document: UInt32) -> Int? {
        let place = documents.partitioningIndex { $0 >= document }
        return place < documents.count && documents[place] == document ? place : nil
    }

    /// Leaves out documents, and the scores of the others as they are.
    mutating func keep(_ passes: (UInt32) -> Bool) {
        let candidates = documents
        filter { passes(candidates[$0]) }
    }

    private static func upperBound(_ clause: SearchQuery.Clause, _ index: TextIndex) -> Int {
        SearchFields.ranked.indices.reduce(0) { $0 + ClauseScanner(clause, type: $1, in: index).upperBound }
    }

    @inline(__always)
    private func scan(_ clause: SearchQuery.Clause, _ visit: (_ document: UInt32, _ weight: Float) -> Void) {
        for type in SearchFields.ranked.indices {
            ClauseScanner(clause, type: type, in: index).scan { document, weight in
                if scope.served.contains(Int(document)) { visit(document, weight) }
            }
        }
    }

    private mutating func begin(with clause: SearchQuery.Clause) {
        var found: [UInt32] = []
        var weights: [Float] = []
        scan(clause) { document, weight in
            found.append(document)
            weights.append(weight)
        }
        documents = found
        scores = Array(repeating: 0, count: found.count)
        var type = 0
        norms = found.map { document in
            while Int(document) >= index.firstDocuments[type + 1] { type += 1 }
            let length = Double(index.lengths[Int(document)]) / scope.meanLengths[type]
            return Self.k1 * (1 - Self.b + Self.b * length)
        }
        score(weights, count: found.count)
    }

    /// Keeps the documents in which a clause holds too.
    private mutating func keep(_ clause: SearchQuery.Clause) {
        let candidates = documents
        var weights = [Float](repeating: 0, count: candidates.count)
        var place = 0
        var count = 0
        scan(clause) { document, weight in
            count += 1
            while place < candidates.count, candidates[place] < document { place += 1 }
            if place < candidates.count, candidates[place] == document { weights[place] = weight }
        }
        filter { weights[$0] > 0 }
        score(weights.filter { $0 > 0 }, count: count)
    }

    private mutating func drop(_ clause: SearchQuery.Clause) {
        let candidates = documents
        var isDropped = [Bool](repeating: false, count: candidates.count)
        var place = 0
        scan(clause) { document, _ in
            while place < candidates.count, candidates[place] < document { place += 1 }
            if place < candidates.count, candidates[place] == document { isDropped[place] = true }
        }
        filter { !isDropped[$0] }
    }

    private mutating func filter(_ isKept: (Int) -> Bool) {
        var kept = 0
        for place in documents.indices where isKept(place) {
            documents[kept] = documents[place]
            scores[kept] = scores[place]
            norms[kept] = norms[place]
            kept += 1
        }
        documents.removeLast(documents.count - kept)
        scores.removeLast(scores.count - kept)
        norms.removeLast(norms.count - kept)
    }

    /// Adds what a clause is worth in each document; it holds in `count` of all.
    private mutating func score(_ weights: [Float], count: Int) {
        let (all, holding) = (Double(scope.rankedCount), Double(count))
        let idf = log(1 + (all - holding + 0.5) / (holding + 0.5))
        for place in documents.indices {
            let weight = Double(weights[place])
            scores[place] += idf * weight * (Self.k1 + 1) / (weight + norms[place])
        }
    }
}
