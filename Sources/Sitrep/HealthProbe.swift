internal import Glibc

/// One small GET over a blocking socket: enough to see whether a server answers 200.
enum HealthProbe {
    /// Where to ask.
    struct Target: Equatable {
        /// As written, for the `Host` field: with brackets and port.
        let authority: String
        let host: String
        let port: String
        let path: String

        /// Takes `http://host[:port][/path]`, an IPv6 address in brackets; nil for anything else.
        init?(_ url: String) {
            guard url.hasPrefix("http://") else { return nil }
            let rest = url.dropFirst("http://".count)
            let authority = rest.prefix { $0 != "/" }
            let path = rest.dropFirst(authority.count)
            let hostEnd = authority.lastIndex(of: "]").map(authority.index(after:)) ?? authority.firstIndex(of: ":")
            let host = authority[..<(hostEnd ?? authority.endIndex)]
            let port = authority[host.endIndex...].dropFirst()
            guard !host.isEmpty, port.allSatisfy(\.isNumber) else { return nil }
            self.authority = String(authority)
            self.host = String(host.filter { $0 != "[" && $0 != "]" })
            self.port = port.isEmpty ? "80" : String(port)
            self.path = path.isEmpty ? "/" : String(path)
        }
    }

    enum Failure: Error, Equatable, CustomStringConvertible {
        case unreachable
        case silent
        case status(String)

        var description: String {
            switch self {
            case .unreachable: "cannot be reached"
            case .silent: "did not answer in \(HealthProbe.deadlineSeconds) seconds"
            case .status(let line): "answered \(line)"
            }
        }
    }

    /// A server that cannot answer this small question in so long is not well; platforms ask again after 5 to 30.
    private static let deadlineSeconds = 3

    static func ask(_ target: Target) throws(Failure) {
        guard let descriptor = connect(to: target) else { throw .unreachable }
        defer { close(descriptor) }
        let request = "GET \(target.path) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n\r\n"
        let bytes = Array(request.utf8)
        let flags = Int32(MSG_NOSIGNAL)
        let sent = unsafe bytes.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, flags) }
        guard sent == bytes.count else { throw .unreachable }
        let statusLine = firstLine(from: descriptor)
        guard !statusLine.isEmpty else { throw .silent }
        guard statusLine.hasPrefix("HTTP/1.1 200") else { throw .status(statusLine) }
    }

    private static func connect(to target: Target) -> Int32? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(target.host, target.port, &hints, &list) == 0 else { return nil }
        defer { unsafe freeaddrinfo(list) }
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            let descriptor = unsafe socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
            setDeadline(of: descriptor)
            if unsafe Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 { return descriptor }
            close(descriptor)
            unsafe next = entry.ai_next
        }
        return nil
    }

    private static func setDeadline(of descriptor: Int32) {
        var deadline = timeval(tv_sec: deadlineSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &deadline, size)
    }

    /// The first line of what arrives first, empty when nothing does: a status line always fits one packet.
    private static func firstLine(from descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        let line = buffer.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }
}
