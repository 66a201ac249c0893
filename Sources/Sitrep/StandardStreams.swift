internal import Glibc

/// Whole lines to standard output and standard error, unbuffered: a reader of a pipe sees each as soon as it is written.
enum StandardStreams {
    static func printLine(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }
    /// Writes a text that has its own line ends.
    static func printText(_ text: String) { write(text, to: STDOUT_FILENO) }
    static func printError(_ line: String) { write(line + "\n", to: STDERR_FILENO) }
    /// Writes as is, without a line break, for a progress line that is written over.
    static func printErrorText(_ text: String) { write(text, to: STDERR_FILENO) }

    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Nobody is left to tell when the stream itself is gone, so a failed write ends quietly.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                return
            }
        }
    }
}
