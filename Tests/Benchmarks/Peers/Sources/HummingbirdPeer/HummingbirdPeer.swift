import Foundation
import Hummingbird
import Logging
import NIOPosix

/// Answers `/v1/{type}/{id}` with one record's bytes from memory, on one event loop: `HummingbirdPeer PORT PATH FILE`.
@main
struct HummingbirdPeer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let port = Int(arguments[1]) else {
            print("usage: HummingbirdPeer PORT PATH FILE")
            return
        }
        let records = [arguments[2]: ByteBuffer(bytes: try Data(contentsOf: URL(filePath: arguments[3])))]
        let router = Router()
        router.get("v1/:type/:id") { request, context -> Response in
            let type = try context.parameters.require("type")
            let id = try context.parameters.require("id")
            guard let record = records["/v1/\(type)/\(id)"] else { throw HTTPError(.notFound) }
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: record)
            )
        }
        var logger = Logger(label: "peer")
        logger.logLevel = .error
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)),
            logger: logger
        )
        try await application.runService()
    }
}
