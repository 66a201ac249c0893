internal import Dispatch

/// Where long answers are worked out. Tests have one in which nothing happens until they say so.
protocol Workplace: Sendable {
    /// Does the work on any thread and afterwards, on the loop's queue, what the work gives back.
    func work(thenOn loop: DispatchQueue, _ work: @escaping @Sendable () -> @Sendable () -> Void)
}

/// All cores: Dispatch runs as many works at a time as there are, the others in order of arrival. A connection has one
/// request at work at most, so nobody gets more than a turn.
struct SharedWorkplace: Workplace {
    private static let queue = DispatchQueue(label: "sitrep.work", attributes: .concurrent)

    func work(thenOn loop: DispatchQueue, _ work: @escaping @Sendable () -> @Sendable () -> Void) {
        Self.queue.async {
            let rest = work()
            loop.async(execute: rest)
        }
    }
}
