internal import CLinux
internal import Glibc

/// How many processors this process may use.
package enum ProcessorCount {
    /// Counts the affinity mask (`taskset`, cpusets), not the machine; at least 1.
    package static func available() -> Int {
        var set = cpu_set_t()
        let size = MemoryLayout<cpu_set_t>.size
        guard unsafe sched_getaffinity(0, size, &set) == 0 else { return 1 }
        let count = unsafe withUnsafeBytes(of: &set) { bytes in
            unsafe bytes.reduce(0) { $0 + $1.nonzeroBitCount }
        }
        return max(count, 1)
    }
}
