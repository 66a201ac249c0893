import ConflictData
import HTTP
import HTTPTypes
import Representations
import Testing

@testable import API

/// The contract says what the tables say: no more and no less.
struct ContractTests {
    private let document: SchemaValue

    /// Made once: it is the same for all.
    private static let made = Result {
        OpenAPIDocument(dataset: try SampleAPI.dataset(), release: "1.0", server: "/").root
    }

    init() throws { document = try Self.made.get() }

    private func component(_ kind: String, _ name: String) -> SchemaValue? {
        document["components"]?[kind]?[name]
    }

    private func operation(_ path: String) throws -> SchemaValue {
        try #require(document["paths"]?[path]?["get"], "\(path)")
    }

    /// What a reference leads to; anything else itself.
    private func resolved(_ value: SchemaValue) throws -> SchemaValue {
        guard case .string(let reference)? = value["$ref"] else { return value }
        let parts = reference.split(separator: "/").map(String.init)
        return try #require(component(parts[2], parts[3]), "\(reference)")
    }

    private func parameters(of path: String) throws -> [SchemaValue] {
        guard case .list(let references)? = try operation(path)["parameters"] else { return [] }
        return try references.map(resolved)
    }

    @Test func `has every route, and no other`() {
        #expect(document["paths"]?.members.map(\.key) == RouteTable.routes.map(\.path))
    }

    @Test func `names every operation once, in a chapter that is told of`() {
        let shapes = RouteTable.routes.map(\.shape)
        #expect(Set(shapes.map(\.operation)).count == shapes.count)
        #expect(Set(shapes.map(\.chapter)) == Set(AnswerShape.chapters.map(\.name)))
    }

    @Test(arguments: RouteTable.routes.map(\.path))
    func `has every parameter of a route with its default, each name once`(_ path: String) throws {
        let route = try #require(RouteTable.routes.first { $0.path == path })
        let described = try parameters(of: path)
        let names = described.compactMap { parameter in parameter["name"].map { [$0, parameter["in"] ?? .null] } }
        for parameter in route.parameters {
            let one = try #require(described.first { $0["name"] == .string(parameter.name) }, "\(parameter.name)")
            #expect(one["description"] == .string(parameter.summary))
            #expect((one["required"] == .flag(true)) == parameter.isRequired)
            guard let value = parameter.defaultText else { continue }
            switch one["schema"]?["default"] {
            case .integer(let number): #expect("\(number)" == value)
            case .flag(let flag): #expect("\(flag)" == value)
            default: Issue.record("\(parameter.name) has no default")
            }
        }
        #expect(names.indices.allSatisfy { !names[..<$0].contains(names[$0]) }, "a name stands twice")
        if route.filters.isEmpty { #expect(names.count == route.parameters.count) }
    }

    @Test(arguments: RecordType.allCases)
    func `has every filter of a list with the operators that fit it`(_ type: RecordType) throws {
        let names = try parameters(of: "/v1/\(type.plural)").compactMap { $0["name"] }
        for field in FieldTable.of(type).fields {
            let key = if case .map = field.kind { field.name + ".wikidata" } else { field.name }
            for filterOperator in FilterOperator.allCases {
                let isThere = names.contains(.string(key + filterOperator.suffix))
                #expect(isThere == field.operators.contains(filterOperator), "\(key)\(filterOperator.suffix)")
            }
        }
        for filter in QueryFilter.allCases {
            #expect(names.contains(.string(filter.name)) == filter.applies(to: type), "\(filter)")
        }
    }

    @Test(arguments: [
        (
            "/v1/search", "names.kind",
            "Of actors: What kind of name it is; a weak one never resolves. Of places: What kind of name it is."
        ),
        ("/v1/search", "headline", "The headline."), ("/v1/search", "tags", "Free labels."),
        ("/v1/places", "country", "The country it lies in (ISO 3166-1 alpha-3)."),
        ("/v1/excerpts", "interview_id", "The interview that it is from."),
        ("/v1/counts", "tally_id", "The tally that it belongs to."),
    ])
    func `says what a filter means, in each type where they differ`(
        _ path: String, _ name: String, _ expected: String
    ) throws {
        let filter = try parameters(of: path).first { $0["name"] == .string(name) }
        #expect(filter?["description"] == .string(expected))
    }

    /// What a client puts together from the contract is taken: each example by itself, asked of the data it is made from.
    @Test(arguments: RouteTable.routes.map(\.path))
    func `gives examples that are answered`(_ path: String) throws {
        let api = try SampleAPI.make()
        let described = try parameters(of: path)
        func text(_ value: SchemaValue) -> String {
            switch value {
            case .string(let text): Address.percentEncoded(text)
            case .integer(let number): "\(number)"
            case .number(let number): "\(number)"
            case .flag(let flag): "\(flag)"
            case .list(let values): values.map(text).joined(separator: ",")
            case .null, .object: ""
            }
        }
        func example(_ parameter: SchemaValue) -> String? {
            guard case .string(let name)? = parameter["name"], let value = parameter["example"] else { return nil }
            return "\(Address.percentEncoded(name))=\(text(value))"
        }
        let isQuery = { (parameter: SchemaValue) in parameter["in"] == "query" }
        var target = path
        for parameter in described where !isQuery(parameter) {
            guard case .string(let name)? = parameter["name"], let value = parameter["example"] else { continue }
            target = target.replacing("{\(name)}", with: text(value))
        }
        let needed = described.filter { isQuery($0) && $0["required"] == true }
        for parameter in described where isQuery(parameter) {
            guard let query = example(parameter), parameter["name"] != "sources" else { continue }
            let companion = Self.companion(of: parameter).flatMap { name in described.first { $0["name"] == name } }
            let queries = Set((needed + [companion].compactMap(\.self)).compactMap(example) + [query])
            let response = api.answer("\(target)?\(queries.sorted().joined(separator: "&"))")
            #expect([200, 409].contains(response.status.code), "\(target)?\(query): \(response.text.prefix(300))")
        }
    }

    /// What a parameter means nothing without, where the route has it.
    private static func companion(of parameter: SchemaValue) -> SchemaValue? {
        parameter["name"] == "interval" ? "histogram" : nil
    }

    @Test func `describes every member of a record, those of the tables and those that are derived`() throws {
        for type in RecordType.allCases {
            let schema = try #require(component("schemas", type.schemaName))
            for name in FieldSelection.names(of: type) {
                // Any type may be asked for what only some have.
                if ["mentions", "checks", "superseded_by"].contains(name) { continue }
                var value = schema
                for part in name.split(separator: ".") {
                    if case .list(let choices)? = value["oneOf"] { value = choices[0] }
                    if let items = value["items"] { value = items }
                    value = try #require(value["properties"]?[String(part)], "\(type).\(name)")
                }
            }
        }
    }

    @Test func `describes the columns of what is worked out`() throws {
        let points = component("schemas", "TimeSeriesPoint")?["properties"]?.members.map(\.key)
        #expect(points == AnswerColumn.ofTimeSeries.map(\.name))
        let sums = component("schemas", "AggregateRow")?["properties"]?.members.map(\.key)
        #expect(sums == ["group"] + AnswerColumn.ofAggregate([]).map(\.name))
    }

    @Test(arguments: ErrorCode.allCases)
    func `shows every problem under its status`(_ code: ErrorCode) throws {
        guard case .list(let types)? = component("schemas", "Problem")?["properties"]?["type"]?["enum"] else {
            Issue.record("problems have no types")
            return
        }
        #expect(types.contains(.string(code.type)))
        let response = try #require(component("responses", ProblemSchema.name(of: code.statusCode)))
        let example = response["content"]?["application/problem+json"]?["examples"]?[code.rawValue]?["value"]
        #expect(example?["title"] == .string(code.title))
    }

    @Test(arguments: RouteTable.routes.map(\.path))
    func `names every format of a route with its media type`(_ path: String) throws {
        let route = try #require(RouteTable.routes.first { $0.path == path })
        let content = try operation(path)["responses"]?["200"]?["content"]
        for format in route.formats {
            let type = "\(format.mediaType.type)/\(format.mediaType.subtype)"
            #expect(content?[type]?["schema"] != nil, "\(type)")
        }
    }

    @Test func `refers only to what is there`() throws {
        var references: [String] = []
        func collect(_ value: SchemaValue) {
            switch value {
            case .list(let values): values.forEach(collect)
            case .object(let members):
                for member in members {
                    if member.key == "$ref", case .string(let text) = member.value { references.append(text) }
                    if member.key == "operationId", case .string(let name) = member.value {
                        #expect(RouteTable.routes.contains { $0.shape.operation == name }, "\(name)")
                    }
                    collect(member.value)
                }
            default: break
            }
        }
        collect(document)
        for reference in Set(references) { _ = try resolved(["$ref": .string(reference)]) }
    }

    @Test func `has a tag, and knows the address that the operator gave`() throws {
        let here = try SampleAPI.make()
        let there = API(
            store: DatasetStore(try SampleAPI.dataset()), release: "test",
            site: Site(publicURL: "https://example.org/"))
        let response = here.answer("/openapi.json")
        #expect(response.status == .ok)
        #expect(response.entityTag != nil)
        #expect(response.entityTag != there.answer("/openapi.json").entityTag)
        #expect(response.text.contains(#""servers":[{"url":"/"}]"#))
        #expect(there.answer("/openapi.json").text.contains(#""servers":[{"url":"https://example.org"}]"#))
    }
}
