import Glibc

@testable import ConflictData

/// A search without an index: looks at the words of every record's JSON one by one.
struct NaiveSearch {
    struct Document {
        let type: RecordType
        let id: String
        /// Of each searched field the words of each of its texts.
        let fields: [(name: String, weight: Double, texts: [[String]])]

        var length: Int { fields.reduce(0) { $0 + $1.texts.joined().count { !NaiveSearch.isStopWord($0) } } }
    }

    /// What a clause asks for, as the test wrote it; each phrase is a list of folded words.
    struct Clause {
        var isExcluded = false
        var field: String?
        var isPrefix = false
        var phrases: [[String]]
    }

    static let fields: [RecordType: [(String, Double)]] = [
        .article: [
            ("headline", 4), ("abstract", 2), ("body_text", 1), ("byline", 1), ("dateline", 1), ("keywords", 2),
            ("corrections.text", 1), ("notes", 1),
        ],
        .excerpt: [("question", 2), ("answer", 1)],
        .event: [("name", 4), ("description", 1), ("notes", 1)],
        .actor: [("name", 4), ("names.name", 4), ("description", 1), ("notes", 1)],
        .place: [("name", 4), ("names.name", 4), ("notes", 1)],
        .interview: [
            ("title", 4), ("interviewee.name", 2), ("interviewee.role", 1), ("interviewer", 1),
            ("exchanges.question", 2), ("exchanges.answer", 1), ("notes", 1),
        ],
        .tally: [("caveats", 1), ("wording", 2), ("notes", 1)],
        .source: [("name", 4), ("description", 1), ("notes", 1)],
    ]
    static let ranked: [RecordType] = [.article, .excerpt, .event, .actor, .place]

    let documents: [Document]

    /// All records of a dataset that are served, in the order of ties.
    init(_ dataset: Dataset) throws {
        documents = try (Self.ranked + [.interview, .tally, .source]).flatMap { type in
            try dataset.ids(type).map { id in
                let json = try dataset.json(id, in: type)
                let fields = (Self.fields[type] ?? []).map { name, weight in
                    (name: name, weight: weight, texts: Self.texts(json, name.split(separator: ".")[...]))
                }
                return Document(type: type, id: id, fields: fields)
            }
        }
    }

    private static func texts(_ json: JSONValue, _ path: ArraySlice<Substring>) -> [[String]] {
        if !json.elements.isEmpty { return json.elements.flatMap { texts($0, path) } }
        guard let key = path.first else {
            guard let text = json.text else { return [] }
            let folded = FoldedText(text)
            return [folded.words.map { folded.string(of: $0) }]
        }
        return json[String(key)].map { texts($0, path.dropFirst()) } ?? []
    }

    static func isStopWord(_ word: String) -> Bool { StopWords.contains(Array(word.utf8)) }

    /// How much a clause counts in a document.
    private func weight(_ clause: Clause, _ document: Document) -> Double {
        var sum = 0.0
        for field in document.fields {
            guard clause.field == nil || clause.field == field.name else { continue }
            for text in field.texts {
                for start in text.indices {
                    sum +=
                        field.weight * Double(clause.phrases.count { stands($0, in: text, at: start, clause.isPrefix) })
                }
            }
        }
        return sum
    }

    private func stands(_ phrase: [String], in text: [String], at start: Int, _ isPrefix: Bool) -> Bool {
        guard start + phrase.count <= text.count else { return false }
        return phrase.indices.allSatisfy { place in
            let word = text[start + place]
            if isPrefix, place == phrase.count - 1 { return word.hasPrefix(phrase[place]) && !Self.isStopWord(word) }
            if Self.isStopWord(phrase[place]) || word == phrase[place] { return true }
            guard place == 0 else { return false }
            let letters = Array(word.utf8)
            return ArabicParticles.found(in: letters).contains { particles in
                letters[(particles.byteCount + particles.articleBytes)...].elementsEqual(phrase[place].utf8)
            }
        }
    }

    /// The ids of a type in which all clauses hold, in default order.
    func ids(_ clauses: [Clause], in type: RecordType) -> [String] {
        documents.filter { document in
            document.type == type && clauses.allSatisfy { (weight($0, document) > 0) != $0.isExcluded }
        }.map(\.id)
    }

    /// Scores of all records found, by type and id.
    func scores(_ clauses: [Clause]) -> [String: Double] {
        let all = documents.filter { Self.ranked.contains($0.type) }
        let means = Dictionary(grouping: all, by: \.type).mapValues { documents in
            max(1, Double(documents.reduce(0) { $0 + $1.length }) / Double(documents.count))
        }
        let weights = clauses.map { clause in all.map { weight(clause, $0) } }
        var scores: [String: Double] = [:]
        for (place, document) in all.enumerated() {
            guard zip(clauses, weights).allSatisfy({ ($1[place] > 0) != $0.isExcluded }) else { continue }
            let norm = 1.2 * (0.25 + 0.75 * Double(document.length) / (means[document.type] ?? 1))
            var score = 0.0
            for (clause, weights) in zip(clauses, weights) where !clause.isExcluded {
                let holding = Double(weights.count { $0 > 0 })
                let idf = log(1 + (Double(all.count) - holding + 0.5) / (holding + 0.5))
                score += idf * weights[place] * 2.2 / (weights[place] + norm)
            }
            scores["\(document.type.rawValue) \(document.id)"] = score
        }
        return scores
    }
}
