import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Transport

/// The server's end of real connections, turned by hand.
@Suite(.timeLimit(.minutes(patience(minutes: 1))))
struct TLSStreamTests {
    /// A stream whose client runs on another thread, and what it told of the handshake.
    private final class Served {
        private(set) var outcomes: [TLSHandshakeOutcome] = []
        private(set) var stream: TLSStream?
        private let certificates: TestCertificates
        private let listener: Listener
        private let clientEnded = DispatchGroup()

        /// - Parameter client: what the client does; it gets the port and whom to trust.
        init(client: @escaping @Sendable (UInt16, String) throws -> Void) throws {
            certificates = try TestCertificates()
            let credentials = try TLSCredentials(
                certificatePath: certificates.certificatePath, keyPath: certificates.keyPath)
            listener = try Listener(address: .ipv4(0x7F00_0001, port: 0))
            let port = listener.address.port ?? 0
            let authorityPath = certificates.authorityPath
            DispatchQueue.global().async(group: clientEnded) {
                // A client that fails shows itself in what the server sees.
                try? client(port, authorityPath)
            }
            waitUntilReady(listener.descriptor, POLLIN)
            guard case .connection(let socket, _) = listener.accept() else { return }
            stream = TLSStream(socket, context: credentials.current) { [unowned self] in outcomes.append($0) }
        }

        /// Reads once something other than `wouldBlock` comes of it.
        func read(upTo byteCount: Int = 65_536) throws -> (outcome: ReadOutcome, text: String) {
            let stream = try #require(stream)
            var buffer = [UInt8](repeating: 0, count: byteCount)
            while true {
                let outcome = unsafe buffer.withUnsafeMutableBytes { unsafe stream.read(into: $0) }
                switch outcome {
                case .bytes(let count): return (outcome, String(decoding: buffer[..<count], as: UTF8.self))
                case .endOfStream, .failed: return (outcome, "")
                case .wouldBlock: waitUntilReady(stream.descriptor, POLLIN)
                }
            }
        }

        func close() {
            stream?.close()
            clientEnded.wait()
            listener.close()
        }

        /// Ten seconds are for sanitizer builds; it usually takes a millisecond.
        private func waitUntilReady(_ descriptor: Int32, _ event: Int32) {
            var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            #expect(unsafe poll(&waiting, 1, 10_000) == 1)
        }
    }

    @Test func `takes all records that have come in one read, then what ends them`() throws {
        let served = try Served { port, authorityPath in
            let client = try RawClient(tlsPort: port, authorityPath: authorityPath)
            for text in ["one ", "two ", "three"] { try client.send(text) }
        }
        #expect(served.stream?.readinessNeeded == .readable)
        var text = ""
        while text.count < "one two three".count { text += try served.read().text }
        #expect(text == "one two three")
        #expect(served.stream?.readinessNeeded == nil)
        #expect(served.outcomes == [.completed(.tls13, isResumed: false)])
        served.close()
    }

    @Test func `says that it holds what did not fit`() throws {
        let served = try Served { port, authorityPath in
            try RawClient(tlsPort: port, authorityPath: authorityPath).send("abcdef")
        }
        let stream = try #require(served.stream)
        #expect(try served.read(upTo: 4).text == "abcd")
        #expect(stream.hasBufferedInput)
        #expect(try served.read(upTo: 4).text == "ef")
        #expect(!stream.hasBufferedInput)
        served.close()
    }

    @Test func `ends what is not TLS with a clean close and says so`() throws {
        let ending = Mutex<String?>(nil)
        let served = try Served { port, _ in
            let client = try RawClient(port: port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            // A reset would be an error here.
            let said = try client.readToEnd(isResetAnEnd: false)
            ending.withLock { $0 = said }
        }
        #expect(try served.read().outcome == .failed(EPROTO))
        #expect(served.outcomes == [.failed(.plaintext)])
        served.close()
        #expect(served.outcomes.count == 1)
        #expect(ending.withLock { $0 } == "")
    }

    @Test func `a peer that goes in the middle of the handshake has abandoned it`() throws {
        let served = try Served { port, _ in
            // The first bytes of a greeting that is said to be 256 bytes long.
            try RawClient(port: port).send("\u{16}\u{3}\u{1}\u{1}\u{0}")
        }
        #expect(try served.read().outcome == .endOfStream)
        served.close()
        #expect(served.outcomes == [.failed(.abandoned)])
    }
}
