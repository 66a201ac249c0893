/// The searched fields of a type, as the field tables weigh them, and where their texts stand in a record's JSON.
struct SearchFields: Sendable {
    /// A key of the JSON that leads to searched text: itself a text or a list of texts, or an object or list that
    /// holds some.
    struct Branch: Sendable {
        let key: [UInt8]
        /// The place of the field that it is.
        var field: Int?
        var branches: [Branch] = []
    }

    /// In postings a field is three bits.
    static let maxFields = 8

    let type: RecordType
    /// Names as they are served, in order of serving.
    let names: [String]
    let weights: FieldWeights
    let branches: [Branch]

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
        var root = Branch(key: [])
        for (place, field) in fields.enumerated() {
            root.insert(field.name.split(separator: ".").map { Array($0.utf8) }[...], field: place)
        }
        branches = root.branches
    }
}

extension SearchFields.Branch {
    fileprivate mutating func insert(_ path: ArraySlice<[UInt8]>, field: Int) {
        guard let key = path.first else {
            self.field = field
            return
        }
        let index = branches.firstIndex { $0.key == key } ?? branches.count
        if index == branches.count { branches.append(Self(key: key)) }
        branches[index].insert(path.dropFirst(), field: field)
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
