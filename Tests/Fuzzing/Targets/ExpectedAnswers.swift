import HTTP
import HTTP1
import HTTPTypes

/// What a peer is to get for all that it sends, worked out one request after the other, without a connection.
struct ExpectedAnswers {
    struct Answer {
        let status: Int
        /// Whether the peer may hold it already, so that 304 is right too.
        let isConditional: Bool
        let isHead: Bool
        /// Nil for the engine's own errors.
        let body: [UInt8]?
        let isLast: Bool
        /// Whether the peer may finish before anybody has looked at what is wrong.
        var mayBeMissing = false
    }

    private(set) var answers: [Answer] = []
    private let limits: HTTP1Limits
    private let handler: FuzzHandler

    init(to input: [UInt8], limits: HTTP1Limits, handler: FuzzHandler) {
        self.limits = limits
        self.handler = handler
        var rest = input[...]
        while let consumed = answerNext(Array(rest)), answers.last?.isLast != true { rest = rest.dropFirst(consumed) }
    }

    /// Takes one request from the front; nil when there is no whole one or it is wrong.
    private mutating func answerNext(_ bytes: [UInt8]) -> Int? {
        do throws(HTTP1Error) {
            let outcome = try RequestParser.parseHead(bytes.span, alreadyScanned: 0, limits: limits)
            guard case .complete(let head, let headBytes) = outcome else { return nil }
            switch head.method {
            case .connect, .other:
                answers.append(.error(501))
                return nil
            default: break
            }
            guard let bodyBytes = try lengthOfBody(Array(bytes[headBytes...]), head.framing) else { return nil }
            answers.append(answer(to: head, in: bytes))
            return headBytes + bodyBytes
        } catch {
            var answer = Answer.error(error.statusCode, isHead: RequestParser.beginsWithHEAD(bytes.span))
            answer.mayBeMissing = !showsAtControlBytes(bytes)
            answers.append(answer)
            return nil
        }
    }

    /// Whether an error shows when the parser looks at a head only with each of its control bytes, as it may.
    private func showsAtControlBytes(_ bytes: [UInt8]) -> Bool {
        guard let last = bytes.lastIndex(where: { $0 < 0x20 }) else { return false }
        do throws(HTTP1Error) {
            let outcome = try RequestParser.parseHead(
                Array(bytes[...last]).span, alreadyScanned: 0, limits: limits)
            if case .complete = outcome { return true }
            return false
        } catch {
            return true
        }
    }

    /// Nil when the body is not whole.
    private func lengthOfBody(_ bytes: [UInt8], _ framing: BodyFraming) throws(HTTP1Error) -> Int? {
        switch framing {
        case .none: return 0
        case .length(let count): return bytes.count >= count ? Int(count) : nil
        case .chunked:
            var decoder = ChunkedDecoder(limits: limits)
            let progress = try decoder.consume(bytes.span)
            return progress.isComplete ? progress.consumedBytes : nil
        }
    }

    private func answer(to head: RequestHead, in bytes: [UInt8]) -> Answer {
        var request = head.request(in: bytes.span)
        if head.method == .head { request.method = .get }
        let response = handler.respond(to: request)
        var body: [UInt8] = []
        var endsByClosing = false
        switch response.body {
        case .none: break
        case .bytes(let bytes): body = bytes
        case .chunks(let source):
            while source.appendNext(to: &body) {}
            endsByClosing = head.minorVersion == 0
        }
        let hasConditions = request.fields[.ifNoneMatch] != nil || request.fields[.ifModifiedSince] != nil
        return Answer(
            status: response.status.code,
            isConditional: response.entityTag != nil && hasConditions,
            isHead: head.method == .head,
            body: body,
            isLast: !head.keepsAlive || endsByClosing
        )
    }
}

extension ExpectedAnswers.Answer {
    /// An error of the engine, after which the connection ends.
    static func error(_ status: Int, isHead: Bool = false) -> Self {
        Self(status: status, isConditional: false, isHead: isHead, body: nil, isLast: true)
    }
}
