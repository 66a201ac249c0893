@testable import HTTP1

/// What parser and chunk decoder make of one message.
struct Reading {
    private(set) var head: RequestHead?
    private(set) var headBytes = 0
    /// What was wrong with the head, not with the body.
    private(set) var headError: HTTP1Error?
    private(set) var error: HTTP1Error?
    private(set) var isComplete = false
    private(set) var consumedBytes = 0
    /// What a corpus row may state about an accepted request.
    private(set) var facts: [String: String] = [:]

    init(of bytes: [UInt8], alreadyScanned: Int = 0, limits: HTTP1Limits = HTTP1Limits()) {
        do throws(HTTP1Error) {
            let outcome = try RequestParser.parseHead(bytes.span, alreadyScanned: alreadyScanned, limits: limits)
            guard case .complete(let head, let consumed) = outcome else { return }
            self.head = head
            headBytes = consumed
            consumedBytes = consumed
            state(head, in: bytes)
        } catch {
            headError = error
            self.error = error
            return
        }
        do throws(HTTP1Error) {
            try readBody(Array(bytes[headBytes...]), limits: limits)
        } catch {
            self.error = error
        }
    }

    private mutating func readBody(_ bytes: [UInt8], limits: HTTP1Limits) throws(HTTP1Error) {
        switch head?.framing {
        case nil, BodyFraming.none?:
            isComplete = true
        case .length(let length):
            isComplete = bytes.count >= Int(length)
            consumedBytes += min(Int(length), bytes.count)
        case .chunked:
            var decoder = ChunkedDecoder(limits: limits)
            let progress = try decoder.consume(bytes.span)
            isComplete = progress.isComplete
            consumedBytes += progress.consumedBytes
            facts["data"] = "\(decoder.dataBytes)"
        }
        facts["rest"] = "\(headBytes + bytes.count - consumedBytes)"
    }

    private mutating func state(_ head: RequestHead, in bytes: [UInt8]) {
        func text(_ slice: RequestHead.Slice?) -> String? { slice.map { head.text(of: $0, in: bytes.span) } }
        facts = [
            "method": "\(head.method)", "form": "\(head.form)", "version": "1.\(head.minorVersion)",
            "keeps": head.keepsAlive ? "yes" : "no", "continue": head.expectsContinue ? "yes" : "no",
        ]
        facts["path"] = text(head.path)
        facts["query"] = text(head.query) ?? "-"
        facts["host"] = text(head.host) ?? "-"
        facts["target"] = text(head.target)
        facts["framing"] =
            switch head.framing {
            case .none: "none"
            case .length(let length): "\(length)"
            case .chunked: "chunked"
            }
    }
}
