internal import HTTP
internal import HTTP1
internal import HTTPTypes
internal import Telemetry
internal import Transport

/// What the access log is told of the request being answered.
extension Connection {
    /// Begins the record of a request that was read.
    func startRecord(_ head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) {
        let span = unsafe bytes.span
        startRecord(
            method: head.text(of: head.methodText, in: span),
            target: head.text(of: head.target, in: span),
            minorVersion: head.minorVersion,
            userAgent: head.slice(of: .userAgent).map { head.text(of: $0, in: span) },
            client: isFromProxy ? client(of: head, in: span) : peer
        )
    }

    /// Begins the record of a request that could not be read, unless there is one.
    func startRecordIfNone() {
        if record == nil, loop.sink != nil { startRecord() }
    }

    /// Since the head of the request was complete; 0 when none was.
    var durationNanoseconds: UInt64 { requestStart == 0 ? 0 : LoopClock.exactNanoseconds() - requestStart }

    /// The answer is made as far as it will be: tells it.
    func finishRecord(status: Int, bodyBytes: UInt64) {
        guard var finished = record else { return }
        record = nil
        finished.status = status
        finished.bodyBytes = bodyBytes
        finished.durationNanoseconds = durationNanoseconds
        loop.sink?.record(.requestFinished(finished))
    }

    /// Whose request a trusted proxy passes on.
    private func client(of head: RequestHead, in bytes: Span<UInt8>) -> SocketAddress {
        guard head.slice(of: .xForwardedFor) != nil || head.slice(of: .forwarded) != nil else { return peer }
        let fields = head.fields(in: bytes)
        return loop.proxies.client(
            of: peer, xForwardedFor: fields[values: .xForwardedFor], forwarded: fields[values: .forwarded])
    }

    private func startRecord(
        method: String = "", target: String = "", minorVersion: UInt8 = 1, userAgent: String? = nil,
        client: SocketAddress? = nil
    ) {
        record = FinishedRequest(
            wallNanoseconds: LoopClock.wallNanoseconds(),
            remoteHost: (client ?? peer).hostText,
            method: method,
            target: target,
            minorVersion: minorVersion,
            userAgent: userAgent
        )
    }
}

extension HTTPField.Name {
    fileprivate static let forwarded = HTTPField.Name(parsed: "forwarded") ?? .via
    fileprivate static let xForwardedFor = HTTPField.Name(parsed: "x-forwarded-for") ?? .via
}
