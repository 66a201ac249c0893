internal import Glibc

/// A blocking connection to the loopback interface, plain or encrypted, that sends exactly the bytes it is given.
package final class RawClient {
    package enum Failure: Error, Equatable {
        case cannotConnect(errorNumber: Int32)
        case cannotEncrypt
        case cannotSend(errorNumber: Int32)
        /// The connection was broken off, which may have destroyed what was on its way.
        case reset
        /// The deadline passed, or the peer closed before the answer was whole; what came is given.
        case incomplete(received: String)
    }

    private let descriptor: Int32
    private var encryption: ClientEncryption?
    private var received: [UInt8] = []
    /// Of the last read; 0 when it went well.
    private var errorNumber: Int32 = 0

    /// - Parameter deadlineSeconds: the longest wait for any single read or write.
    package init(port: UInt16, deadlineSeconds: Int = 20) throws(Failure) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var deadline = timeval(tv_sec: deadlineSeconds, tv_usec: 0)
        let deadlineSize = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, deadlineSize)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &deadline, deadlineSize)
        // What is sent in two pieces travels in two, at once.
        var isOn: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw .cannotConnect(errorNumber: errno) }
    }

    /// Encrypts with a server that shows a certificate of that authority.
    package convenience init(tlsPort: UInt16, authorityPath: String) throws(Failure) {
        try self.init(port: tlsPort)
        encryption = ClientEncryption(descriptor: descriptor, authorityPath: authorityPath)
        guard encryption != nil else { throw .cannotEncrypt }
    }

    deinit { close(descriptor) }

    package func send(_ text: String) throws(Failure) { try send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                if let encryption { return unsafe encryption.send(bytes) }
                return unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .cannotSend(errorNumber: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more will be sent.
    package func finishSending() {
        if let encryption { encryption.finishSending() } else { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    /// The next answer, whole. Its length must be in its fields, unless it has none, as after HEAD.
    package func readResponse(hasBody: Bool = true) throws(Failure) -> RawResponse {
        while true {
            if let (response, length) = RawResponse.parse(received, hasBody: hasBody) {
                received.removeFirst(length)
                return response
            }
            guard try readMore() else { throw incomplete }
        }
    }

    /// Everything until the peer closes.
    package func readToEnd(isResetAnEnd: Bool = true) throws(Failure) -> String {
        while try readMore(isResetAnEnd: isResetAnEnd) {}
        return String(decoding: received, as: UTF8.self)
    }

    /// The same as bytes; a connection that is broken off instead of closed is a failure.
    package func readBytesToEnd() throws(Failure) -> [UInt8] {
        while try readMore() {}
        guard errorNumber == 0 else { throw .reset }
        return received
    }

    /// Sends a request without body and reads the answer; `Host` is added.
    package func request(
        _ method: String, _ target: String, fields: [String] = []
    ) throws(Failure) -> RawResponse {
        let lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"] + fields
        try send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try readResponse(hasBody: method != "HEAD")
    }

    private var incomplete: Failure { .incomplete(received: String(decoding: received, as: UTF8.self)) }

    /// False when the peer has closed.
    private func readMore(isResetAnEnd: Bool = true) throws(Failure) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = unsafe buffer.withUnsafeMutableBytes { room in
            if let encryption { return unsafe encryption.receive(into: room) }
            return unsafe recv(descriptor, room.baseAddress, room.count, 0)
        }
        if count < 0 {
            errorNumber = errno
            guard errorNumber == ECONNRESET, isResetAnEnd else { throw incomplete }
        }
        received += buffer.prefix(max(count, 0))
        return count > 0
    }
}
