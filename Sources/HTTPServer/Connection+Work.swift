internal import Dispatch
internal import HTTP
internal import Transport

/// A request whose answer is worked out away from the loop, and what is needed to send it.
struct Work {
    let number: UInt64
    let ticket: WorkTicket
    let traits: RequestTraits
    /// Whether the client's copy is current, asked once more when the answer is there.
    let question: Preconditions?
    /// Where the answer may be stored; nil when it may not.
    let place: CachePlace?
    var outcome: WorkOutcome?
}

/// What came of it.
struct WorkOutcome: Sendable {
    let response: Response
    /// The gzip coding of a large body; nil when it was not made.
    let compressed: [UInt8]?

    /// Smaller bodies are compressed on the loop, in less time than setting up an encoder takes.
    private static let minBodyBytes = 16_384

    init(_ response: Response, acceptsGzip: Bool) {
        self.response = response
        guard acceptsGzip, response.isCompressible, case .bytes(let body) = response.body,
            body.count >= Self.minBodyBytes, CompressionPolicy.mayPay(bodyBytes: body.count)
        else {
            compressed = nil
            return
        }
        compressed = GzipEncoder(effort: response.entityTag == nil ? .once : .kept)?.encode(body)
    }
}

/// What an answer is stored under, as bytes of its own.
struct CachePlace {
    let target: [UInt8]
    let accept: [UInt8]
    let generation: UInt64

    init(_ key: ResponseCache.Key, generation: UInt64) {
        target = unsafe Array(key.target)
        accept = unsafe Array(key.accept)
        self.generation = generation
    }
}

/// Answers that take long: the loop goes on with its other connections meanwhile, and this one rests.
extension Connection {
    /// Gives a request away, or tells the client to come again. The handler sees its conditions, so that it may answer 304
    /// before it does the work.
    func beginWork(on request: Request, _ traits: RequestTraits, _ place: CachePlace?) {
        let isVeryLong = loop.handler.takesVeryLong(request)
        guard loop.workload.hasRoom(isVeryLong: isVeryLong) else { return shed(isHead: traits.isHead) }
        loop.workload.begin(isVeryLong: isVeryLong)
        loop.workCount += 1
        let (number, ticket) = (loop.workCount, WorkTicket())
        var plain = request
        work = Work(number: number, ticket: ticket, traits: traits, question: plain.takeCopyQuestion(), place: place)
        loop.working[number] = self
        state.workBegan()
        let loop = loop
        loop.workplace.work(isVeryLong: isVeryLong, thenOn: loop.events) {
            guard ticket.isWanted else { return { loop.workload.end(isVeryLong: isVeryLong) } }
            let outcome = WorkOutcome(loop.handler.respond(to: request), acceptsGzip: traits.acceptsGzip)
            return {
                loop.workload.end(isVeryLong: isVeryLong)
                loop.working[number]?.workEnded(outcome)
            }
        }
    }

    /// The answer is there. On the loop.
    private func workEnded(_ outcome: WorkOutcome) {
        work?.outcome = outcome
        workLeft = loop.limits.maxPipelinedRequests
        perform(state.workEnded())
    }

    /// Sends what was worked out.
    func deliver() {
        guard let done = work, let outcome = done.outcome else { return }
        giveUpWork()
        routeIndex = outcome.response.routeIndex
        send(
            outcome.response, done.traits, done.question, storedAt: done.place, compressed: outcome.compressed)
    }

    /// Nobody waits for the answer any more, or it is about to be sent.
    func giveUpWork() {
        if let work {
            loop.working[work.number] = nil
            work.ticket.giveBack()
        }
        work = nil
    }
}
