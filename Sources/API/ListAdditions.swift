import ConflictData
import Representations

/// What a list answers beside its rows: facets, a histogram, the records that the rows refer to.
struct ListAdditions: Sendable {
    private let facets: [FacetField]
    private let facetLimit: Int
    private let histogram: (field: Histogram.DateField, interval: CalendarInterval)?
    private let included: [RecordType]

    static let parameters: [RouteParameter] = [.facets, .facetLimit, .histogram, .interval, .include]

    init(_ parameters: QueryParameters, _ type: RecordType) throws(APIError) {
        facetLimit = try parameters.integer(.facetLimit)
        facets = try APIError.translating { () throws(QueryError) in
            try parameters.text(.facets).map { text throws(QueryError) in try FacetField.list(text, of: type) } ?? []
        }
        try Self.require(.facets, for: .facetLimit, parameters)
        let interval = try parameters.list(.interval) ?? []
        guard interval.count < 2 else {
            throw APIError(
                .invalidParameter, "“interval” is one of day, week, month and year.",
                parameter: RouteParameter.interval.name)
        }
        try Self.require(.histogram, for: .interval, parameters)
        let unit = interval.first.flatMap(CalendarInterval.init(rawValue:)) ?? .month
        histogram = try APIError.translating { () throws(QueryError) in
            try parameters.text(.histogram).map { name throws(QueryError) in
                (try Histogram.DateField(name, of: type), unit)
            }
        }
        included = try Self.included(parameters, type)
    }

    /// The types that `include=` names.
    static func included(_ parameters: QueryParameters, _ type: RecordType) throws(APIError) -> [RecordType] {
        try APIError.translating { () throws(QueryError) in
            try parameters.text(.include).map { text throws(QueryError) in
                try IncludedRecords.types(text, for: type)
            } ?? []
        }
    }

    /// What stands beside the rows, or is added to them, has its place in JSON only.
    static func refuse(
        _ refused: [RouteParameter], _ parameters: QueryParameters, in format: RepresentationFormat
    ) throws(APIError) {
        guard format != .json else { return }
        for parameter in refused where parameters.text(parameter) != nil {
            throw APIError(
                .parameterNotApplicable, "“\(parameter.name)” has no place in .\(format.rawValue); ask for JSON.",
                parameter: parameter.name, suggestions: [RepresentationFormat.json.rawValue])
        }
    }

    /// A parameter that means nothing alone.
    static func require(
        _ needed: RouteParameter, for parameter: RouteParameter, _ parameters: QueryParameters
    ) throws(APIError) {
        guard parameters.text(parameter) != nil, parameters.text(needed) == nil else { return }
        throw APIError(
            .missingParameter, "“\(parameter.name)” says how, and “\(needed.name)” must say of what.",
            parameter: needed.name, suggestions: [needed.name])
    }

    func append(to address: inout Address) {
        if !facets.isEmpty {
            address.append(.facets, facets.map(\.name).joined(separator: ","))
            address.append(.facetLimit, String(facetLimit))
        }
        if let histogram {
            address.append(.histogram, histogram.field.name)
            address.append(.interval, histogram.interval.rawValue)
        }
        if !included.isEmpty { address.append(.include, included.map(\.plural).joined(separator: ",")) }
    }

    /// What the envelope holds beside the data. The bare array has no place for it, so there nothing is worked out.
    func members(of result: QueryResult, rows: [Int]) throws(APIError) -> [EnvelopeMember] {
        var members: [EnvelopeMember] = []
        if !facets.isEmpty { members.append(.facets(result.facets(facets, limit: facetLimit))) }
        if let histogram {
            members.append(
                .histogram(
                    try APIError.translating { () throws(QueryError) in
                        try result.histogram(histogram.field, by: histogram.interval)
                    }))
        }
        if !included.isEmpty {
            members.append(
                .included(result.dataset.included(included, from: rows, of: result.query.type), result.dataset))
        }
        return members
    }
}
