import ConflictData
import Synchronization

/// One line on a terminal that says how far loading or writing got, written over in place.
final class ProgressLine: Sendable {
    /// What is done sooner needs no excuse.
    private static let patience: Duration = .seconds(1)
    static let eraseLine = "\r\u{1B}[K"

    private let start = ContinuousClock.now
    private let isShown = Mutex(false)

    /// Called from any thread.
    func show(_ progress: LoadProgress) { show(Self.text(progress)) }

    /// Shows a text instead of the last. Called from any thread.
    func show(_ text: @autoclosure () -> String) {
        guard ContinuousClock.now - start > Self.patience else { return }
        isShown.withLock { isShown in
            isShown = true
            StandardStreams.printErrorText(Self.eraseLine + text())
        }
    }

    func erase() {
        isShown.withLock { isShown in
            if isShown { StandardStreams.printErrorText(Self.eraseLine) }
            isShown = false
        }
    }

    static func text(_ progress: LoadProgress) -> String {
        let percent = progress.bytesRead * 100 / max(progress.bytesTotal, 1)
        return "Reading \(progress.bytesRead / 1_000_000) of \(progress.bytesTotal / 1_000_000) MB, \(percent) %"
    }
}
