import Testing

@testable import HTTPServer

struct ConnectionDeadlinesTests {
    private let spans = DeadlineSpans(ServerLimits())
    private static let second: UInt64 = 1_000_000_000

    private func expect(
        _ deadlines: ConnectionDeadlines, _ seconds: UInt64, _ deadline: Deadline,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let next = deadlines.next(spans)
        #expect(next.nanoseconds == seconds * Self.second, sourceLocation: sourceLocation)
        #expect(next.deadline == deadline, sourceLocation: sourceLocation)
    }

    @Test func `a new connection has as long as a head`() {
        expect(ConnectionDeadlines(now: 0), 10, .head)
    }

    @Test func `a dripping head must progress and be complete all the same`() {
        var deadlines = ConnectionDeadlines(now: 0)
        deadlines.progressed(in: .head, now: 1 * Self.second)
        expect(deadlines, 6, .readProgress)
        deadlines.progressed(in: .head, now: 5 * Self.second)
        expect(deadlines, 10, .readProgress)
        deadlines.progressed(in: .head, now: 9 * Self.second)
        expect(deadlines, 11, .head)
    }

    @Test func `the next head has a time of its own`() {
        var deadlines = ConnectionDeadlines(now: 0)
        deadlines.progressed(in: .head, now: 1 * Self.second)
        deadlines.headArrived()
        deadlines.progressed(in: .head, now: 9 * Self.second)
        expect(deadlines, 14, .readProgress)
        deadlines.progressed(in: .head, now: 18 * Self.second)
        expect(deadlines, 19, .head)
    }

    @Test func `a body must progress and be complete`() {
        var deadlines = ConnectionDeadlines(now: 0)
        deadlines.progressed(in: .body, now: 1 * Self.second)
        expect(deadlines, 6, .readProgress)
        deadlines.progressed(in: .body, now: 29 * Self.second)
        expect(deadlines, 31, .body)
    }

    @Test func `an idle connection counts from its last answer`() {
        var deadlines = ConnectionDeadlines(now: 0)
        deadlines.progressed(in: .idle, now: 7 * Self.second)
        expect(deadlines, 67, .idle)
        deadlines.progressed(in: .idle, now: 20 * Self.second)
        expect(deadlines, 80, .idle)
    }

    @Test func `an answer counts from the last byte taken, lingering from its beginning`() {
        var deadlines = ConnectionDeadlines(now: 0)
        deadlines.progressed(in: .writing, now: 1 * Self.second)
        deadlines.progressed(in: .writing, now: 15 * Self.second)
        expect(deadlines, 35, .writeProgress)
        deadlines.progressed(in: .lingering, now: 16 * Self.second)
        deadlines.progressed(in: .lingering, now: 17 * Self.second)
        expect(deadlines, 18, .linger)
    }

    @Test func `draining shortens idleness and nothing else`() {
        var idle = ConnectionDeadlines(now: 0)
        idle.drainBegan(now: 3 * Self.second)
        expect(idle, 4, .drainGrace)
        var begun = ConnectionDeadlines(now: 0)
        begun.progressed(in: .head, now: 1 * Self.second)
        begun.drainBegan(now: 3 * Self.second)
        expect(begun, 6, .readProgress)
    }
}
