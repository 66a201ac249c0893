import Dispatch
import Glibc
import Testing

@testable import Sitrep

@Suite struct SignalHandlingTests {
    /// Signals that mean nothing to anybody else, so that the tests' own process can take them.
    @Test(arguments: [SIGUSR1, SIGUSR2, SIGWINCH, SIGURG])
    func `hears a signal that comes at once`(_ number: Int32) {
        let handling = SignalHandling(queue: DispatchQueue(label: "test.signals"))
        let heard = DispatchSemaphore(value: 0)
        handling.on([number]) { heard.signal() }
        kill(getpid(), number)
        #expect(heard.wait(timeout: .now() + 30) == .success)
    }
}
