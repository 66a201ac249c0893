internal import HTTP
internal import HTTP1
internal import HTTPTypes
internal import Telemetry
internal import Transport

/// What of a request matters to its answer beside what the handler sees.
struct RequestTraits {
    var isHead: Bool
    var isHTTP10: Bool
    var acceptsGzip: Bool
}

/// A request whose head is gone from the buffer because its body is still being read.
struct HeldRequest {
    var request: Request
    var traits: RequestTraits
    var body: BodyReader
}

/// From bytes to requests.
extension Connection {
    /// Works on requests as long as there are whole ones and output has room; returns how many bytes that took.
    func process(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if state.reading == .lingering { return bytes.count }
        var offset = 0
        while state.takesRequests && workLeft > 0 {
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[offset...])
            if state.reading == .body {
                offset += unsafe readBody(rest)
                if state.reading == .body { break }
            } else {
                let consumed = unsafe readHead(rest)
                offset += consumed
                if consumed == 0 { break }
            }
            if loop.stage.count >= OutputStage.flushBytes { transmit() }
        }
        return offset
    }

    /// Takes one head from the front; 0 when it is not complete.
    private func readHead(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if bytes.isEmpty {
            state.headIncomplete(isEmpty: true)
            return 0
        }
        do throws(HTTP1Error) {
            switch unsafe try RequestParser.parseHead(
                bytes.span, alreadyScanned: scannedBytes, limits: loop.limits.http1
            ) {
            case .needMore:
                scannedBytes = bytes.count
                state.headIncomplete(isEmpty: false)
                return 0
            case .complete(let head, let consumed):
                scannedBytes = 0
                workLeft -= 1
                unsafe begin(head, in: bytes, isLast: consumed == bytes.count)
                return consumed
            }
        } catch {
            unsafe rejectMalformed(error, isHead: RequestParser.beginsWithHEAD(bytes.span))
            return bytes.count
        }
    }

    private func begin(_ head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
        deadlines.headArrived()
        requestStart = LoopClock.exactNanoseconds()
        requestCount += 1
        routeIndex = nil
        if loop.sink != nil { unsafe startRecord(head, in: bytes) }
        switch head.method {
        case .connect, .other: return reject(loop.earlyErrors.answer(for: .methodNotImplemented))
        case .get, .head, .options, .post, .put, .delete, .patch, .trace, .query: break
        }
        let action = state.headArrived(
            keepsAlive: head.keepsAlive && mayAskAgain, hasBody: head.framing != .none,
            expectsContinue: head.expectsContinue
        )
        let traits = unsafe traits(of: head, in: bytes)
        switch action {
        case .respond:
            unsafe respond(to: head, traits, in: bytes)
        case .readBody(let sendContinue):
            held = HeldRequest(
                request: unsafe request(from: head, in: bytes),
                traits: traits,
                body: BodyReader(head.framing, limits: loop.limits.http1)
            )
            // Who has sent some of the body already does not wait (RFC 9110 §10.1.1).
            if sendContinue && isLast { loop.stage.append("HTTP/1.1 100 Continue\r\n\r\n") }
        }
    }

    private var mayAskAgain: Bool {
        loop.limits.maxRequestsPerConnection == 0 || requestCount < loop.limits.maxRequestsPerConnection
    }

    /// Drops what belongs to the body; with its end the request is answered.
    private func readBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        do throws(HTTP1Error) {
            guard let progress = unsafe try held?.body.drop(bytes.span) else { return 0 }
            guard progress.isComplete else {
                state.bodyIncomplete()
                return progress.consumed
            }
            state.bodyArrived()
            if let complete = held {
                held = nil
                respond(to: complete.request, complete.traits)
            }
            return progress.consumed
        } catch {
            rejectMalformed(error, isHead: held?.traits.isHead == true)
            return bytes.count
        }
    }

    private func rejectMalformed(_ error: HTTP1Error, isHead: Bool) {
        loop.counters.add(to: .requestsMalformed)
        loop.sink?.record(.requestMalformed(reason: error.reason, remoteHost: peer.hostText))
        reject(loop.earlyErrors.answer(to: error), isHead: isHead)
    }

    /// HEAD is given to the handler as GET, so that both are the same in every field.
    func request(from head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) -> Request {
        var request = unsafe head.request(in: bytes.span)
        if head.method == .head { request.method = .get }
        request.isEncrypted = isEncrypted || isFromProxy && request.saysItWasEncrypted
        return request
    }

    private func traits(of head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) -> RequestTraits {
        RequestTraits(
            isHead: head.method == .head,
            isHTTP10: head.minorVersion == 0,
            acceptsGzip: unsafe acceptsGzip(head, in: bytes)
        )
    }

    private func acceptsGzip(_ head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Several lines would have to be joined first; plain is always a right answer.
        guard let slice = head.slice(of: .acceptEncoding), !head.isRepeated(.acceptEncoding) else { return false }
        let value = unsafe UnsafeBufferPointer(rebasing: bytes[slice.range])
        return unsafe ContentNegotiation.coding(acceptEncoding: value.span) == .gzip
    }
}

extension Request {
    /// What a proxy says of how it was asked.
    fileprivate var saysItWasEncrypted: Bool {
        HTTPField.Name("X-Forwarded-Proto").flatMap { fields[$0] }?.lowercased() == "https"
    }
}
