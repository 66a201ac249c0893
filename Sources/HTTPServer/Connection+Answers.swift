internal import HTTP
internal import HTTP1
internal import HTTPTypes
internal import Telemetry
internal import Transport

/// An answer of which pieces are still to come.
struct ChunkedAnswer {
    let source: any ChunkSource
    /// False for HTTP/1.0, where the end of the connection ends the body.
    /// So it does where the length has been told.
    let isFramed: Bool
    /// What `Content-Length` says; nil when nobody knew.
    let toldBytes: Int?
    /// Compresses the pieces; nil when they are sent as they are.
    let gzip: GzipStream?
    let status: Int
    var bodyBytes: UInt64 = 0
}

/// From requests to bytes.
extension Connection {
    /// Answers a request that is still in the buffer: from the stored answers if it can be.
    func respond(to head: RequestHead, _ traits: RequestTraits, in bytes: UnsafeBufferPointer<UInt8>) {
        guard let key = unsafe cacheKey(of: head, in: bytes) else {
            return respond(to: unsafe request(from: head, in: bytes), traits)
        }
        let generation = loop.handler.generation
        if let answer = unsafe loop.cache.answer(for: key, generation: generation) {
            loop.counters.add(to: .cacheHits)
            return unsafe stage(answer, traits, conditions: StoredConditions(head, in: bytes), key: key)
        }
        loop.counters.add(to: .cacheMisses)
        var request = unsafe request(from: head, in: bytes)
        guard mayAnswer(traits) else { return }
        if loop.handler.takesLong(request) {
            let place = unsafe CachePlace(key, generation: generation)
            return beginWork(on: request, traits, place)
        }
        let question = request.takeCopyQuestion()
        let response = answer(to: request)
        guard ResponseCache.mayStore(response), let answer = ReadyAnswer(response, isKept: true) else {
            return send(response, traits, question)
        }
        unsafe loop.cache.store(answer, for: key, generation: generation)
        unsafe stage(answer, traits, conditions: StoredConditions(head, in: bytes), key: key)
    }

    /// Answers a request that is whole in memory.
    func respond(to request: Request, _ traits: RequestTraits) {
        guard mayAnswer(traits) else { return }
        if loop.handler.takesLong(request) { return beginWork(on: request, traits, nil) }
        var request = request
        let question = request.takeCopyQuestion()
        send(answer(to: request), traits, question)
    }

    /// False when too much waits for slow readers or for answers already; the client has been told, then.
    private func mayAnswer(_ traits: RequestTraits) -> Bool {
        guard loop.unsentBytes <= loop.maxUnsentBytes, !loop.workload.isFull else {
            shed(isHead: traits.isHead)
            return false
        }
        return true
    }

    /// Tells the client to come again.
    func shed(isHead: Bool) {
        loop.counters.add(to: .requestsShed)
        reject(loop.earlyErrors.answer(for: .congested), isHead: isHead)
    }

    private func answer(to request: Request) -> Response {
        let response = loop.handler.respond(to: request)
        routeIndex = response.routeIndex
        return response
    }

    /// Answers with an error of our own and ends the connection; `isHead` when a body would be one too many.
    func reject(_ answer: ReadyAnswer?, isHead: Bool = false) {
        state.requestRejected()
        held = nil
        routeIndex = nil
        startRecordIfNone()
        guard let answer else { return state.answerComplete() }
        let traits = RequestTraits(isHead: isHead, isHTTP10: false, acceptsGzip: false)
        stage(answer.identity, status: answer.status, traits)
    }

    /// Makes and sends the next piece of a chunked answer.
    func pull() -> ConnectionState.Action {
        guard let answer = chunks else {
            state.answerComplete()
            return sendStaged()
        }
        workLeft -= max(loop.limits.maxPipelinedRequests / Connection.piecesPerTurn, 1)
        loop.piece.removeAll(keepingCapacity: true)
        let isLast = !answer.source.appendNext(to: &loop.piece)
        answer.gzip?.encode(&loop.piece, isLast: isLast)
        // An empty chunk would end the body; and compression may hold back what it was given.
        if !loop.piece.isEmpty {
            chunks?.bodyBytes += UInt64(loop.piece.count)
            if answer.isFramed {
                loop.stage.appendChunkStart(dataBytes: loop.piece.count)
                loop.piece.append(contentsOf: ChunkedEncoder.chunkEnd)
                if isLast { loop.piece.append(contentsOf: ChunkedEncoder.bodyEnd) }
            }
            transmit(body: loop.piece)
        } else if isLast, answer.isFramed {
            loop.stage.append(ChunkedEncoder.bodyEnd)
        }
        if isLast {
            let bodyBytes = chunks?.bodyBytes ?? 0
            // A body that could not be read to its end: only the end of the connection tells the client.
            if let told = answer.toldBytes, bodyBytes != UInt64(told) { state.answerEndsConnection() }
            dropChunks()
            finish(status: answer.status, bodyBytes: bodyBytes)
        }
        return sendStaged()
    }

    /// Lets go of an answer that is made piece by piece, finished or not.
    func dropChunks() {
        guard let answer = chunks else { return }
        loop.streamCount -= 1
        if answer.gzip != nil { loop.gzipStreamCount -= 1 }
        chunks = nil
    }

    // MARK: Answers of the handler

    /// - Parameters:
    ///   - place: where the answer may be stored, for the next who asks.
    ///   - compressed: the gzip coding of the body, if somebody made it already.
    func send(
        _ response: Response, _ traits: RequestTraits, _ question: Preconditions?, storedAt place: CachePlace? = nil,
        compressed: [UInt8]? = nil
    ) {
        if case .chunks(let source) = response.body {
            return start(source, of: response, traits, question)
        }
        let isStored = place != nil && ResponseCache.mayStore(response)
        guard let answer = ReadyAnswer(response, isKept: question != nil || isStored) else {
            return reject(loop.earlyErrors.answer(for: .unwritable), isHead: traits.isHead)
        }
        // A strong tag promises the same bytes each time, stored or not, so what has one is always compressed alike.
        let form = answer.form(acceptsGzip: traits.acceptsGzip) { body in
            compressed ?? (response.entityTag == nil ? loop.onceEncoder : loop.keptEncoder)?.encode(body)
        }
        if isStored, let place { loop.cache.store(answer, at: place) }
        if question?.isCurrent(form.entityTag, of: response) == true, let head = form.notModifiedHead {
            return stageNotModified(head, traits)
        }
        stage(form, status: answer.status, traits)
    }

    private func start(
        _ source: any ChunkSource, of response: Response, _ traits: RequestTraits, _ question: Preconditions?
    ) {
        let gzip = traits.acceptsGzip && response.isCompressible ? loop.newGzipStream() : nil
        let coding: ContentCoding = gzip == nil ? .identity : .gzip
        let tag = AnswerHead.entityTag(of: response, in: coding)
        if question?.isCurrent(tag, of: response) == true,
            let head = try? AnswerHead.notModified(insteadOf: response, coding: coding)
        {
            return stageNotModified(head, traits)
        }
        let toldBytes = gzip == nil ? source.totalBytes : nil
        let framing = toldBytes.map(AnswerHead.Framing.length) ?? (traits.isHTTP10 ? .untilClose : .chunked)
        guard let head = try? AnswerHead(of: response, coding: coding, framing: framing) else {
            return reject(loop.earlyErrors.answer(for: .unwritable), isHead: traits.isHead)
        }
        guard traits.isHead || loop.streamCount < loop.maxStreams else { return shed(isHead: false) }
        if traits.isHTTP10, toldBytes == nil { state.answerEndsConnection() }
        stage(head, traits)
        if traits.isHead { return finish(status: response.status.code, bodyBytes: 0) }
        loop.streamCount += 1
        if gzip != nil { loop.gzipStreamCount += 1 }
        chunks = ChunkedAnswer(
            source: source, isFramed: !traits.isHTTP10 && toldBytes == nil, toldBytes: toldBytes, gzip: gzip,
            status: response.status.code)
    }

    private func stage(
        _ answer: ReadyAnswer, _ traits: RequestTraits, conditions: StoredConditions, key: ResponseCache.Key
    ) {
        routeIndex = answer.routeIndex
        var isNewTwin = false
        let form = answer.form(acceptsGzip: traits.acceptsGzip) { body in
            isNewTwin = true
            return loop.keptEncoder?.encode(body)
        }
        if isNewTwin { unsafe loop.cache.twinWasMade(for: key) }
        if unsafe conditions.areMet(by: form, of: answer), let head = form.notModifiedHead {
            return stageNotModified(head, traits)
        }
        stage(form, status: answer.status, traits, isStored: true)
    }

    private func stageNotModified(_ head: AnswerHead, _ traits: RequestTraits) {
        stage(head, traits)
        finish(status: 304, bodyBytes: 0)
    }

    private func stage(_ form: AnswerForm, status: Int, _ traits: RequestTraits, isStored: Bool = false) {
        stage(form.head, traits)
        let bodyBytes = traits.isHead ? 0 : form.body.count
        if bodyBytes > OutputStage.maxCopiedBodyBytes {
            transmit(body: form.body, isStored: isStored)
        } else if bodyBytes > 0 {
            loop.stage.append(form.body)
        }
        finish(status: status, bodyBytes: UInt64(bodyBytes))
    }

    /// Two years, as Mozilla's guidelines advise: a browser that was here once comes back only encrypted (RFC 6797).
    private static let strictTransport: StaticString = "Strict-Transport-Security: max-age=63072000\r\n"

    /// Copies a head and ends it with what is true for this connection.
    private func stage(_ head: AnswerHead, _ traits: RequestTraits) {
        loop.stageHead(head)
        if isEncrypted { loop.stage.append(Self.strictTransport) }
        if !state.keepsAlive {
            loop.stage.append("Connection: close\r\n\r\n")
        } else if traits.isHTTP10 {
            loop.stage.append("Connection: keep-alive\r\n\r\n")
        } else {
            loop.stage.append("\r\n")
        }
    }

    /// Every byte of the answer is made.
    private func finish(status: Int, bodyBytes: UInt64) {
        loop.metrics.countAnswer(routeIndex: routeIndex, status: status)
        if requestStart > 0 { loop.metrics.latency.record(nanoseconds: durationNanoseconds) }
        if record != nil { finishRecord(status: status, bodyBytes: bodyBytes) }
        requestStart = 0
        if state.reading != .closed { state.answerComplete() }
    }
}
