import HTTP
import HTTPTypes
import Testing

@testable import API
@testable import ConflictData

/// One table drives everything: whatever reads a field table knows each of its fields. A reader with a list of its own
/// would lag behind, and fail here.
struct OneTableTests {
    enum Reader: String, CaseIterable { case json, sheet, filters, fileSchema, contract, page }

    private let api: API

    /// Loaded and made once: they are the same for all.
    private static let starter = Result {
        let loader = DatasetLoader(threads: 1, nowSeconds: 1_795_000_000)
        let folder = Repository.root + "/Sources/Sitrep/StarterDataset"
        return try #require(try loader.load(folder: folder, progress: nil).dataset)
    }
    private static let contract = Result {
        OpenAPIDocument(dataset: try starter.get(), release: "documentation", server: "/").root
    }

    init() throws {
        api = API(store: DatasetStore(try Self.starter.get()), release: "documentation")
    }

    @Test(arguments: RecordType.allCases, Reader.allCases)
    func `knows every field`(_ type: RecordType, _ reader: Reader) throws {
        #expect(try unknown(to: reader, in: FieldTable.of(type)) == [])
    }

    /// The case that fails: a table that has one field more than its reader.
    @Test(arguments: RecordType.allCases, Reader.allCases)
    func `is noticed when it lags behind`(_ type: RecordType, _ reader: Reader) throws {
        let more = ServedField(
            name: "added_today", kind: .string, isList: false, summary: "A field nobody reads yet.", source: .rowID)
        let table = FieldTable(type: type, fields: FieldTable.of(type).fields + [more])
        let isRead = reader != .fileSchema || RecordType.stored.contains(type)
        #expect(try unknown(to: reader, in: table) == (isRead ? ["added_today"] : []))
    }

    /// The fields of a table that a reader does not know.
    private func unknown(to reader: Reader, in table: FieldTable) throws -> [String] {
        let list = "/v1/" + table.type.plural
        switch reader {
        case .json:
            return table.fields.map(\.name).filter { status("\(list).json", "limit=1&fields=\($0)") != 200 }
        case .sheet:
            let header = text("\(list).csv", "limit=1").prefix { !$0.isNewline }
            let columns = Set(header.split(separator: ",").map(String.init))
            return table.fields.map(\.name).filter { !columns.contains($0) }
        case .filters:
            return table.fields.filter { !$0.operators.isEmpty }.map(\.name)
                .filter { status(list, "limit=1&\($0)%5Bexists%5D=true") != 200 }
        case .fileSchema:
            guard RecordType.stored.contains(table.type) else { return [] }
            let record = try #require(JSONSchema.schema(of: .records(table.type))["$defs"]?["record"])
            let keys = Set(Self.paths(in: record, prefix: ""))
            // What the server derives stands in no file.
            return table.fields.map(\.name).filter { $0 != "superseded_by" && !keys.contains($0) }
        case .contract:
            let names = try filters(of: list)
            // Of a map any key is asked for: `external_ids.wikidata`.
            return table.fields.filter { !$0.operators.isEmpty }.map(\.name)
                .filter { field in !names.contains { $0 == field || $0.hasPrefix(field + ".") } }
        case .page:
            let page = text("/docs", nil)
            return table.fields.map(\.name).filter { !page.contains("<tr id=\"\(table.type.plural).\($0)\">") }
        }
    }

    /// The fields that are query parameters, with an operator or without, which the contract gives a route.
    private func filters(of path: String) throws -> Set<String> {
        let contract = try Self.contract.get()
        guard case .list(let parameters)? = contract["paths"]?[path]?["get"]?["parameters"] else { return [] }
        let names = parameters.compactMap { parameter -> String? in
            var parameter = parameter
            if case .string(let reference)? = parameter["$ref"], let key = reference.split(separator: "/").last {
                parameter = contract["components"]?["parameters"]?[String(key)] ?? parameter
            }
            guard case .string(let name)? = parameter["name"] else { return nil }
            // Of running text there is only whether it exists: `notes[exists]`.
            return String(name.prefix { $0 != "[" })
        }
        return Set(names)
    }

    /// The dotted paths of all keys that a schema describes.
    private static func paths(in schema: SchemaValue, prefix: String) -> [String] {
        (schema["properties"]?.members ?? []).flatMap { member in
            let path = prefix + member.key
            return [path] + paths(in: member.value["items"] ?? member.value, prefix: path + ".")
        }
    }

    private func status(_ path: String, _ query: String) -> Int { answer(path, query).status.code }

    private func text(_ path: String, _ query: String?) -> String {
        guard case .bytes(let bytes) = answer(path, query).body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func answer(_ path: String, _ query: String?) -> Response {
        api.respond(to: Request(method: .get, target: RequestTarget(rawPath: path, rawQuery: query), fields: [:]))
    }
}
