import HTTP1
import Transport

@testable import HTTPServer

/// A whole connection under a script of input and events: it answers each request once and in order, however input and
/// output are cut, stops when it should, and comes to an end.
///
/// The script is what the peer sends, with events in between: the byte 0xFF and a letter.
enum ConnectionTarget {
    private static let handler = FuzzHandler()
    private static let workplace = FuzzWorkplace()
    /// Small, so that inputs reach the limits; every deadline is due at once.
    private static let limits: ServerLimits = {
        var limits = ServerLimits()
        limits.http1.maxHeadBytes = 512
        limits.http1.maxRequestLineBytes = 200
        limits.http1.maxBodyBytes = 300
        limits.http1.maxChunkOverheadBytes = 200
        limits.headDeadlineSeconds = 0
        limits.bodyDeadlineSeconds = 0
        limits.readProgressSeconds = 0
        limits.idleDeadlineSeconds = 0
        limits.writeProgressSeconds = 0
        limits.lingerSeconds = 0
        limits.drainGraceSeconds = 0
        return limits
    }()
    /// Never started: events come from the script.
    private static let loop: ServerLoop = {
        var configuration = ServerConfiguration(addresses: [], loopCount: 1)
        configuration.limits = limits
        do throws(TransportError) {
            return try ServerLoop(
                index: 0, handler: handler, configuration: configuration, admission: ConnectionAdmission(configuration),
                workplace: workplace)
        } catch {
            fatalError("no loop: \(error)")
        }
    }()

    static func test(_ bytes: [UInt8]) {
        handler.forget()
        let stream = ScriptedStream()
        guard let connection = loop.open(stream, from: .ipv4(0x7F00_0001, port: 1)) else { fatalError("no connection") }
        var run = ConnectionRun(connection, stream, loop, workplace)
        connection.begin(isDraining: false)
        run.play(bytes)
        run.end()
        let expected = ExpectedAnswers(to: run.sent, limits: limits.http1, handler: handler)
        AnswerCheck(expected.answers, wasDisturbed: run.wasDisturbed).check(stream.written)
    }
}

/// Plays a script to a connection.
struct ConnectionRun {
    private let connection: Connection
    private let stream: ScriptedStream
    private let loop: ServerLoop
    private let workplace: FuzzWorkplace
    /// All that the peer sent.
    private(set) var sent: [UInt8] = []
    /// Whether something happened after which not everything need be answered.
    private(set) var wasDisturbed = false

    init(_ connection: Connection, _ stream: ScriptedStream, _ loop: ServerLoop, _ workplace: FuzzWorkplace) {
        self.connection = connection
        self.stream = stream
        self.loop = loop
        self.workplace = workplace
    }

    mutating func play(_ script: [UInt8]) {
        var index = 0
        while index < script.count {
            if script[index] == 0xFF, index + 1 < script.count {
                event(script[index + 1])
                index += 2
            } else {
                if !stream.inputHasEnded {
                    stream.input.append(script[index])
                    sent.append(script[index])
                }
                index += 1
            }
        }
        deliver()
    }

    /// The peer takes everything and closes: the connection must be gone.
    mutating func end() {
        stream.room = .max
        stream.inputHasEnded = true
        deliver()
        while workplace.doOne() { deliver() }
        require(loop.working.isEmpty, "nobody is kept who has left")
        require(stream.isClosed, "a connection ends when its peer has: \(connection.state)")
        require(connection.state.reading == .closed, "a closed connection knows it: \(connection.state)")
    }

    private mutating func event(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "r"): deliver()
        case UInt8(ascii: "a"):
            _ = workplace.doOne()
            deliver()
        case UInt8(ascii: "f"): stream.inputHasEnded = true
        case UInt8(ascii: "w"):
            stream.room = .max
            deliver()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): stream.room = 1 << Int(letter - UInt8(ascii: "0")) - 1
        case UInt8(ascii: "d"):
            wasDisturbed = true
            deliver()
            if !stream.isClosed { connection.deadlinePassed() }
        case UInt8(ascii: "g"):
            wasDisturbed = true
            deliver()
            if !stream.isClosed { connection.drain() }
        case UInt8(ascii: "x"):
            wasDisturbed = true
            stream.isBroken = true
        case UInt8(ascii: "e"):
            wasDisturbed = true
            stream.refusesWrites = true
        case UInt8(ascii: "h"):
            wasDisturbed = true
            if !stream.isClosed { connection.ready(.broken) }
        default: break
        }
        check()
    }

    /// Tells the connection of what it waits for as long as there is any, as the kernel would.
    private func deliver() {
        // Each turn moves some bytes or 64 requests, so a script cannot need more.
        for _ in 0..<100_000 {
            if stream.isClosed { return }
            if connection.state.wantsOutput, stream.room > 0 || stream.refusesWrites {
                connection.ready(.writable)
            } else if connection.state.wantsInput, stream.hasInput {
                connection.ready(.readable)
            } else {
                return
            }
            check()
        }
        fatalError("not so: a connection comes to rest: \(connection.state)")
    }

    private func check() {
        require(loop.stage.isEmpty, "a turn leaves nothing staged")
        require((connection.state.reading == .closed) == stream.isClosed, "closed is closed: \(connection.state)")
    }
}

/// Compares what a connection wrote with what it should have.
struct AnswerCheck {
    private let expected: [ExpectedAnswers.Answer]
    private let wasDisturbed: Bool

    init(_ expected: [ExpectedAnswers.Answer], wasDisturbed: Bool) {
        self.expected = expected
        self.wasDisturbed = wasDisturbed
    }

    func check(_ written: [UInt8]) {
        var reader = AnswerReader(written)
        var count = 0
        var isContinued = false
        while !reader.isAtEnd {
            let wanted = count < expected.count ? expected[count] : nil
            guard let answer = reader.next(isHead: wanted?.isHead ?? false) else {
                return require(wasDisturbed, "only a disturbed answer is cut off")
            }
            if answer.status == 100 {
                require(!isContinued, "nobody is told twice to go on")
                isContinued = true
                continue
            }
            isContinued = false
            if wasDisturbed, answer.status == 408 {
                return require(answer.closes && reader.isAtEnd, "408 is the last answer")
            }
            guard let wanted else { fatalError("not so: nothing is answered that was not asked: \(answer)") }
            check(answer, wanted)
            count += 1
            if answer.closes { require(reader.isAtEnd, "nothing follows the last answer") }
            require(!wanted.isLast || answer.closes, "the last answer says so: \(answer)")
            require(wanted.isLast || !answer.closes || wasDisturbed, "an answer that is not the last does not say so")
        }
        let missing = expected.dropFirst(count)
        let mayBeMissing = wasDisturbed || missing.allSatisfy(\.mayBeMissing)
        require(mayBeMissing, "\(expected.count) requests have \(count) answers")
    }

    private func check(_ answer: AnswerReader.Answer, _ wanted: ExpectedAnswers.Answer) {
        if wanted.isConditional, answer.status == 304 { return }
        require(answer.status == wanted.status, "the answer is \(wanted.status), not \(answer)")
        guard let body = wanted.body, !wanted.isHead, answer.fields["content-encoding"] == nil else { return }
        // An answer whose end is the end of the connection may be cut off by what disturbed it.
        let isWhole = answer.fields["content-length"] != nil || answer.fields["transfer-encoding"] != nil
        require(answer.body == body || (!isWhole && wasDisturbed), "the body is the handler's")
    }
}
