import API
import ConflictData
import Testing

/// `Docs/API.md` is written for people, so it is not generated; these tests keep it whole.
struct APIReferenceTests {
    private let lines: [Substring]

    init() throws {
        lines = try Repository.text(of: "Docs/API.md").split(separator: "\n")
    }

    @Test(arguments: RouteTable.routes.map(\.path))
    func `names every route`(_ path: String) {
        #expect(lines.contains { $0.contains("`\(path)`") })
    }

    @Test(arguments: Set(RouteTable.routes.flatMap(\.queryParameters).map(\.name)).sorted())
    func `explains every parameter`(_ name: String) {
        #expect(lines.contains { $0.hasPrefix("| `\(name)`") })
    }

    @Test(arguments: QueryFilter.allCases.map(\.name))
    func `explains every filter that is no field`(_ name: String) {
        #expect(lines.contains { $0.hasPrefix("| `\(name)`") })
    }

    @Test func `shows every operator`() {
        for filterOperator in FilterOperator.allCases {
            #expect(lines.contains { $0.hasPrefix("| ") && $0.contains("`field\(filterOperator.suffix)=") })
        }
    }

    @Test func `gives the default of every parameter that has one`() {
        for parameter in RouteTable.routes.flatMap(\.queryParameters) {
            guard let value = parameter.defaultText else { continue }
            #expect(lines.contains { $0.hasPrefix("| `\(parameter.name)` |") && $0.contains("| \(value) |") })
        }
    }

    @Test(arguments: ErrorCode.allCases)
    func `lists every error with its status`(_ code: ErrorCode) {
        #expect(lines.contains { $0.hasPrefix("| `\(code.rawValue)` | \(code.statusCode) |") })
    }

    @Test(arguments: Set(RouteTable.routes.flatMap(\.formats).map(\.rawValue)).sorted())
    func `names every format`(_ format: String) {
        #expect(lines.contains { $0.contains("`.\(format)`") })
    }

    @Test func `documents no error and no route that does not exist`() {
        let codes = Set(ErrorCode.allCases.map(\.rawValue))
        let rows = lines.compactMap { $0.wholeMatch(of: #/\| `([a-z]+-[a-z-]+)` \| [0-9]{3} \|.*/#) }
        #expect(rows.allSatisfy { codes.contains(String($0.output.1)) })
        let paths = Set(RouteTable.routes.map(\.path))
        let routes = lines.compactMap { $0.wholeMatch(of: #/\| `(/[^`]*)`(?:, `(/[^`]*)`)? \|.*/#) }
        #expect(routes.allSatisfy { paths.contains(String($0.output.1)) })
        #expect(routes.allSatisfy { $0.output.2.map { paths.contains(String($0)) } ?? true })
    }
}
