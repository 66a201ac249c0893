import Glibc

@testable import ConflictData

/// A text whose last byte of padding is the last byte of a page, before a page that nobody may touch: a scanner that
/// reads further than it was promised ends the test run.
@safe
final class GuardedText {
    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int
    private let start: UnsafeMutablePointer<UInt8>
    private let count: Int

    init?(_ bytes: [UInt8]) {
        let pageBytes = Int(sysconf(Int32(_SC_PAGESIZE)))
        let needed = bytes.count + PaddedText.padding
        let before = (needed + pageBytes - 1) / pageBytes * pageBytes
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        guard let mapping = unsafe mmap(nil, before + pageBytes, PROT_READ | PROT_WRITE, flags, -1, 0),
            unsafe mapping != MAP_FAILED, unsafe mprotect(mapping + before, pageBytes, PROT_NONE) == 0
        else { return nil }
        unsafe self.mapping = unsafe mapping
        mappedBytes = before + pageBytes
        count = bytes.count
        unsafe start = unsafe (mapping + before - needed).assumingMemoryBound(to: UInt8.self)
        for (index, byte) in bytes.enumerated() { unsafe start[index] = byte }
    }

    deinit { unsafe _ = munmap(mapping, mappedBytes) }

    /// What keeps the text from being one JSON value, or nil.
    func fault() -> JSONFault? {
        var scanner = unsafe JSONScanner(paddedBytes: start, count: count)
        do throws(JSONFault) {
            scanner.skipWhitespace()
            try scanner.scanValue(depth: 0, into: nil)
            scanner.skipWhitespace()
            return scanner.isAtEnd ? nil : scanner.fault("nothing may follow here, found \(scanner.found)")
        } catch {
            return error
        }
    }
}
