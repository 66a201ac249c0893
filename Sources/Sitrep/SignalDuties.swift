import Dispatch
internal import Glibc
import Synchronization

/// What signals ask of `serve`, from before it loads to its end.
///
/// While there is no server yet, TERM and INT end the program, and HUP waits for one. The system by itself would let HUP
/// end the program, and would not give TERM to process 1 of a container at all.
final class SignalDuties: Sendable {
    private struct Duties {
        var end: @Sendable () -> Void
        /// Nil while nothing is served.
        var reload: (@Sendable () -> Void)?
        /// Whether the folder may have changed since it was first read.
        var owesReload = false
    }

    private let duties: Mutex<Duties>

    /// - Parameter end: what TERM and INT do until `take`.
    init(untilServing end: @escaping @Sendable () -> Void) {
        duties = Mutex(Duties(end: end))
    }

    /// From now on there is a server. If it was asked to reload before, it is now.
    func take(end: @escaping @Sendable () -> Void, reload: @escaping @Sendable () -> Void) {
        let isOwed = duties.withLock { duties in
            defer { duties = Duties(end: end, reload: reload) }
            return duties.owesReload
        }
        if isOwed { reload() }
    }

    func end() {
        duties.withLock { $0.end }()
    }

    func reload() {
        let action = duties.withLock { duties in
            duties.owesReload = duties.reload == nil
            return duties.reload
        }
        action?()
    }

    /// Carries out what signals ask for as long as what it returns lives.
    func heeded() -> SignalHandling {
        let handling = SignalHandling(queue: DispatchQueue(label: "sitrep.signals"))
        handling.on([SIGTERM, SIGINT]) { self.end() }
        handling.on([SIGHUP]) { self.reload() }
        return handling
    }
}
