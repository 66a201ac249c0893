/// The searched fields of a type, as the field tables weigh them, and where their texts stand in a record's JSON.
///
/// A class, since it is handed on a great deal and each copy of its lists would be counted.
final class SearchFields: Sendable {
    /// In postings a field is three bits.
    static let maxFields = 8

    let type: RecordType
    /// Names as they are served, in order of serving.
    let names: [String]
    let weights: FieldWeights
    /// Where their texts stand in a record's JSON.
    let paths: TextPaths
    /// Of each field: the one that mentions in it are of; nil: no names are looked for in it.
    let mentions: [MentionList.Field?]

    /// The types in the order in which their records are numbered for the search; those that `/v1/search` ranks stand
    /// first, in the order of ties.
    static let all: [SearchFields] = (ranked + [.interview, .tally, .source]).map(SearchFields.init)
    /// The types that `/v1/search` ranks.
    static let ranked: [RecordType] = [.article, .excerpt, .event, .actor, .place]

    /// The place in `all` of the type whose texts stand for a type: counts are found by the texts of their tally.
    static func place(of type: RecordType) -> Int {
        let owner = type == .count ? .tally : type
        guard let place = all.firstIndex(where: { $0.type == owner }) else {
            preconditionFailure("\(type) has no text")
        }
        return place
    }

    private init(_ type: RecordType) {
        let fields = FieldTable.of(type).fields.filter { $0.searchWeight > 0 }
        precondition(fields.count <= Self.maxFields, "\(type) has more than \(Self.maxFields) searched fields")
        self.type = type
        names = fields.map(\.name)
        weights = FieldWeights(fields)
        paths = TextPaths(fields.map(\.name), of: type)
        let hasMentions = type == .article || type == .excerpt
        mentions = names.map { name in hasMentions ? MentionList.Field.allCases.first { $0.name == name } : nil }
    }
}

/// How much a word in each field of a type counts; 0 in fields that are not asked.
struct FieldWeights: Sendable, Equatable {
    private(set) var values = SIMD8<Float>.zero
    /// The field that holds most of the text: postings spell it shortest.
    let bulk: Int
    private(set) var bulkWeight: Float

    init(_ fields: [ServedField]) {
        for (place, field) in fields.enumerated() { values[place] = Float(field.searchWeight) }
        bulk = fields.firstIndex { if case .text = $0.kind { $0.searchWeight == 1 } else { false } } ?? 0
        bulkWeight = values[bulk]
    }

    /// The same for a question to some fields only.
    func only(_ isAsked: (Int) -> Bool) -> FieldWeights {
        var copy = self
        for place in 0..<SearchFields.maxFields where values[place] > 0 && !isAsked(place) { copy.values[place] = 0 }
        copy.bulkWeight = copy.values[bulk]
        return copy
    }
}
