import Foundation
import Hummingbird
import Logging

/// Serves one file's bytes from memory at `/record.json`: `HummingbirdPeer PORT FILE`.
@main
struct HummingbirdPeer {
    static func main() async throws {
        guard CommandLine.arguments.count == 3, let port = Int(CommandLine.arguments[1]) else {
            print("usage: HummingbirdPeer PORT FILE")
            return
        }
        let record = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: CommandLine.arguments[2])))
        let router = Router()
        router.get("record.json") { _, _ in
            Response(
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
            logger: logger
        )
        try await application.runService()
    }
}
