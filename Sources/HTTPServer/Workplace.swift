internal import Dispatch
internal import Transport

/// Where long answers are worked out. Tests have one in which nothing happens until they say so.
protocol Workplace: Sendable {
    /// Does the work on any thread and afterwards, on the loop, what the work gives back.
    /// - Parameter isVeryLong: whether it must not take the place of other work.
    func work(isVeryLong: Bool, thenOn loop: EventLoop, _ work: @escaping @Sendable () -> @Sendable () -> Void)
}

/// All cores: Dispatch runs as many works at a time as there are, the others in order of arrival. A connection has one
/// request at work at most, so nobody gets more than a turn. What takes very long has a line of its own, in which one is at
/// work: those behind it cost no thread, and they often wait for the very thing that it makes.
struct SharedWorkplace: Workplace {
    private static let queue = DispatchQueue(label: "sitrep.work", attributes: .concurrent)

    private static let line = DispatchQueue(label: "sitrep.work.line")

    func work(isVeryLong: Bool, thenOn loop: EventLoop, _ work: @escaping @Sendable () -> @Sendable () -> Void) {
        (isVeryLong ? Self.line : Self.queue).async {
            let rest = work()
            loop.perform(rest)
        }
    }
}
