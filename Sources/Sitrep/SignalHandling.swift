import Dispatch
internal import Glibc

/// Turns signals into closures on a queue. The handlers live as long as this does.
final class SignalHandling {
    private var sources: [any DispatchSourceSignal] = []
    private let queue: DispatchQueue

    init(queue: DispatchQueue) {
        self.queue = queue
        // A peer that closes while we write is an ordinary outcome of that write, not a reason to end.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs the action at every one of these signals, instead of what the system would do. Whatever is sent after this
    /// returns is heard; until then the system goes on doing what it did, so that no signal is lost between the two.
    func on(_ signals: [Int32], perform action: @escaping @Sendable () -> Void) {
        let registered = DispatchGroup()
        for number in signals {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler(handler: action)
            registered.enter()
            source.setRegistrationHandler { registered.leave() }
            source.activate()
            sources.append(source)
        }
        registered.wait()
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
