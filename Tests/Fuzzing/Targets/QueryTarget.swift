import ConflictData
import HTTP
import HTTP1
import HTTPTypes

@testable import API

/// Request targets against the starter dataset: any of them gets a sound answer, and an answer's own address leads to it.
enum QueryTarget {
    private static let api: API = {
        let outcome = StarterFiles.load(StarterFiles.all)
        guard let dataset = outcome.dataset else { fatalError("the starter dataset is refused: \(outcome.findings)") }
        return API(store: DatasetStore(dataset), release: "fuzz")
    }()

    static func test(_ bytes: [UInt8]) {
        guard let request = request(of: bytes) else { return }
        checkDecoding(of: request.target)
        let response = api.respond(to: request)
        let status = response.status.code
        require([200, 302, 308, 400, 404, 406, 409, 410].contains(status), "GET is never answered \(status)")
        let body = body(of: response)
        if status == 302 || status == 308 { return checkRedirect(response) }
        checkFormat(of: body, response.fields[.contentType] ?? "")
        if status == 200 { checkLinks(of: response, body) }
    }

    /// The request that a connection would hand on; nil when the parser takes no such target.
    private static func request(of target: [UInt8]) -> Request? {
        let head = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        guard
            case .complete(let parsed, let consumed)? = try? RequestParser.parseHead(
                head.span, alreadyScanned: 0, limits: HTTP1Limits()),
            consumed == head.count
        else { return nil }
        return parsed.request(in: head.span)
    }

    /// What was decoded is the same when it is encoded and decoded once more.
    private static func checkDecoding(of target: RequestTarget) {
        if let segments = try? target.decodedSegments() {
            let path = segments.map { "/" + Address.percentEncoded($0).replacing("/", with: "%2F") }.joined()
            let again = RequestTarget(rawPath: path.isEmpty ? "/" : path, rawQuery: nil)
            require((try? again.decodedSegments()) == segments, "segments survive encoding: \(segments)")
            for segment in segments {
                require(segment != "." && segment != "..", "no dot segments")
                require(segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "no control characters in a path")
            }
        }
        if let items = try? target.queryItems() {
            var address = Address(path: "/", explicitFormat: nil)
            for item in items { address.append(item.name, item.value) }
            let query = address.text.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
            // Encoding makes values longer, which may take them over the bound.
            guard items.allSatisfy({ $0.name.utf8.count + $0.value.utf8.count < 1000 }) else { return }
            let again = try? RequestTarget(rawPath: "/", rawQuery: query).queryItems()
            require(again == items, "items survive encoding: \(items)")
        }
    }

    private static func checkRedirect(_ response: Response) {
        let location = response.fields[.location] ?? ""
        require(location.hasPrefix("/") && !location.hasPrefix("//"), "a redirect stays here: \(location)")
        guard let request = request(of: Array(location.utf8)) else { fatalError("not a target: \(location)") }
        let status = api.respond(to: request).status.code
        require(status != 302 && status != 308, "a redirect leads to no redirect: \(location)")
    }

    /// JSON is well-formed, whole or line by line; every other format is at least text, but for compressed files.
    private static func checkFormat(of body: [UInt8], _ mediaType: String) {
        if mediaType == "application/x-ndjson" {
            for line in body.split(separator: UInt8(ascii: "\n")) {
                require((try? ReferenceJSON.read(Array(line))) != nil, "a line is JSON")
            }
        } else if mediaType.contains("json") {
            require((try? ReferenceJSON.read(body)) != nil, "a body is JSON")
        } else if mediaType == "application/gzip" {
            require(body.starts(with: [0x1F, 0x8B]), "a gzip file begins as one")
        } else {
            require(String(validating: body, as: UTF8.self) != nil, "a body is text")
        }
    }

    private static func checkLinks(of response: Response, _ body: [UInt8]) {
        guard let name = HTTPField.Name("Link") else { fatalError("Link is a token") }
        for link in (response.fields[name] ?? "").split(separator: ", ") {
            // Feeds have whole addresses, by the name that the client used.
            let whole = link.split(separator: ">")[0].dropFirst()
            let address = whole.hasPrefix("http://a/") ? whole.dropFirst("http://a".count) : whole
            guard let request = request(of: Array(address.utf8)) else { fatalError("not a target: \(link)") }
            let linked = api.respond(to: request)
            require(linked.status.code == 200, "a link leads somewhere: \(link)")
            if link.hasSuffix("rel=\"self\"") {
                require(Self.body(of: linked) == body, "the same answer stands at its own address: \(link)")
                require(linked.entityTag == response.entityTag, "with the same tag: \(link)")
            }
        }
    }

    private static func body(of response: Response) -> [UInt8] {
        switch response.body {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .chunks(let source):
            var bytes: [UInt8] = []
            while source.appendNext(to: &bytes) {}
            return bytes
        }
    }
}
