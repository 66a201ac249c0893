/// Finds the documents of one type in which a clause holds, in order, with how much it counts in each.
struct ClauseScanner {
    private let index: TextIndex
    private let clause: SearchQuery.Clause
    private let weights: FieldWeights
    private let documents: Range<Int>

    /// `type`: its place in `SearchFields.all`.
    init(_ clause: SearchQuery.Clause, type: Int, in index: TextIndex) {
        self.index = index
        self.clause = clause
        weights = clause.weights(SearchFields.all[type])
        documents = index.documents(ofType: type)
    }

    /// Not fewer than the documents that it will find.
    var upperBound: Int { clause.phrases.reduce(0) { $0 + upperBound($1) } }

    private func upperBound(_ phrase: SearchQuery.Phrase) -> Int { phrase.slots.map(upperBound).min() ?? 0 }

    private func upperBound(_ slot: SearchQuery.Slot) -> Int {
        slot.terms.reduce(0) { $0 + index.postings(of: $1, in: documents).upperBound }
    }

    @inline(__always)
    func scan(_ visit: (_ document: UInt32, _ weight: Float) -> Void) {
        guard weights.values.max() > 0 else { return }
        if clause.phrases.count == 1, clause.phrases[0].slots.count > 1 { return scan(clause.phrases[0], visit) }
        if clause.phrases.count == 1, clause.phrases[0].slots[0].terms.count == 1 {
            return scan(term: clause.phrases[0].slots[0].terms[0], visit)
        }
        scanUnion(visit)
    }

    @inline(__always)
    private func scan(term: Int, _ visit: (UInt32, Float) -> Void) {
        var cursor = index.postings(of: term, in: documents)
        while !cursor.isAtEnd {
            let weight = cursor.weight(weights)
            if weight > 0 { visit(cursor.document, weight) }
            cursor.next()
        }
    }

    /// Several words or phrases count together.
    private func scanUnion(_ visit: (UInt32, Float) -> Void) {
        var found = Bitmap(count: documents.count)
        var sums = [Float](repeating: 0, count: documents.count)
        func add(_ document: UInt32, _ weight: Float) {
            let row = Int(document) - documents.lowerBound
            found.insert(row)
            sums[row] += weight
        }
        for phrase in clause.phrases {
            if phrase.slots.count > 1 {
                scan(phrase, add)
            } else {
                for term in phrase.slots[0].terms { scan(term: term, add) }
            }
        }
        var row = found.next(from: 0)
        while let next = row {
            visit(UInt32(documents.lowerBound + next), sums[next])
            row = found.next(from: next + 1)
        }
    }

    // MARK: Phrases

    private func scan(_ phrase: SearchQuery.Phrase, _ visit: (UInt32, Float) -> Void) {
        guard let leader = phrase.slots.indices.min(by: { upperBound(phrase.slots[$0]) < upperBound(phrase.slots[$1]) })
        else { return }
        var cursors = phrase.slots.map { slot in slot.terms.map { index.postings(of: $0, in: documents) } }
        var places: [[UInt32]] = Array(repeating: [], count: phrase.slots.count)
        var document = Self.seek(0, &cursors[leader])
        while document != PostingCursor.end {
            var target = document
            for slot in cursors.indices where slot != leader && target == document {
                target = Self.seek(document, &cursors[slot])
            }
            if target == document {
                let weight = weight(phrase, at: document, &cursors, &places)
                if weight > 0 { visit(document, weight) }
                target = document + 1
            }
            document = Self.seek(target, &cursors[leader])
        }
    }

    /// The first document that is not before `target` and holds one of a slot's terms.
    private static func seek(_ target: UInt32, _ cursors: inout [PostingCursor]) -> UInt32 {
        var first = PostingCursor.end
        for index in cursors.indices {
            cursors[index].seek(target)
            first = min(first, cursors[index].document)
        }
        return first
    }

    /// How much the phrase counts in a document that holds all its words.
    private func weight(
        _ phrase: SearchQuery.Phrase, at document: UInt32, _ cursors: inout [[PostingCursor]],
        _ places: inout [[UInt32]]
    ) -> Float {
        for slot in cursors.indices {
            places[slot].removeAll(keepingCapacity: true)
            for index in cursors[slot].indices where cursors[slot][index].document == document {
                cursors[slot][index].appendPlaces(weights, to: &places[slot])
            }
            if cursors[slot].count > 1 { places[slot].sort() }
        }
        var weight: Float = 0
        var next = [Int](repeating: 0, count: places.count)
        var last: UInt32?
        for first in places[0] where first != last {
            last = first
            var isPhrase = true
            for slot in 1..<places.count where isPhrase {
                let wanted = first + UInt32(phrase.slots[slot].offset)
                while next[slot] < places[slot].count, places[slot][next[slot]] < wanted { next[slot] += 1 }
                isPhrase = next[slot] < places[slot].count && places[slot][next[slot]] == wanted
            }
            if isPhrase { weight += weights.values[Int(first >> 29)] }
        }
        return weight
    }
}
