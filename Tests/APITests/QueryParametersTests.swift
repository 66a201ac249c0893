import ConflictData
import HTTP
import Testing

@testable import API

struct QueryParametersTests {
    private let list = Route(
        "/list", "", parameters: ListHandler.parameters, filters: [.article], shape: .list(.article)
    ) { _ in
        .moved(to: "")
    }
    private let checks = Route("/checks", "", parameters: ChecksHandler.parameters, shape: .checks) { _ in
        .moved(to: "")
    }

    private func read(_ query: String, of route: Route) throws -> QueryParameters {
        try QueryParameters(RequestTarget(rawPath: "/", rawQuery: query).queryItems(), of: route)
    }

    @Test func `reads each parameter by its type and leaves the rest as filters`() throws {
        let parameters = try read("limit=7&envelope=false&cursor=x&tags=a%2Cb&genre=report", of: list)
        #expect(try parameters.integer(.limit) == 7)
        #expect(try parameters.flag(.envelope) == false)
        #expect(parameters.text(.cursor) == "x")
        #expect(parameters.filters.map(\.name) == ["genre", "tags"])
        #expect(parameters.filters.map(\.value) == ["report", "a,b"])
    }

    @Test func `falls back to the defaults of the table`() throws {
        let parameters = try read("", of: list)
        #expect(try parameters.integer(.limit) == 50)
        #expect(try parameters.flag(.envelope))
        #expect(parameters.text(.fields) == nil)
    }

    @Test(arguments: ["0", "1001", "-1", "+5", "5.0", "", " 5", "0x10", "99999999999999999999", "٥"])
    func `refuses a limit that is not a number from 1 to 1,000`(_ text: String) throws {
        let read = try QueryParameters([QueryItem(name: "limit", value: text)], of: list)
        let error = #expect(throws: APIError.self) { try read.integer(.limit) }
        #expect(error?.code == .invalidParameter)
        #expect(error?.parameter == "limit")
    }

    @Test(arguments: ["1", "1000", "007"])
    func `takes any limit in range`(_ text: String) throws {
        #expect(try read("limit=" + text, of: list).integer(.limit) == Int(text))
    }

    @Test(arguments: ["yes", "TRUE", "1", ""])
    func `refuses a flag that is neither true nor false`(_ text: String) throws {
        let read = try read("envelope=" + text, of: list)
        let error = #expect(throws: APIError.self) { try read.flag(.envelope) }
        #expect(error?.suggestions == ["true", "false"])
    }

    @Test(arguments: ["limit=1&limit=1", "tags=a&tags=b", "limit=1&%6Cimit=2"])
    func `refuses a name given twice`(_ query: String) {
        let error = #expect(throws: APIError.self) { try read(query, of: list) }
        #expect(error?.code == .repeatedParameter)
    }

    @Test func `refuses an unknown name with the nearest ones`() {
        let error = #expect(throws: APIError.self) { try read("severty=error", of: checks) }
        #expect(error?.code == .unknownParameter)
        #expect(error?.parameter == "severty")
        #expect(error?.suggestions == ["severity"])
    }

    @Test(arguments: [("per_page", ["limit"]), ("offset", ["cursor"]), ("kind", [])])
    func `tells who comes from elsewhere the name that it has here`(_ name: String, _ expected: [String]) {
        let error = #expect(throws: APIError.self) { try read("\(name)=1", of: checks) }
        #expect(error?.suggestions == expected)
    }

    @Test func `borrowed words stand for names that exist`() {
        let fields = RecordType.allCases.flatMap { FieldTable.of($0).fields.map(\.name) }
        let parameters = RouteTable.routes.flatMap { $0.parameters.map(\.name) }
        let members = fields.flatMap { $0.split(separator: ".").map(String.init) }
        let terms = Vocabulary.all.flatMap(\.terms)
        let known = Set(fields + members + parameters + terms + QueryFilter.allCases.map(\.name) + GroupKey.names)
        let suggested = Set(BorrowedWords.namesByWord.values.joined())
        #expect(suggested.subtracting(known).sorted() == [])
    }

    @Test func `checks the words of a closed set`() throws {
        #expect(try read("severity=error,warning", of: checks).list(ChecksHandler.severity) == ["error", "warning"])
        #expect(try read("", of: checks).list(ChecksHandler.severity) == nil)
        let wrong = try read("severity=warnin", of: checks)
        let error = #expect(throws: APIError.self) { try wrong.list(ChecksHandler.severity) }
        #expect(error?.code == .unknownValue)
        #expect(error?.suggestions == ["warning"])
    }

    @Test(arguments: ["severity=", "severity=error,", "file=,a"])
    func `refuses an empty value in a list`(_ query: String) throws {
        let read = try read(query, of: checks)
        let error = #expect(throws: APIError.self) {
            _ = try read.list(ChecksHandler.severity)
            _ = try read.list(ChecksHandler.file)
        }
        #expect(error?.code == .invalidParameter)
    }
}
