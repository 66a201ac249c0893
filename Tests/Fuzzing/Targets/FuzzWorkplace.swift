import Synchronization
import Transport

@testable import HTTPServer

/// Long answers come when the script says so, the last one asked for first.
final class FuzzWorkplace: Workplace {
    private let waiting = Mutex<[@Sendable () -> @Sendable () -> Void]>([])

    func work(isVeryLong: Bool, thenOn loop: EventLoop, _ work: @escaping @Sendable () -> @Sendable () -> Void) {
        waiting.withLock { $0.append(work) }
    }

    /// Does one work; false when there is none.
    func doOne() -> Bool {
        guard let work = waiting.withLock({ $0.popLast() }) else { return false }
        work()()
        return true
    }
}
