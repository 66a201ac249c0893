import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Answers `/v1/{type}/{id}` with one record's bytes from memory: `FlyingFoxPeer PORT PATH FILE`.
@main
struct FlyingFoxPeer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let port = UInt16(arguments[1]) else {
            print("usage: FlyingFoxPeer PORT PATH FILE")
            return
        }
        let records = [arguments[2]: try Data(contentsOf: URL(filePath: arguments[3]))]
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port),
            pool: PromptPool(pool: .ePoll(maxEvents: 256)),
            logger: .disabled
        )
        await server.appendRoute("GET /v1/:type/:id") { request in
            guard let type = request.routeParameters["type"], let id = request.routeParameters["id"],
                let record = records["/v1/\(type)/\(id)"]
            else { return HTTPResponse(statusCode: .notFound) }
            return HTTPResponse(statusCode: .ok, headers: [.contentType: "application/json"], body: record)
        }
        try await server.run()
    }
}

/// FlyingFox writes head and content apart and leaves Nagle's algorithm on, so that content waits for the client's delayed
/// acknowledgement. Here the socket that listens, the first to wait, sends at once, and connections inherit that from it.
final class PromptPool<Pool: AsyncSocketPool>: AsyncSocketPool {
    private let pool: Pool
    private let isPrompt = Atomic(false)

    init(pool: Pool) {
        self.pool = pool
    }

    func prepare() async throws {
        try await pool.prepare()
    }

    func run() async throws {
        try await pool.run()
    }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        if !isPrompt.exchange(true, ordering: .relaxed) {
            try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        }
        try await pool.suspendSocket(socket, untilReadyFor: events)
    }
}
