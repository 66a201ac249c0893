internal import Synchronization

/// The answers that are being worked out for one loop, or wait for it. Those that nobody waits for any more count until
/// their turn has come: a client that asks and leaves, again and again, must not fill the queue.
struct Workload {
    private let maxCount: Int
    /// Each of these may take seconds, one after the other.
    private let maxVeryLongCount: Int
    private var count = 0
    private var veryLongCount = 0

    /// - Parameter maxCount: at least 1; a sixteenth of them may be very long.
    init(maxCount: Int) {
        self.maxCount = maxCount
        maxVeryLongCount = max(maxCount / 16, 1)
    }

    var isFull: Bool { count >= maxCount }

    func hasRoom(isVeryLong: Bool) -> Bool { !isFull && (!isVeryLong || veryLongCount < maxVeryLongCount) }

    mutating func begin(isVeryLong: Bool) {
        count += 1
        if isVeryLong { veryLongCount += 1 }
    }

    mutating func end(isVeryLong: Bool) {
        count -= 1
        if isVeryLong { veryLongCount -= 1 }
    }
}

/// Tells the thread whose turn it is whether anybody still waits for the answer.
final class WorkTicket: Sendable {
    private let wanted = Atomic(true)

    var isWanted: Bool { wanted.load(ordering: .relaxed) }

    func giveBack() { wanted.store(false, ordering: .relaxed) }
}
