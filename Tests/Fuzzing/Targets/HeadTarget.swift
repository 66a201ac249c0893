import HTTP
import HTTPTypes

@testable import HTTP1

/// The parser of request heads: says the same wherever the input is cut, takes only what plain reading finds well-formed,
/// and reads what it read once more the same.
enum HeadTarget {
    /// What became of some bytes.
    enum Outcome: Equatable {
        case complete(HeadFacts, consumed: Int)
        case needMore
        case refused(HTTP1Error)
    }

    static func test(_ bytes: [UInt8]) {
        for limits in [HTTP1Limits(), tightLimits] {
            let whole = outcome(of: bytes, limits)
            checkPieces(bytes, whole, limits)
            guard case .complete(let facts, let consumed) = whole else { continue }
            let head = Array(bytes.prefix(consumed))
            require(outcome(of: head, limits) == whole, "what follows a head does not matter")
            require(outcome(of: head.dropLast(), limits) == .needMore, "a head ends with its last byte")
            WellFormedHead.check(head, facts)
            var wide = HTTP1Limits()
            wide.maxHeadBytes = HTTP1Limits.largestHeadBytes
            guard case .complete(let again, _) = outcome(of: facts.written, wide) else {
                fatalError("a head that was read is written so that it can be read")
            }
            require(again == facts, "a head reads the same once more")
        }
    }

    /// So tight that inputs of a few dozen bytes reach each limit.
    private static let tightLimits: HTTP1Limits = {
        var limits = HTTP1Limits()
        limits.maxRequestLineBytes = 24
        limits.maxHeadBytes = 96
        limits.maxFieldLines = 3
        limits.maxBodyBytes = 99
        return limits
    }()

    private static func outcome(of bytes: [UInt8], alreadyScanned: Int = 0, _ limits: HTTP1Limits) -> Outcome {
        do throws(HTTP1Error) {
            switch try RequestParser.parseHead(bytes.span, alreadyScanned: alreadyScanned, limits: limits) {
            case .needMore: return .needMore
            case .complete(let head, let consumed): return .complete(HeadFacts(head, in: bytes), consumed: consumed)
            }
        } catch {
            return .refused(error)
        }
    }

    /// Feeds the bytes in pieces. An error may come later than in one piece, since visible bytes are not looked at one by
    /// one, but with the end of its line at the latest.
    private static func checkPieces(_ bytes: [UInt8], _ whole: Outcome, _ limits: HTTP1Limits) {
        var cuts = Cuts(of: bytes)
        var scanned = 0
        for cut in cuts.places(in: bytes.count) {
            let part = outcome(of: Array(bytes.prefix(cut)), alreadyScanned: scanned, limits)
            guard part == .needMore else { return require(part == whole, "\(part) at \(cut), but \(whole) as a whole") }
            scanned = cut
        }
        guard case .refused = whole else { return require(whole == .needMore, "\(whole), but in pieces nothing") }
        let ended = bytes + [0x0D]
        require(outcome(of: ended, limits) == whole, "an error stays when more bytes come")
        require(outcome(of: ended, alreadyScanned: scanned, limits) == whole, "an error comes with the end of its line")
    }
}

/// All that a head says, as values that outlive its bytes.
struct HeadFacts: Equatable {
    struct Field: Equatable {
        let name: [UInt8]
        let value: [UInt8]
    }

    let method: RequestHead.Method
    let methodText: [UInt8]
    let target: [UInt8]
    let path: [UInt8]
    let query: [UInt8]?
    let form: RequestHead.TargetForm
    let minorVersion: UInt8
    let host: [UInt8]?
    let keepsAlive: Bool
    let framing: BodyFraming
    let expectsContinue: Bool
    let fields: [Field]

    init(_ head: RequestHead, in bytes: [UInt8]) {
        func text(_ slice: RequestHead.Slice) -> [UInt8] { Array(bytes[slice.range]) }
        method = head.method
        methodText = text(head.methodText)
        target = text(head.target)
        path = text(head.path)
        query = head.query.map(text)
        form = head.form
        minorVersion = head.minorVersion
        host = head.host.map(text)
        keepsAlive = head.keepsAlive
        framing = head.framing
        expectsContinue = head.expectsContinue
        var fields: [Field] = []
        head.forEachFieldLine(in: bytes.span) { line in
            fields.append(Field(name: Array(bytes[line.name]), value: Array(bytes[line.value])))
        }
        self.fields = fields
        for (number, field) in KnownField.allCases.enumerated() {
            guard let slice = head.slice(of: field) else { continue }
            require(fields.contains { $0.value == text(slice) }, "known field \(number) has the value of a line")
        }
        let request = head.request(in: bytes.span)
        require(request.fields.count == fields.count, "a request has all lines of its head")
        require(Array(request.target.rawPath.utf8) == path, "a request has the path of its head")
    }

    /// The head in the plainest form.
    var written: [UInt8] {
        var bytes = methodText + [0x20] + target + Array(" HTTP/1.\(minorVersion)\r\n".utf8)
        for field in fields { bytes += field.name + Array(": ".utf8) + field.value + Array("\r\n".utf8) }
        return bytes + Array("\r\n".utf8)
    }
}
