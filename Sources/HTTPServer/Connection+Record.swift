internal import HTTP
internal import HTTP1
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
            userAgent: head.slice(of: .userAgent).map { head.text(of: $0, in: span) }
        )
    }

    /// Begins the record of a request that could not be read, unless there is one.
    func startRecordIfNone() {
        if record == nil, loop.sink != nil { startRecord() }
    }

    /// The answer is made as far as it will be: tells it.
    func finishRecord(status: Int, bodyBytes: UInt64) {
        guard var finished = record else { return }
        record = nil
        finished.status = status
        finished.bodyBytes = bodyBytes
        finished.durationNanoseconds = LoopClock.exactNanoseconds() - recordStart
        loop.sink?.record(.requestFinished(finished))
    }

    private func startRecord(
        method: String = "", target: String = "", minorVersion: UInt8 = 1, userAgent: String? = nil
    ) {
        recordStart = LoopClock.exactNanoseconds()
        record = FinishedRequest(
            wallNanoseconds: LoopClock.wallNanoseconds(),
            remoteHost: peer.hostText,
            method: method,
            target: target,
            minorVersion: minorVersion,
            userAgent: userAgent
        )
    }
}
