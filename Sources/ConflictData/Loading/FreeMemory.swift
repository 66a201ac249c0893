import CMalloc

/// What malloc holds that nobody uses.
enum FreeMemory {
    /// glibc sets its heaps up when it is first asked for something, and marks itself ready before it is. A program under the
    /// address sanitizer never asks it for memory, so two threads that trim at once would be the first to ask, and one of
    /// them would walk heaps that are not there yet.
    private static let isReady: Bool = malloc_trim(0) >= 0

    /// Gives it back to the system; from any thread.
    static func giveBack() {
        _ = isReady
        malloc_trim(0)
    }

    /// Sets one of malloc's parameters; from any thread.
    static func set(_ parameter: Int32, _ value: Int32) {
        _ = isReady
        _ = mallopt(parameter, value)
    }
}
