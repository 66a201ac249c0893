internal import FoundationEssentials
internal import Glibc

/// The program of this build, as a user would start it.
package enum SitrepProgram {
    /// Whether this is a build with a sanitizer, which has an allocator of its own and holds on to what was freed.
    package static let isSanitized = unsafe dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

    /// Next to the test bundle that is running, so debug, release and sanitizer builds each test themselves.
    package static let path: String = {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return running.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 } + "/sitrep"
    }()

    /// Runs a subcommand to its end.
    package static func run(
        _ arguments: String..., environment: [String: String] = [:]
    ) throws -> ChildProcess.Ending {
        try ChildProcess.run(path, arguments, environment: environment)
    }
}

/// `sitrep serve` on a free port of the loopback interface, ready to answer; killed when it is forgotten.
package final class ServerProcess {
    /// The address it printed: "http://127.0.0.1:40123".
    package let url: String
    package let port: UInt16
    /// The port of its second line, "https://127.0.0.1:40124"; nil without one.
    package let tlsPort: UInt16?
    private let child: ChildProcess

    package enum Failure: Error {
        case noAddress(firstLine: String)
    }

    /// Starts `sitrep serve` with these arguments and waits for its first line, or for two when it is to encrypt. Thirty
    /// seconds are for sanitizer builds on a busy machine; it usually takes a few milliseconds.
    /// - Parameter maxDescriptors: how many it may have from the start; nil for as many as this process.
    package init(
        _ arguments: [String] = [], environment: [String: String] = [:], maxDescriptors: Int? = nil
    ) throws {
        let words = ["serve"] + arguments + ["--port", "0"]
        if let maxDescriptors {
            let script = "ulimit -n \(maxDescriptors) && exec \"$0\" \"$@\""
            child = try ChildProcess("/bin/sh", ["-c", script, SitrepProgram.path] + words, environment: environment)
        } else {
            child = try ChildProcess(SitrepProgram.path, words, environment: environment)
        }
        url = try child.readLine(withinSeconds: 30)
        port = try Self.port(of: url)
        tlsPort = arguments.contains("--tls-key") ? try Self.port(of: try child.readLine(withinSeconds: 30)) : nil
    }

    private static func port(of url: String) throws -> UInt16 {
        guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw Failure.noAddress(firstLine: url)
        }
        return port
    }

    /// Lets the running process have no more descriptors than that.
    package func limitDescriptors(to count: Int) throws {
        let words = ["--pid", String(child.processID), "--nofile=\(count):\(count)"]
        _ = try ChildProcess.run("/usr/bin/prlimit", words)
    }

    /// How many descriptors it has.
    package var descriptorCount: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.processID)/fd").count) ?? 0
    }

    /// Its resident memory (proc(5): the second field of statm, in pages).
    package var residentBytes: Int {
        let text = try? String(contentsOfFile: "/proc/\(child.processID)/statm", encoding: .utf8)
        let fields = (text ?? "").split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(getpagesize())
    }

    /// Everything it logged so far.
    package var errors: String { child.errors }

    package func terminate() { child.send(SIGTERM) }
    package func hangUp() { child.send(SIGHUP) }

    package func waitForEnd(withinSeconds: Int = 30) throws -> ChildProcess.Ending {
        try child.waitForEnd(withinSeconds: withinSeconds)
    }
}
