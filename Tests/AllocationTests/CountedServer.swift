import Glibc
import TestSupport

/// `sitrep serve` with one loop, and every call it makes to the heap counted by a library loaded in front of its own.
final class CountedServer {
    /// What some requests cost the heap of the whole process, whichever thread asked.
    struct Cost: CustomStringConvertible {
        let requests: Int
        let calls: UInt64
        let bytes: UInt64

        var callsPerRequest: Double { Double(calls) / Double(requests) }
        /// Whether each request may have asked for as much as every other, and nobody for more.
        var isOfRequestsAlone: Bool { calls.isMultiple(of: UInt64(requests)) }

        var description: String {
            "\(requests) requests: \(calls) allocations (\(callsPerRequest) each) of \(bytes) bytes"
        }
    }

    enum Failure: Error {
        case cannotCount
    }

    /// Loading anything in front of a sanitizer's own allocator would break it.
    static let canCount = !SitrepProgram.isSanitized

    /// Before counting begins every buffer has grown, every answer is stored and its twin made.
    private static let warmUpRequests = 300
    private static let mostCountings = 10

    private let folder: TemporaryFolder
    private let countsPath: String
    private let process: ServerProcess
    private let client: RawClient

    init() throws {
        folder = try TemporaryFolder()
        countsPath = folder.path + "/counts"
        // A page, as mapping goes by pages.
        try folder.write(String(repeating: "\0", count: 4096), to: "counts")
        let programs = SitrepProgram.path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
        process = try ServerProcess(
            ["--threads", "1"],
            environment: [
                "LD_PRELOAD": programs + "/libAllocationCounter.so", "ALLOCATION_COUNTER_FILE": countsPath,
            ])
        client = try RawClient(port: process.port)
        // Loading a dataset without asking for memory is impossible, so then nothing was counted.
        guard try counts().calls > 0 else { throw Failure.cannotCount }
    }

    /// What so many requests cost, one after the other on one connection: the least of some counts. What a request asks
    /// for itself is in each; beside it threads that begin or end ask the heap, and Dispatch whenever a client pauses so
    /// long that the loop sleeps, which on a busy machine is often.
    func cost(of requests: Int, _ method: String, _ target: String, _ fields: [String] = []) throws -> Cost {
        for _ in 0..<Self.warmUpRequests { _ = try client.request(method, target, fields: fields) }
        var least = try count(requests, method, target, fields)
        for _ in 1..<Self.mostCountings {
            if least.isOfRequestsAlone { break }
            let other = try count(requests, method, target, fields)
            if other.calls < least.calls { least = other }
        }
        return least
    }

    private func count(_ requests: Int, _ method: String, _ target: String, _ fields: [String]) throws -> Cost {
        let before = try counts()
        for _ in 0..<requests { _ = try client.request(method, target, fields: fields) }
        let after = try counts()
        return Cost(requests: requests, calls: after.calls - before.calls, bytes: after.bytes - before.bytes)
    }

    /// The two numbers at the start of the file that the library counts in.
    private func counts() throws -> (calls: UInt64, bytes: UInt64) {
        let file = unsafe open(countsPath, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure.cannotCount }
        defer { close(file) }
        var numbers = [UInt64](repeating: 0, count: 2)
        let wanted = numbers.count * MemoryLayout<UInt64>.size
        guard unsafe read(file, &numbers, wanted) == wanted else { throw Failure.cannotCount }
        return (numbers[0], numbers[1])
    }
}
