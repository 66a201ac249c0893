/// How the descriptors of the process are shared out, so that overload meets our caps, which answer, before it meets the
/// kernel's, which makes newcomers wait.
package struct DescriptorBudget: Equatable, Sendable {
    /// Standard streams, what the runtime opens, and the files of a dataset that is read again.
    private static let ownDescriptors = 24
    /// Its epoll set, listeners, and what Dispatch opens for it.
    private static let descriptorsPerLoop = 6
    /// 503 answers under way at a time on one loop, where descriptors are plenty; beyond them newcomers are closed
    /// without a word.
    private static let mostRefusalsPerLoop = 64

    /// More than a process ever has, and far from overflow.
    private static let mostDescriptors = 1 << 30

    /// Open connections that fit, at least one.
    package let maxConnections: Int
    /// The reserve for 503 answers on each loop, at least one.
    let maxRefusalsPerLoop: Int

    package init(descriptorLimit: Int, loopCount: Int) {
        let free = max(
            min(descriptorLimit, Self.mostDescriptors) - Self.ownDescriptors - loopCount * Self.descriptorsPerLoop, 2)
        // A quarter at most is kept for saying no.
        maxRefusalsPerLoop = min(max(free / 4 / loopCount, 1), Self.mostRefusalsPerLoop)
        maxConnections = max(free - maxRefusalsPerLoop * loopCount, 1)
    }
}
