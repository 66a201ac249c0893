import Testing

@testable import HTTPServer

struct ConnectionStateTests {
    /// A state after one ordinary head.
    private func answering(keepsAlive: Bool = true) -> ConnectionState {
        var state = ConnectionState()
        _ = state.headArrived(keepsAlive: keepsAlive, hasBody: false, expectsContinue: false)
        return state
    }

    @Test func `a kept-alive connection answers and looks for the next request`() {
        var state = ConnectionState()
        #expect(state.takesRequests)
        #expect(state.headArrived(keepsAlive: true, hasBody: false, expectsContinue: false) == .respond)
        #expect(state.keepsAlive)
        #expect(!state.takesRequests)
        state.answerComplete()
        #expect(state.reading == .idle)
        #expect(state.takesRequests)
        #expect(state.outputDrained() == .wait)
    }

    @Test func `an answer that ends the connection is followed by lingering, and the end of the peer by closing`() {
        var state = answering(keepsAlive: false)
        #expect(!state.keepsAlive)
        state.answerComplete()
        #expect(!state.takesRequests)
        #expect(state.outputDrained() == .linger)
        #expect(state.wantsInput)
        #expect(state.peerFinished() == .close)
        #expect(state.reading == .closed)
    }

    @Test(arguments: [true, false])
    func `a body is read before the answer`(_ expectsContinue: Bool) {
        var state = ConnectionState()
        let action = state.headArrived(keepsAlive: true, hasBody: true, expectsContinue: expectsContinue)
        #expect(action == .readBody(sendContinue: expectsContinue))
        state.bodyIncomplete()
        #expect(state.reading == .body)
        #expect(state.wantsInput)
        state.bodyArrived()
        #expect(state.reading == .answering)
        #expect(!state.wantsInput)
    }

    @Test func `while an answer is worked out nothing is read, and then it is delivered`() {
        var state = answering()
        state.workBegan()
        #expect(!state.takesRequests)
        #expect(!state.wantsInput)
        #expect(state.outputDrained() == .wait)
        #expect(state.peerFinished() == .wait)
        #expect(state.workEnded() == .deliver)
        #expect(state.reading == .answering)
        #expect(state.workEnded() == .wait)
    }

    @Test func `what was worked out waits for output before it`() {
        var state = answering()
        state.workBegan()
        state.outputBlocked()
        #expect(state.workEnded() == .wait)
        #expect(state.outputDrained() == .deliver)
        #expect(state.reading == .answering)
    }

    @Test func `while output is blocked nothing is read, and then held input is looked at`() {
        var state = answering()
        state.answerComplete()
        state.outputBlocked()
        #expect(!state.wantsInput)
        #expect(!state.takesRequests)
        #expect(state.wantsOutput)
        #expect(state.outputDrained() == .processInput)
        #expect(state.wantsInput)
        #expect(!state.wantsOutput)
    }

    @Test(arguments: [false, true])
    func `an answer made in pieces is pulled whenever there is room, and then held input is looked at`(
        _ isBlocked: Bool
    ) {
        var state = answering()
        #expect(state.outputDrained() == .pull)
        if isBlocked { state.outputBlocked() }
        #expect(state.outputDrained() == .pull)
        state.answerComplete()
        #expect(state.outputDrained() == .processInput)
        #expect(state.outputDrained() == .wait)
    }

    @Test func `what was asked before the peer finished sending is still answered`() {
        var state = answering()
        state.outputBlocked()
        #expect(state.peerFinished() == .wait)
        state.answerComplete()
        #expect(state.outputDrained() == .processInput)
        state.headIncomplete(isEmpty: true)
        #expect(state.outputDrained() == .close)
    }

    @Test(arguments: [false, true])
    func `a peer that finishes without a complete request is closed`(_ hasBegun: Bool) {
        var state = ConnectionState()
        state.headIncomplete(isEmpty: !hasBegun)
        #expect(state.peerFinished() == .close)
    }

    @Test func `a rejected request is the last`() {
        var state = ConnectionState()
        state.requestRejected()
        #expect(!state.keepsAlive)
        state.answerComplete()
        #expect(state.outputDrained() == .linger)
        #expect(!state.takesRequests)
    }

    @Test(
        arguments: [
            (.idle, .close), (.writeProgress, .close), (.linger, .close), (.drainGrace, .readOnceMore),
            (.head, .rejectLate), (.body, .rejectLate), (.readProgress, .rejectLate),
        ] as [(Deadline, ConnectionState.Action)])
    func `each deadline has its end`(_ deadline: Deadline, _ action: ConnectionState.Action) {
        var state = ConnectionState()
        state.headIncomplete(isEmpty: false)
        #expect(state.deadlinePassed(deadline) == action)
    }

    @Test func `a new connection that says nothing is closed without an answer`() {
        var state = ConnectionState()
        #expect(state.deadlinePassed(.head) == .close)
    }

    @Test func `draining makes the next answer the last`() {
        var state = ConnectionState()
        state.drainBegan()
        #expect(state.takesRequests)
        #expect(state.headArrived(keepsAlive: true, hasBody: false, expectsContinue: false) == .respond)
        #expect(!state.keepsAlive)
        state.answerComplete()
        #expect(state.outputDrained() == .linger)
    }

    @Test func `draining while a body arrives ends the connection after its answer`() {
        var state = ConnectionState()
        _ = state.headArrived(keepsAlive: true, hasBody: true, expectsContinue: false)
        state.drainBegan()
        state.bodyArrived()
        #expect(!state.keepsAlive)
    }

    @Test func `the grace of draining ends only a connection that is idle`() {
        var idle = ConnectionState()
        idle.drainBegan()
        #expect(idle.graceOver() == .linger)
        var begun = ConnectionState()
        begun.headIncomplete(isEmpty: false)
        #expect(begun.graceOver() == .wait)
    }

    @Test func `a lost connection closes in any state`() {
        for var state in [ConnectionState(), answering(), answering(keepsAlive: false)] {
            #expect(state.end() == .close)
            #expect(state.outputDrained() == .close)
            #expect(!state.wantsInput)
            #expect(!state.wantsOutput)
        }
    }
}
