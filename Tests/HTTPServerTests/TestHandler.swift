import Dispatch
import HTTP
import HTTPTypes
import Synchronization

/// A small application: every way in which a handler can answer, by path.
final class TestHandler: RequestHandler {
    private let currentGeneration = Atomic<UInt64>(1)
    private let calls = Atomic<Int>(0)

    var generation: UInt64 { currentGeneration.load(ordering: .relaxed) }
    /// How often the handler was asked.
    var callCount: Int { calls.load(ordering: .relaxed) }

    /// Makes stored answers untrue.
    func advance() { currentGeneration.wrappingAdd(1, ordering: .relaxed) }

    /// What `/stored` answers: long and repetitive enough to compress.
    static let storedBody = Array(String(repeating: "{\"qualifier\":\"at_least\",\"value\":255}", count: 60).utf8)
    static let lastModified = "Sun, 06 Nov 1994 08:49:37 GMT"

    /// Closed: answers below `/slow/` wait until it opens.
    let gate = Gate()

    func takesLong(_ request: Request) -> Bool { request.target.rawPath.hasPrefix("/slow/") }

    func takesVeryLong(_ request: Request) -> Bool { request.target.rawPath.hasPrefix("/slow/very/") }

    func respond(to request: Request) -> Response {
        if takesLong(request) { gate.pass() }
        return answer(to: request)
    }

    private func answer(to request: Request) -> Response {
        calls.wrappingAdd(1, ordering: .relaxed)
        let path = request.target.rawPath
        switch path {
        case "/stored", "/slow/stored":
            return Response(
                status: .ok,
                fields: [.contentType: "application/json", .lastModified: Self.lastModified, .vary: "Accept"],
                entityTag: EntityTag(opaque: "g\(generation)"),
                body: .bytes(Self.storedBody),
                isCompressible: true,
                storage: .untilGenerationChanges
            )
        case "/empty":
            return Response(status: .noContent)
        case "/slow/current" where request.fields[.ifNoneMatch] != nil:
            return Response(status: .notModified, entityTag: EntityTag(opaque: "current"))
        case "/told":
            return Response(status: .ok, body: .chunks(Pieces(count: 7, totalBytes: 70_000)))
        case "/told/short":
            return Response(status: .ok, body: .chunks(Pieces(count: 7, totalBytes: 80_000)))
        case "/slow/pieces":
            return Response(status: .ok, body: .chunks(Pieces(count: 7)))
        default:
            if let count = Self.number(in: path, after: "/bytes/") {
                return Response(status: .ok, body: .bytes(Self.pattern(count)))
            }
            if let count = Self.number(in: path, after: "/zeros/") {
                return Response(status: .ok, body: .bytes([UInt8](repeating: 0, count: count)))
            }
            if let count = Self.number(in: path, after: "/pieces/") {
                return Response(status: .ok, body: .chunks(Pieces(count: count)))
            }
            if let count = Self.number(in: path, after: "/compressible/") {
                return Response(
                    status: .ok, fields: [.contentType: "text/csv"], entityTag: EntityTag(opaque: "pieces"),
                    body: .chunks(Pieces(count: count)), isCompressible: true)
            }
            let text = "\(request.method.rawValue) \(path)?\(request.target.rawQuery ?? "")"
            return Response(status: .ok, fields: [.contentType: "text/plain"], body: .bytes(Array(text.utf8)))
        }
    }

    /// Bytes of which each place can be told.
    static func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8 ^ $0 >> 16) }
    }

    private static func number(in path: String, after prefix: String) -> Int? {
        path.hasPrefix(prefix) ? Int(path.dropFirst(prefix.count)) : nil
    }
}

/// Lets nobody through until it is opened, and counts who waits.
final class Gate: Sendable {
    private let door = DispatchSemaphore(value: 0)
    private let arrivals = DispatchSemaphore(value: 0)

    func pass() {
        arrivals.signal()
        door.wait()
    }

    /// Waits until somebody stands at the gate; false after ten seconds.
    func waitsForSomebody() -> Bool { arrivals.wait(timeout: .now() + 10) == .success }

    func open(times count: Int = 1) {
        for _ in 0..<count { door.signal() }
    }
}

/// Pieces of 10,000 bytes with an empty one between any two.
final class Pieces: ChunkSource {
    private let left: Atomic<Int>
    let totalBytes: Int?

    init(count: Int, totalBytes: Int? = nil) {
        left = Atomic(count * 2)
        self.totalBytes = totalBytes
    }

    func appendNext(to bytes: inout [UInt8]) -> Bool {
        let remaining = left.wrappingSubtract(1, ordering: .relaxed).oldValue
        guard remaining > 0 else { return false }
        if remaining.isMultiple(of: 2) { bytes.append(contentsOf: TestHandler.pattern(10_000)) }
        return true
    }
}
