package import Dispatch
internal import Synchronization

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
/// Dispatch takes two threads and several system calls to tell of an event. So once the source has told of one, the loop
/// waits for the next by itself, on the thread that it has got, and gives the queue its turn when nothing has come for a
/// tick and whenever somebody has given it a block.
///
/// Everything but `perform`, `performAndWait`, `start` and `stop` is called on the queue only.
///
/// `@unchecked Sendable`: the stored constants are immutable or atomic, and every variable is touched only by blocks on
/// the serial `queue` (the two sources deliver there, the others enter it), so no two threads ever reach one at a time.
package final class EventLoop: @unchecked Sendable {
    /// A handler's place in the loop; given back by `unregister`.
    package struct Registration {
        fileprivate let token: Poller.Token
        fileprivate let descriptor: Int32

        /// The index of the place; unique among those registered now.
        package var slot: Int { token.slot }
    }

    /// No slot has so high a place.
    private static let bellToken = Poller.Token(slot: Int(UInt32.max), generation: 0)

    private struct Slot {
        var generation: UInt32 = 0
        var handler: (any EventHandler)?
    }

    /// Deadlines are kept to this grain; four wake-ups a second cost an idle server nothing one could measure.
    package static let tickMilliseconds = 250

    private let queue: DispatchQueue
    /// Blocks that the queue was given and has not begun. Who gives one counts first and then looks whether the loop
    /// waits; the loop first says that it waits and then looks for blocks, so that one of the two sees the other.
    private let blockCount = Atomic<Int>(0)
    private let isWaiting = Atomic<Bool>(false)
    private let bell: Bell
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
    /// When the loop ticks by itself; the timer is for when it waits for its source.
    private var nextTick: UInt64

    /// - Parameter tickMilliseconds: the grain of deadlines; tests take a small one.
    package init(label: String, tickMilliseconds: Int = EventLoop.tickMilliseconds) throws(TransportError) {
        poller = try Poller()
        bell = try Bell()
        try poller.add(bell.descriptor, token: Self.bellToken, interest: .readable)
        queue = DispatchQueue(label: label)
        tickNanoseconds = UInt64(tickMilliseconds) * 1_000_000
        wheel = DeadlineWheel(currentTick: LoopClock.coarseNanoseconds() / tickNanoseconds)
        nextTick = LoopClock.coarseNanoseconds() + tickNanoseconds
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
        perform {
            self.readSource.cancel()
            self.timer.cancel()
        }
    }

    /// Runs a block on the queue, after those that were given before.
    package func perform(_ block: @escaping @Sendable () -> Void) {
        announceBlock()
        queue.async {
            self.blockCount.subtract(1, ordering: .relaxed)
            block()
        }
    }

    /// The same after a while.
    package func perform(at deadline: DispatchTime, _ block: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: deadline) { self.perform(block) }
    }

    /// Runs a block on the queue while the caller waits; not for the queue itself.
    package func performAndWait<Result>(_ block: () -> Result) -> Result {
        announceBlock()
        return queue.sync {
            blockCount.subtract(1, ordering: .relaxed)
            return block()
        }
    }

    private func announceBlock() {
        blockCount.add(1, ordering: .sequentiallyConsistent)
        if isWaiting.load(ordering: .sequentiallyConsistent) { bell.ring() }
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
        readClocks()
        while true {
            let count = wait(milliseconds: now < nextTick ? Int32((nextTick - now) / 1_000_000) + 1 : 0)
            readClocks()
            for index in 0..<count {
                let (token, readiness) = poller[index]
                if token == Self.bellToken {
                    bell.silence()
                } else if slots[token.slot].generation == token.generation {
                    slots[token.slot].handler?.ready(readiness)
                }
            }
            if now >= nextTick { tick() }
            if count == 0 { return }
        }
    }

    /// How many events there are, after a wait if need be; none when the queue has blocks to run, or nothing came until
    /// the next tick. A block that was given meanwhile runs first, since what its giver knows of it may be the cause of an
    /// event; events stay in the set until they are told of.
    private func wait(milliseconds: Int32) -> Int {
        isWaiting.store(true, ordering: .sequentiallyConsistent)
        defer { isWaiting.store(false, ordering: .relaxed) }
        guard hasNoBlocks else { return 0 }
        let count = poller.poll(milliseconds: milliseconds)
        return hasNoBlocks ? count : 0
    }

    private var hasNoBlocks: Bool { blockCount.load(ordering: .sequentiallyConsistent) == 0 }

    private func tick() {
        readClocks()
        nextTick = now + tickNanoseconds
        wheel.advance(to: now / tickNanoseconds, due: &dueSlots)
        for slot in dueSlots { slots[slot].handler?.deadlinePassed() }
        dueSlots.removeAll(keepingCapacity: true)
    }

    private func readClocks() {
        now = LoopClock.coarseNanoseconds()
        wallSeconds = LoopClock.wallNanoseconds() / 1_000_000_000
    }
}
