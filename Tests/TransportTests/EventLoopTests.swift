import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Transport

/// Tells through streams what a loop tells it, and can let other handlers go while being told.
private final class Recorder: EventHandler {
    let told: AsyncStream<Readiness?>.Continuation
    var whenReady: () -> Void = {}
    var whenDue: () -> Void = {}

    init(_ told: AsyncStream<Readiness?>.Continuation) { self.told = told }

    func ready(_ readiness: Readiness) {
        whenReady()
        told.yield(readiness)
    }

    func deadlinePassed() {
        whenDue()
        told.yield(nil)
    }
}

struct EventLoopTests {
    private static func pair() -> [Int32] {
        var descriptors: [Int32] = [0, 0]
        let result = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &descriptors)
        precondition(result == 0)
        return descriptors
    }

    @Test(.timeLimit(.minutes(patience(minutes: 1))))
    func `tells of input, of room and of a passed deadline`() async throws {
        let loop = try EventLoop(label: "test", tickMilliseconds: 5)
        let descriptors = Self.pair()
        let (stream, told) = AsyncStream<Readiness?>.makeStream()
        loop.start()
        loop.perform {
            let recorder = Recorder(told)
            guard let registration = try? loop.register(descriptors[0], interest: .writable, handler: recorder) else {
                return told.finish()
            }
            recorder.whenReady = {
                loop.setInterest([], of: registration)
                loop.setDeadline(loop.now + 1_000_000, of: registration)
            }
            recorder.whenDue = { loop.unregister(registration) }
        }
        var heard = stream.makeAsyncIterator()
        #expect(await heard.next() == .some(.writable))
        #expect(await heard.next() == .some(nil))
        loop.performAndWait {}
        loop.stop()
        for descriptor in descriptors { close(descriptor) }
    }

    @Test(.timeLimit(.minutes(patience(minutes: 1))))
    func `an event for a handler that was let go in the same batch is dropped`() async throws {
        let loop = try EventLoop(label: "test", tickMilliseconds: 5)
        let pairs = [Self.pair(), Self.pair()]
        let (stream, told) = AsyncStream<Readiness?>.makeStream()
        loop.start()
        loop.perform {
            var registrations: [EventLoop.Registration] = []
            for descriptor in pairs.map({ $0[0] }) {
                let recorder = Recorder(told)
                guard let registration = try? loop.register(descriptor, interest: .readable, handler: recorder) else {
                    return told.finish()
                }
                registrations.append(registration)
                // Whoever is told first lets both go; the other one's event is in the same batch.
                recorder.whenReady = {
                    for registration in registrations { loop.unregister(registration) }
                }
            }
            // Both become ready while the loop is busy with this block, so they come in one batch.
            for peer in pairs.map({ $0[1] }) { _ = unsafe send(peer, "x", 1, 0) }
        }
        var heard = stream.makeAsyncIterator()
        #expect(await heard.next() == .some(.readable))
        loop.performAndWait {}
        loop.perform { told.finish() }
        #expect(await heard.next() == nil)
        loop.stop()
        for descriptor in pairs.joined() { close(descriptor) }
    }

    /// Has the loop take a byte of what comes each time it tells of it.
    private static func readBytes(
        of descriptor: Int32, on loop: EventLoop, _ told: AsyncStream<Readiness?>.Continuation,
        andThen body: @escaping () -> Void = {}
    ) throws -> EventLoop.Registration {
        try loop.performAndWait {
            Result { () throws(TransportError) in
                let recorder = Recorder(told)
                recorder.whenReady = {
                    var byte: UInt8 = 0
                    _ = unsafe recv(descriptor, &byte, 1, 0)
                    body()
                }
                return try loop.register(descriptor, interest: .readable, handler: recorder)
            }
        }.get()
    }

    /// The tick is longer than the test may take, so that only the bell can end the wait.
    @Test(.timeLimit(.minutes(patience(minutes: 1))))
    func `a loop that waits for events takes blocks and goes on with events`() async throws {
        let loop = try EventLoop(label: "test", tickMilliseconds: 3_600_000)
        let descriptors = Self.pair()
        let (stream, told) = AsyncStream<Readiness?>.makeStream()
        loop.start()
        let registration = try Self.readBytes(of: descriptors[0], on: loop, told)
        var heard = stream.makeAsyncIterator()
        for _ in 0..<100 {
            _ = unsafe send(descriptors[1], "x", 1, 0)
            #expect(await heard.next() == .some(.readable))
            loop.performAndWait {}
            loop.perform { told.yield(nil) }
            #expect(await heard.next() == .some(nil))
        }
        loop.performAndWait { loop.unregister(registration) }
        loop.stop()
        for descriptor in descriptors { close(descriptor) }
    }

    /// What two threads know of some rounds.
    private final class Rounds: Sendable {
        let begun = Atomic<Int>(0)
        let toldToLoop = Atomic<Int>(0)
        let lateBlocks = Atomic<Int>(0)
    }

    /// So that what is asked after the server was told to drain is answered as the last.
    @Test(.timeLimit(.minutes(patience(minutes: 1))))
    func `a block that was given before an event came runs before it is told of`() async throws {
        let loop = try EventLoop(label: "test", tickMilliseconds: 3_600_000)
        let descriptors = Self.pair()
        let (stream, told) = AsyncStream<Readiness?>.makeStream()
        let rounds = Rounds()
        loop.start()
        let registration = try Self.readBytes(of: descriptors[0], on: loop, told) {
            let isLate = rounds.toldToLoop.load(ordering: .relaxed) < rounds.begun.load(ordering: .relaxed)
            if isLate { rounds.lateBlocks.add(1, ordering: .relaxed) }
        }
        var heard = stream.makeAsyncIterator()
        for round in 1...1000 {
            rounds.begun.store(round, ordering: .relaxed)
            loop.perform { rounds.toldToLoop.store(round, ordering: .relaxed) }
            _ = unsafe send(descriptors[1], "x", 1, 0)
            #expect(await heard.next() == .some(.readable))
        }
        #expect(rounds.lateBlocks.load(ordering: .relaxed) == 0)
        loop.performAndWait { loop.unregister(registration) }
        loop.stop()
        for descriptor in descriptors { close(descriptor) }
    }
}
