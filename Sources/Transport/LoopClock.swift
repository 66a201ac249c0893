internal import Glibc

/// The clocks a loop goes by.
package enum LoopClock {
    /// Nanoseconds of a clock that never jumps, at the kernel's tick (1–4 ms): good for deadlines, a few nanoseconds to read.
    package static func coarseNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_MONOTONIC_COARSE) }

    /// Nanoseconds of a clock that never jumps, exact: for durations.
    package static func exactNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_MONOTONIC) }

    /// Nanoseconds since 1970 in UTC, at the kernel's tick.
    package static func wallNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_REALTIME_COARSE) }

    private static func nanoseconds(of clock: clockid_t) -> UInt64 {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "every Linux has this clock")
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
