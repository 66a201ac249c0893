import ConflictData
import HTTP

/// One route as an operation of OpenAPI.
struct OperationObject {
    let route: Route
    let examples: FieldExamples

    /// - Parameter parameters: takes up what the operation refers to.
    func object(_ parameters: inout ParameterComponents) -> SchemaValue {
        let shape = route.shape
        var operation: SchemaValue = [
            "operationId": .string(shape.operation), "tags": [.string(shape.chapter)],
            "summary": .string(summary),
        ]
        if let description { operation = operation.adding("description", .string(description)) }
        let references = parameterReferences(&parameters)
        if !references.isEmpty { operation = operation.adding("parameters", .list(references)) }
        return operation.adding("responses", .object(responses))
    }

    private var summary: String { route.summary.hasSuffix(".") ? String(route.summary.dropLast()) : route.summary }

    /// What a line cannot say.
    private var description: String? {
        let formats = route.formats.dropFirst().map { "`\(route.path).\($0.rawValue)`" }
        let also =
            formats.isEmpty || route.path.hasSuffix("}") ? nil : "Also as \(formats.joined(separator: ", "))."
        let parts = [route.summary, route.shape.guidance, also].compactMap(\.self)
        return parts.count > 1 ? parts.joined(separator: "\n\n") : nil
    }

    // MARK: Parameters

    /// The grammar first, then the fields, of which there are many.
    private func parameterReferences(_ parameters: inout ParameterComponents) -> [SchemaValue] {
        let own = RouteParameters(route: route, examples: examples)
        let operation = route.shape.operation
        var references: [SchemaValue] = []
        for parameter in route.parameters {
            references.append(parameters.reference(parameter.name, own.object(parameter), of: operation))
        }
        // Types have some filters in common.
        var described = Set(route.queryNames)
        for type in route.filters {
            let filters = FilterParameters(
                type: type, types: route.filters, examples: examples, others: route.queryNames)
            for filter in filters.all where described.insert(filter.parameter).inserted {
                references.append(parameters.reference(filter.name, filter.object, of: operation))
            }
        }
        return references
    }

    // MARK: Responses

    private var responses: [SchemaValue.Member] {
        var responses: [SchemaValue.Member] = []
        if route.shape == .redirect {
            responses.append(.init("302", ResponseObjects.redirect))
        } else {
            responses.append(.init("200", ResponseObjects.success(of: route)))
        }
        if route.shape.mayHaveMoved { responses.append(.init("308", ResponseObjects.reference("Moved"))) }
        if ResponseObjects.hasValidators(route) {
            responses.append(.init("304", ResponseObjects.reference("NotModified")))
        }
        for status in ProblemSchema.statuses(of: route) {
            responses.append(.init("\(status)", ResponseObjects.reference(ProblemSchema.name(of: status))))
        }
        responses.append(.init("default", ResponseObjects.reference("Refused")))
        return responses
    }
}

extension AnswerShape {
    /// What to know before asking.
    fileprivate var guidance: String? {
        switch self {
        case .list:
            """
            `facets` counts the values of fields over all that matches, `histogram` counts by a date, and `include` \
            sends along the records that the rows refer to.
            """
        case .aggregate:
            """
            Sums are made of bounds: minima add up, and `max` is `null` when any is open. Two parties on one event, a \
            part and its whole, a running total and what is new in a period are never added: the answer is 409 with \
            the tallies that overlap, unless `policy` says how to choose.
            """
        case .timeSeries:
            """
            Each statement stands at its own time; with `interval` there is one point a bucket. `delta` is how much a \
            running total grew. `derived` marks what nobody stated, and gaps are not filled in.
            """
        case .toll:
            """
            `statements` holds what each party says, with its breakdown, wording and what it replaced; `disagreement` \
            says how far they are apart. Nothing is merged unless `policy` asks for it.
            """
        case .resolve:
            "Weak names, such as “the rebels”, mean nobody by themselves and are answered with 404 and suggestions."
        case .search: "Words must all be there, in any spelling; names find every name of the same actor or place."
        case .changes: "Keep the `cursor` of the last row, and ask with `since` what came after it."
        case .revisions: "A withdrawn statement is in its history, without what it said."
        default: nil
        }
    }
}
