import Synchronization
import Testing

@testable import Sitrep

@Suite struct SignalDutiesTests {
    /// What was done, in its order.
    private final class Diary: Sendable {
        private let held = Mutex<[String]>([])
        var lines: [String] { held.withLock { $0 } }
        func writer(_ line: String) -> @Sendable () -> Void {
            { self.held.withLock { $0.append(line) } }
        }
    }

    private enum Event { case end, reload, serving }

    @Test(arguments: [
        ([Event.end], ["ended early"]),
        ([.serving, .end], ["ended"]),
        ([.serving, .reload, .reload], ["reloaded", "reloaded"]),
        ([.reload, .end], ["ended early"]),
        ([.reload, .reload, .serving], ["reloaded"]),
        ([.reload, .serving, .reload, .end], ["reloaded", "reloaded", "ended"]),
        ([.serving], []),
    ])
    private func `ends at once while it loads, and reloads when it serves`(_ events: [Event], _ expected: [String]) {
        let diary = Diary()
        let duties = SignalDuties(untilServing: diary.writer("ended early"))
        for event in events {
            switch event {
            case .end: duties.end()
            case .reload: duties.reload()
            case .serving: duties.take(end: diary.writer("ended"), reload: diary.writer("reloaded"))
            }
        }
        #expect(diary.lines == expected)
    }
}
