package import Dispatch

/// Who is told about one registered descriptor.
package protocol EventHandler: AnyObject {
    /// The descriptor is ready; what was not asked for can only be `.broken`.
    func ready(_ readiness: Readiness)
    /// The deadline set last has passed; it is no longer set.
    func deadlinePassed()
}

/// One core's share of the work: a serial queue that owns an epoll set, the handlers registered with it and their
/// deadlines. A single read source watches the epoll set itself; one timer ticks the deadlines.
///
/// Everything but `queue`, `start` and `stop` is called on the queue only.
///
/// `@unchecked Sendable`: the stored constants are immutable, and every variable is touched only by blocks on the serial
/// `queue` (the two sources deliver there, `start` and `stop` enter it), so no two threads ever reach one at a time.
package final class EventLoop: @unchecked Sendable {
    /// A handler's place in the loop; given back by `unregister`.
    package struct Registration {
        fileprivate let token: Poller.Token
        fileprivate let descriptor: Int32

        /// The index of the place; unique among those registered now.
        package var slot: Int { token.slot }
    }

    private struct Slot {
        var generation: UInt32 = 0
        var handler: (any EventHandler)?
    }

    /// Batches worked off before the queue gets a turn for other blocks and the timer.
    private static let maxRounds = 64
    /// Deadlines are kept to this grain; four wake-ups a second cost an idle server nothing one could measure.
    package static let tickMilliseconds = 250

    /// Other threads talk to the loop through this queue.
    package let queue: DispatchQueue
    /// The monotonic time at which the current batch of events arrived, in nanoseconds.
    package private(set) var now = LoopClock.coarseNanoseconds()
    /// The wall clock at that moment, in seconds since 1970.
    package private(set) var wallSeconds = LoopClock.wallNanoseconds() / 1_000_000_000

    private let poller: Poller
    private let readSource: any DispatchSourceRead
    private let timer: any DispatchSourceTimer
    private let tickNanoseconds: UInt64
    private var slots: [Slot] = []
    private var freeSlots: [Int] = []
    private var wheel: DeadlineWheel
    private var dueSlots: [Int] = []

    /// - Parameter tickMilliseconds: the grain of deadlines; tests take a small one.
    package init(label: String, tickMilliseconds: Int = EventLoop.tickMilliseconds) throws(TransportError) {
        poller = try Poller()
        queue = DispatchQueue(label: label)
        tickNanoseconds = UInt64(tickMilliseconds) * 1_000_000
        wheel = DeadlineWheel(currentTick: LoopClock.coarseNanoseconds() / tickNanoseconds)
        readSource = DispatchSource.makeReadSource(fileDescriptor: poller.descriptor, queue: queue)
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(
            deadline: .now() + .milliseconds(tickMilliseconds),
            repeating: .milliseconds(tickMilliseconds),
            leeway: .milliseconds(tickMilliseconds / 4)
        )
    }

    /// Begins to deliver events; until `stop` the loop keeps itself alive. Called once.
    package func start() {
        readSource.setEventHandler { self.workOffEvents() }
        timer.setEventHandler { self.tick() }
        // The epoll set may only be closed when its source has let go of it: this block holds the loop until then.
        readSource.setCancelHandler { withExtendedLifetime(self) {} }
        readSource.activate()
        timer.activate()
    }

    /// Ends delivery for good, once every handler was unregistered.
    package func stop() {
        queue.async {
            self.readSource.cancel()
            self.timer.cancel()
        }
    }

    /// Watches a descriptor on behalf of a handler, which the loop keeps alive until `unregister`.
    package func register(
        _ descriptor: Int32, interest: Readiness, handler: any EventHandler
    ) throws(TransportError) -> Registration {
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot()) }
        let token = Poller.Token(slot: slot, generation: slots[slot].generation)
        do throws(TransportError) {
            try poller.add(descriptor, token: token, interest: interest)
        } catch {
            freeSlots.append(slot)
            throw error
        }
        slots[slot].handler = handler
        return Registration(token: token, descriptor: descriptor)
    }

    /// Changes what a handler wants to be told of.
    package func setInterest(_ interest: Readiness, of registration: Registration) {
        poller.modify(registration.descriptor, token: registration.token, interest: interest)
    }

    /// Sets or moves the deadline of a handler, in nanoseconds of the `now` clock.
    package func setDeadline(_ nanoseconds: UInt64, of registration: Registration) {
        // Rounded up: a deadline never passes early.
        wheel.arm(slot: registration.slot, dueTick: (nanoseconds + tickNanoseconds - 1) / tickNanoseconds)
    }

    /// Removes the deadline of a handler.
    package func clearDeadline(of registration: Registration) {
        wheel.disarm(slot: registration.slot)
    }

    /// Lets a handler go; its descriptor must still be open. Events for it that wait in the current batch are dropped.
    package func unregister(_ registration: Registration) {
        poller.remove(registration.descriptor)
        let slot = registration.slot
        wheel.disarm(slot: slot)
        slots[slot].handler = nil
        slots[slot].generation &+= 1
        freeSlots.append(slot)
    }

    private func workOffEvents() {
        for _ in 0..<Self.maxRounds {
            let count = poller.poll()
            if count == 0 { return }
            readClocks()
            for index in 0..<count {
                let (token, readiness) = poller[index]
                guard slots[token.slot].generation == token.generation else { continue }
                slots[token.slot].handler?.ready(readiness)
            }
        }
    }

    private func tick() {
        readClocks()
        wheel.advance(to: now / tickNanoseconds, due: &dueSlots)
        for slot in dueSlots { slots[slot].handler?.deadlinePassed() }
        dueSlots.removeAll(keepingCapacity: true)
    }

    private func readClocks() {
        now = LoopClock.coarseNanoseconds()
        wallSeconds = LoopClock.wallNanoseconds() / 1_000_000_000
    }
}
