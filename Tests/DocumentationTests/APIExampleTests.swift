import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// Each `curl` in `Docs/API.md` that is followed by its answer gets that answer from the starter dataset.
struct APIExampleTests {
    struct Example: CustomTestStringConvertible {
        let target: String
        let answer: String
        var testDescription: String { target }
    }

    private let api: API

    init() throws {
        let loader = DatasetLoader(threads: 1, nowSeconds: 1_795_000_000)
        let outcome = try loader.load(folder: Repository.root + "/Sources/Sitrep/StarterDataset", progress: nil)
        api = API(store: DatasetStore(try #require(outcome.dataset)), release: "documentation")
    }

    private static func examples() throws -> [Example] {
        let example = #/```sh\ncurl (?:-g )?'?http:\/\/127\.0\.0\.1:8080([^'\n]*)'?\n```\n\n```json\n([^`]*)```/#
        return try Repository.text(of: "Docs/API.md").matches(of: example)
            .map { Example(target: String($0.output.1), answer: compact(String($0.output.2))) }
    }

    @Test func `has examples`() throws {
        #expect(try Self.examples().count >= 5)
    }

    @Test(arguments: try examples())
    func `answers as the reference says`(_ example: Example) {
        let parts = example.target.split(separator: "?", maxSplits: 1).map(String.init)
        let target = RequestTarget(rawPath: parts[0], rawQuery: parts.count > 1 ? parts[1] : nil)
        guard case .bytes(let bytes) = api.respond(to: Request(method: .get, target: target, fields: [:])).body else {
            Issue.record("there is no body")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == example.answer)
    }

    /// JSON without the white space between its tokens.
    private static func compact(_ json: String) -> String {
        var isInString = false
        var isEscaped = false
        return String(
            json.filter { character in
                if isInString {
                    if character == "\"", !isEscaped { isInString = false }
                    isEscaped = character == "\\" && !isEscaped
                    return true
                }
                isInString = character == "\""
                return !character.isWhitespace
            }
        )
    }
}
