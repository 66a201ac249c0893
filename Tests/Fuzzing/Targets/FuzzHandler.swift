import HTTP
import HTTPTypes
import Synchronization

/// Every way in which a handler can answer, by path.
final class FuzzHandler: RequestHandler {
    private let current = Atomic<UInt64>(0)

    var generation: UInt64 { current.load(ordering: .relaxed) }

    /// Makes stored answers untrue, so that inputs do not depend on those before them.
    func forget() { current.wrappingAdd(1, ordering: .relaxed) }

    func takesLong(_ request: Request) -> Bool { request.target.rawPath.hasPrefix("/long") }

    func respond(to request: Request) -> Response {
        let path = request.target.rawPath
        if path == "/empty" { return Response(status: .noContent) }
        if path == "/stored" || path == "/long/stored" {
            return Response(
                status: .ok,
                fields: [.contentType: "text/plain", .lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"],
                entityTag: EntityTag(opaque: "tag"),
                body: .bytes(Array(repeating: UInt8(ascii: "s"), count: 2000)),
                isCompressible: true,
                storage: .untilGenerationChanges
            )
        }
        if let count = Self.number(in: path, after: "/bytes/") {
            return Response(status: .ok, body: .bytes(Array(repeating: UInt8(ascii: "b"), count: count * 1000)))
        }
        if let count = Self.number(in: path, after: "/pieces/") {
            return Response(status: .ok, body: .chunks(FuzzPieces(count: count)))
        }
        if path == "/long/pieces" { return Response(status: .ok, body: .chunks(FuzzPieces(count: 3))) }
        let text = "\(request.method.rawValue) \(path)?\(request.target.rawQuery ?? "")"
        return Response(status: .ok, fields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
    }

    /// Up to 99, so that no answer takes long.
    private static func number(in path: String, after prefix: String) -> Int? {
        guard path.hasPrefix(prefix), path.utf8.count <= prefix.utf8.count + 2 else { return nil }
        return UInt8(path.dropFirst(prefix.count)).map(Int.init)
    }
}

/// Pieces of 5,000 bytes, each second one empty.
final class FuzzPieces: ChunkSource {
    private let left: Atomic<Int>

    init(count: Int) { left = Atomic(count) }

    func appendNext(to bytes: inout [UInt8]) -> Bool {
        let remaining = left.wrappingSubtract(1, ordering: .relaxed).oldValue
        guard remaining > 0 else { return false }
        if remaining.isMultiple(of: 2) { bytes += Array(repeating: UInt8(ascii: "p"), count: 5000) }
        return true
    }
}
