internal import FoundationEssentials
internal import Glibc
import Synchronization

/// A program started by a test: its first lines of output, its signals, its end. Every wait is bounded, and whoever
/// forgets the child does not leave it behind.
package final class ChildProcess {
    /// What is left of a process that has ended.
    package struct Ending: Equatable, Sendable {
        /// The exit status, or nil when a signal ended it.
        package let status: Int32?
        package let output: String
        package let errors: String
    }

    package enum Failure: Error {
        case cannotStart(errorNumber: Int32)
        case tooSlow(waitedFor: String, errors: String)
    }

    package let processID: Int32
    private let outputDescriptor: Int32
    private let errorsPath: String
    private var output: [UInt8] = []
    private var hasEnded = false

    /// Starts a program with just this environment; PATH and what sanitizers read are passed on.
    package init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        errorsPath = FileManager.default.temporaryDirectory.path + "/sitrep-test-\(UUID().uuidString).stderr"
        let variables = Self.inherited().merging(environment) { $1 }
        (processID, outputDescriptor) = try Self.start([program] + arguments, variables, errors: errorsPath)
    }

    /// Runs a program to its end.
    package static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], withinSeconds: Int = 30
    ) throws -> Ending {
        try ChildProcess(program, arguments, environment: environment).waitForEnd(withinSeconds: withinSeconds)
    }

    /// The next line of standard output, without its line break.
    package func readLine(withinSeconds: Int) throws -> String {
        let deadline = ContinuousClock.now + .seconds(withinSeconds)
        while true {
            if let end = output.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: output[..<end], as: UTF8.self)
                output.removeFirst(end + 1)
                return line
            }
            guard readMore(until: deadline) else { throw tooSlow("a line of output") }
        }
    }

    /// Everything standard error got so far.
    package var errors: String { (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? "" }

    package func send(_ signal: Int32) {
        if !hasEnded { kill(processID, signal) }
    }

    /// Waits until the process has closed its output and ended.
    package func waitForEnd(withinSeconds: Int) throws -> Ending {
        let deadline = ContinuousClock.now + .seconds(withinSeconds)
        while readMore(until: deadline) {}
        guard ContinuousClock.now < deadline else { throw tooSlow("the end of the process") }
        let status = reap()
        return Ending(
            status: status & 0x7f == 0 ? status >> 8 & 0xff : nil,
            output: String(decoding: output, as: UTF8.self),
            errors: errors
        )
    }

    deinit {
        if !hasEnded {
            kill(processID, SIGKILL)
            _ = reap()
        }
        close(outputDescriptor)
        unsafe unlink(errorsPath)
    }

    private func tooSlow(_ what: String) -> Failure { .tooSlow(waitedFor: what, errors: errors) }

    private func reap() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(processID, &status, 0) == -1, errno == EINTR {}
        hasEnded = true
        return status
    }

    /// Waits for output and takes it; false at its end or at the deadline.
    private func readMore(until deadline: ContinuousClock.Instant) -> Bool {
        let milliseconds = Int32(clamping: Int64((deadline - ContinuousClock.now) / .milliseconds(1)))
        var waiting = pollfd(fd: outputDescriptor, events: Int16(POLLIN), revents: 0)
        guard milliseconds > 0, unsafe poll(&waiting, 1, milliseconds) == 1 else { return false }
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(outputDescriptor, $0.baseAddress, $0.count) }
        output += buffer.prefix(max(count, 0))
        return count > 0
    }

    private static func inherited() -> [String: String] {
        let names = ["PATH", "HOME", "LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS", "LLVM_PROFILE_FILE"]
        return ProcessInfo.processInfo.environment.filter { names.contains($0.key) }
    }

    /// Held from making a pipe until it is marked: a child that another test starts in between would inherit its end and
    /// keep this reader waiting.
    private static let starting = Mutex(())

    /// The process and the descriptor of its standard output.
    private static func start(
        _ words: [String], _ environment: [String: String], errors: String
    ) throws -> (processID: Int32, output: Int32) {
        try starting.withLock { _ in
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0 else { throw Failure.cannotStart(errorNumber: errno) }
            defer { close(ends[1]) }
            _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
            return (try spawn(words, environment, output: ends[1], errors: errors), ends[0])
        }
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], output: Int32, errors: String
    ) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        let variables = unsafe environment.map { unsafe strdup($0.key + "=" + $0.value) } + [nil]
        defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
        var processID: Int32 = 0
        let failure = unsafe posix_spawn(&processID, words[0], &actions, nil, arguments, variables)
        guard failure == 0 else { throw Failure.cannotStart(errorNumber: failure) }
        return processID
    }
}
