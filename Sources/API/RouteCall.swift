import ConflictData
import HTTP
import HTTPTypes

/// One call of a route: the snapshot it is answered from, and what the client asked, as far as it is checked.
struct RouteCall: Sendable {
    /// The one snapshot of this call, at the moment that `as_of` asks for; a swap meanwhile does not concern it.
    let dataset: Dataset
    /// The program that answers.
    let service: Service
    let route: Route
    let captures: [String]
    /// The format named by the path, where the router could tell.
    let suffix: RepresentationFormat?
    let parameters: QueryParameters
    let request: Request

    /// Where the client reaches the server.
    var server: ServerAddress { ServerAddress(publicURL: service.site.publicURL, of: request) }

    /// How the client wants to see the answer; `fields` are members of `type`.
    func presentation(of type: RecordType?) throws(APIError) -> Presentation {
        try presentation(of: type, suffix: suffix)
    }

    /// The same when the handler has found the suffix itself.
    func presentation(
        of type: RecordType?, suffix: RepresentationFormat?
    ) throws(APIError) -> Presentation {
        let named = try namedFormat(suffix: suffix)
        let format: RepresentationFormat
        if let named { format = named } else { format = try acceptedFormat() }
        return Presentation(
            format: format,
            isFormatNamed: named != nil,
            selection: try selection(of: type),
            isEnveloped: try isEnveloped(format),
            asOf: dataset.asOf?.text
        )
    }

    /// Only JSON has an envelope, and it alone can be told to have none; the others must not be asked for one.
    private func isEnveloped(_ format: RepresentationFormat) throws(APIError) -> Bool {
        let flag = try parameters.flag(.envelope)
        guard format != .json else { return flag }
        guard parameters.text(.envelope) == nil || !flag else {
            throw APIError(
                .parameterNotApplicable, "There is no envelope around .\(format.rawValue); leave “envelope” out.",
                parameter: RouteParameter.envelope.name)
        }
        return true
    }

    private func selection(of type: RecordType?) throws(APIError) -> FieldSelection? {
        guard let type, let list = parameters.text(.fields) else { return nil }
        return try APIError.translating { () throws(QueryError) in try FieldSelection(list, of: type) }
    }

    /// The format that the suffix or `format=` names, if any; both must agree.
    private func namedFormat(suffix: RepresentationFormat?) throws(APIError) -> RepresentationFormat? {
        let parameter = try formatParameter()
        guard let suffix else { return parameter }
        guard route.formats.contains(suffix) else {
            throw APIError(
                .notAcceptable, "This is not served as .\(suffix.rawValue); there is \(formatList).",
                suggestions: route.formats.map(\.rawValue))
        }
        guard parameter == nil || parameter == suffix else {
            throw APIError(
                .invalidParameter, "“format” contradicts the suffix .\(suffix.rawValue); leave one of them out.",
                parameter: RouteParameter.format.name, suggestions: [suffix.rawValue])
        }
        return suffix
    }

    private func formatParameter() throws(APIError) -> RepresentationFormat? {
        guard let name = parameters.text(.format) else { return nil }
        guard let format = RepresentationFormat(rawValue: name), route.formats.contains(format) else {
            throw APIError(
                .invalidParameter, "“format” cannot be “\(name)” here; there is \(formatList).",
                parameter: RouteParameter.format.name, suggestions: route.formats.map(\.rawValue))
        }
        return format
    }

    private func acceptedFormat() throws(APIError) -> RepresentationFormat {
        guard request.fields.contains(.accept) else { return route.formats[0] }
        let types = route.formats.map(\.mediaType)
        guard let index = ContentNegotiation.bestMediaType(among: types, accept: request.fields[.accept]) else {
            let offered = types.map(\.fieldValue)
            throw APIError(
                .notAcceptable, "Accept excludes all that there is: \(offered.joined(separator: ", ")).",
                suggestions: offered)
        }
        return route.formats[index]
    }

    private var formatList: String { route.formats.map(\.rawValue).joined(separator: ", ") }
}
