import Glibc
import Transport

/// A blocking client that sends bytes as they are and reads responses by their framing. Nothing it does waits longer than
/// its timeout.
final class RawClient {
    struct Reply: Equatable {
        var status: Int
        var head: String
        var body: [UInt8]

        /// The value of a field, or nil.
        subscript(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                    return String(parts[1].drop { $0 == " " })
                }
            }
            return nil
        }

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Failure: Error {
        var reason: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// - Parameter receiveBytes: the size of the kernel's buffer for input, to be a slow reader with.
    init(_ address: SocketAddress, timeoutSeconds: Int = 10, receiveBytes: Int32? = nil) throws {
        let isIPv6 = if case .ipv6 = address { true } else { false }
        descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBytes {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
        guard Self.connect(descriptor, to: address) else { throw Failure(reason: "nobody listens on \(address)") }
    }

    deinit { close(descriptor) }

    /// Makes closing a reset: the server hears at once that nobody is there.
    func resetWhenClosed() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private static func connect(_ descriptor: Int32, to address: SocketAddress) -> Bool {
        switch address {
        case .ipv4(let host, let port):
            var form = sockaddr_in()
            form.sin_family = sa_family_t(AF_INET)
            form.sin_port = port.bigEndian
            form.sin_addr.s_addr = host.bigEndian
            return unsafe connect(descriptor, &form)
        case .ipv6(_, _, let port, _):
            var form = sockaddr_in6()
            form.sin6_family = sa_family_t(AF_INET6)
            form.sin6_port = port.bigEndian
            form.sin6_addr = in6addr_loopback
            return unsafe connect(descriptor, &form)
        case .unix:
            return false
        }
    }

    private static func connect<Form>(_ descriptor: Int32, _ form: UnsafePointer<Form>) -> Bool {
        unsafe form.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            unsafe Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<Form>.size)) == 0
        }
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { rest in
                unsafe Glibc.send(
                    descriptor, rest.baseAddress?.advanced(by: sent), rest.count - sent, Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { throw Failure(reason: "sending failed with error \(errno)") }
            sent += count
        }
    }

    /// Says that nothing more will be sent.
    func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// A simple request for a path.
    func get(_ path: String, _ fields: String...) throws -> Reply {
        try send("GET \(path) HTTP/1.1\r\nHost: test\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
        return try reply()
    }

    /// Reads one response; `isHead` when it has no body whatever its head says.
    func reply(isHead: Bool = false) throws -> Reply {
        let headBytes = try takeHead()
        let head = String(decoding: headBytes, as: UTF8.self)
        let status = Int(head.dropFirst("HTTP/1.1 ".count).prefix(3)) ?? 0
        var reply = Reply(status: status, head: head, body: [])
        if isHead || status == 204 || status == 304 || status < 200 { return reply }
        if let length = reply["Content-Length"].flatMap({ Int($0) }) {
            reply.body = try take(length)
        } else if reply["Transfer-Encoding"] == "chunked" {
            reply.body = try takeChunks()
        } else {
            reply.body = try readToEnd()
        }
        return reply
    }

    /// Everything up to the end of the connection.
    func readToEnd() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    private func takeHead() throws -> [UInt8] {
        var searched = 0
        while true {
            if let end = received[searched...].firstRange(of: Array("\r\n\r\n".utf8)) {
                return try take(end.upperBound)
            }
            searched = max(0, received.count - 3)
            guard try receive() else { throw Failure(reason: "the connection ended before a response") }
        }
    }

    private func takeChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            while received.firstRange(of: Array("\r\n".utf8)) == nil {
                guard try receive() else { throw Failure(reason: "the connection ended within a chunked body") }
            }
            let line = received.prefix { $0 != UInt8(ascii: "\r") }
            guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16) else {
                throw Failure(reason: "not a chunk size")
            }
            _ = try take(line.count + 2)
            body += try take(size)
            guard try take(2) == Array("\r\n".utf8) else { throw Failure(reason: "a chunk ends with CRLF") }
            if size == 0 { return body }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receive() else { throw Failure(reason: "the connection ended within a body") }
        }
        let taken = Array(received.prefix(count))
        received.removeFirst(count)
        return taken
    }

    /// False at the end of the connection.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(reason: "receiving failed with error \(errno)") }
        received += buffer.prefix(count)
        return count > 0
    }
}
