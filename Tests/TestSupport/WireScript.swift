/// What a client sends over one connection, in pieces that reach the server one by one; then it ends sending.
package struct WireScript: Sendable {
    package let pieces: [[UInt8]]

    /// All in one piece.
    package init(_ bytes: [UInt8]) { pieces = [bytes] }

    /// In two pieces.
    package init(_ bytes: [UInt8], cutAt count: Int) { pieces = [Array(bytes[..<count]), Array(bytes[count...])] }

    /// So many connections are open at a time: enough to keep both sides busy, far from any limit of descriptors.
    private static let connectionsAtATime = 200

    /// Plays all scripts over connections to that port.
    package static func play(_ scripts: [WireScript], port: UInt16) throws -> [[UInt8]] {
        try play(scripts) { try RawClient(port: port) }
    }

    /// Plays all scripts, each over a connection of its own, and returns what came back until the server closed. Between two
    /// pieces the server is known to have read the first: it serves who was ready first, and somebody who asked after
    /// them all has got an answer.
    package static func play(_ scripts: [WireScript], connect: () throws -> RawClient) throws -> [[UInt8]] {
        var received: [[UInt8]] = []
        received.reserveCapacity(scripts.count)
        let bystander = try connect()
        var start = 0
        while start < scripts.count {
            let end = min(start + connectionsAtATime, scripts.count)
            received += try play(scripts[start..<end], bystander, connect)
            start = end
        }
        return received
    }

    private static func play(
        _ scripts: ArraySlice<WireScript>, _ bystander: RawClient, _ connect: () throws -> RawClient
    ) throws -> [[UInt8]] {
        let clients = try scripts.map { _ in try connect() }
        let rounds = scripts.map(\.pieces.count).max() ?? 0
        for round in 0..<rounds {
            if round > 0 { _ = try bystander.request("GET", "/") }
            for (script, client) in zip(scripts, clients) where round < script.pieces.count {
                try client.send(script.pieces[round])
                if round == script.pieces.count - 1 { client.finishSending() }
            }
        }
        return try clients.map { try $0.readBytesToEnd() }
    }
}
