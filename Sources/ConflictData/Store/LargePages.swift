import Glibc

/// Memory in pages of two megabytes.
///
/// A page of an answer reads a few bytes each from all over the columns. In small pages nearly each of these reads waits
/// twice: first for the system's table that says where the page is, then for the bytes.
enum LargePages {
    private static let pageBytes: UInt = 2 << 20
    /// MADV_COLLAPSE of Linux 6.1: moves what is there into large pages, at once and without taking more memory.
    private static let collapse: Int32 = 25

    /// Moves what lies in whole large pages. Where the system cannot, it all stays as it is.
    static func hold(_ memory: UnsafeRawBufferPointer) {
        guard let base = memory.baseAddress else { return }
        let first = (UInt(bitPattern: base) + pageBytes - 1) / pageBytes * pageBytes
        let end = (UInt(bitPattern: base) + UInt(memory.count)) / pageBytes * pageBytes
        guard first < end else { return }
        unsafe _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), collapse)
    }

    static func hold<Element>(_ array: [Element]) {
        unsafe array.withUnsafeBytes { unsafe hold($0) }
    }
}

extension Records {
    /// Moves columns and symbols into large pages. It takes a while: a quarter of a second for half a gigabyte.
    func holdInLargePages() {
        for column in columns {
            LargePages.hold(column.narrow)
            LargePages.hold(column.wide)
            LargePages.hold(column.starts)
        }
        for rows in links + parents + firstRows { LargePages.hold(rows) }
        for references in texts { LargePages.hold(references) }
        symbols.holdInLargePages()
    }
}
