import API
import ConflictData
import HTTP
import HTTPTypes
import Testing

/// Each `curl` in `Docs/API.md` that is followed by its answer gets that answer from the starter dataset; with
/// `| jq .member`, that member of it; with `| head -n 3`, its first lines.
struct APIExampleTests {
    struct Example: CustomTestStringConvertible {
        let target: String
        /// The member of the answer that is shown; nil: all of it.
        let member: String?
        /// How many of its lines are shown; nil: all of them.
        let lineCount: Int?
        /// What the answer is written in: `json`, whose white space does not matter, or text as it stands.
        let language: String
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
        let example =
            #/```sh\ncurl (?:-[gs]+ )?'?http:\/\/127\.0\.0\.1:8080([^'\n]*)'?(?: \| jq \.(\w+))?(?: \| head -n ([0-9]+))?\n```\n\n```(json|ndjson|csv|xml)\n([^`]*)```/#
        return try Repository.text(of: "Docs/API.md").matches(of: example)
            .map { match in
                let (language, answer) = (String(match.output.4), String(match.output.5))
                return Example(
                    target: String(match.output.1), member: match.output.2.map(String.init),
                    lineCount: match.output.3.flatMap { Int($0) }, language: language,
                    answer: language == "json" ? compact(answer) : answer)
            }
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
        var text = String(decoding: bytes, as: UTF8.self)
        // Lines of a sheet end as RFC 4180 asks, those of a page of documentation do not.
        if example.language == "csv" { text = text.replacing("\r\n", with: "\n") }
        if let count = example.lineCount {
            text = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(count).map { $0 + "\n" }
                .joined()
        }
        #expect(example.member.map { Self.member($0, of: text) } ?? text == example.answer)
    }

    /// The object that a member of the envelope is.
    private static func member(_ name: String, of text: String) -> String {
        guard let key = text.firstRange(of: ",\"\(name)\":") else { return "no \(name) in \(text)" }
        var depth = 0
        let value = text[key.upperBound...].prefix { character in
            defer { depth += character == "{" ? 1 : character == "}" ? -1 : 0 }
            return depth > 0 || character == "{"
        }
        return String(value)
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
