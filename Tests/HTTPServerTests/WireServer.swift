import HTTP
import HTTPTypes
import TestSupport
import Transport

@testable import HTTPServer

/// An application with every kind of answer that negotiation and conditions meet, by path. Its methods are those of the API.
struct WireHandler: RequestHandler {
    static let allowed = "GET, HEAD, OPTIONS"
    static let lastModified = "Sun, 06 Nov 1994 08:49:37 GMT"
    /// Long and repetitive enough to compress.
    static let body = Array(String(repeating: "{\"qualifier\":\"at_least\",\"value\":255}", count: 60).utf8)

    var generation: UInt64 { 1 }

    func respond(to request: Request) -> Response {
        switch request.method {
        case .get: return answer(request.target.rawPath)
        case .options: return Response(status: .noContent, fields: [.allow: Self.allowed])
        default: return Response(status: .methodNotAllowed, fields: [.allow: Self.allowed])
        }
    }

    private func answer(_ path: String) -> Response {
        switch path {
        case "/stored": return representation(body: .bytes(Self.body), storage: .untilGenerationChanges)
        case "/made": return representation(body: .bytes(Self.body), storage: .never)
        case "/pieces": return representation(body: .chunks(Pieces(count: 2)), storage: .never)
        case "/dated":
            var response = representation(body: .bytes(Self.body), storage: .untilGenerationChanges)
            response.entityTag = nil
            return response
        default: return Response(status: .ok, fields: [.contentType: "text/plain"], body: .bytes(Array(path.utf8)))
        }
    }

    private func representation(body: ResponseBody, storage: Response.Storage) -> Response {
        Response(
            status: .ok,
            fields: [.contentType: "application/json", .lastModified: Self.lastModified, .vary: "Accept"],
            entityTag: EntityTag(opaque: "t"), body: body, isCompressible: true, storage: storage)
    }
}

/// The engine on loopback with that application; ends with its test.
final class WireServer {
    let port: UInt16
    private let server: Server

    init() throws {
        let addresses = try SocketAddress.resolve(host: "127.0.0.1", port: 0)
        server = Server(
            handler: WireHandler(), configuration: ServerConfiguration(addresses: addresses, loopCount: 1))
        port = try server.start()[0].port ?? 0
    }

    deinit { server.drain(deadlineSeconds: 0) { _ in } }

    /// Sends these requests over one connection, then nothing more, and reads what comes.
    func transcript(_ requests: String..., headRequests: Set<Int> = []) throws -> WireTranscript {
        let received = try WireScript.play([WireScript(Array(requests.joined().utf8))], port: port)
        return try WireTranscript(received[0], headRequests: headRequests)
    }

    /// The one answer to a request with these field lines.
    func answer(_ method: String, _ path: String, _ fields: [String]) throws -> WireTranscript.Answer {
        let request = (["\(method) \(path) HTTP/1.1", "Host: test"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
        let answers = try transcript(request, headRequests: method == "HEAD" ? [0] : []).answers
        guard answers.count == 1 else { throw WireTranscript.Failure.brokenBody }
        return answers[0]
    }
}
