import Glibc
import TestSupport
import Testing

@testable import HTTP1

/// Parses with the end of the input flush against a page that must not be read: one byte too far ends the process.
@Suite struct ProtectedPageTests {
    @Test func `never reads past the end, wherever the input is cut`() throws {
        let pageBytes = Int(getpagesize())
        let roomBytes = (HTTP1Limits().maxHeadBytes / pageBytes + 1) * pageBytes
        let (access, kind) = (PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS)
        let mapping = unsafe mmap(nil, roomBytes + pageBytes, access, kind, -1, 0)
        let start = try unsafe #require(mapping != MAP_FAILED ? mapping : nil)
        defer { unsafe munmap(start, roomBytes + pageBytes) }
        try unsafe #require(mprotect(start + roomBytes, pageBytes, PROT_NONE) == 0)
        let end = unsafe (start + roomBytes).assumingMemoryBound(to: UInt8.self)

        for row in CorpusRow.all where row.bytes.count <= 2000 {
            for count in 0...row.bytes.count {
                let input = unsafe UnsafeMutableBufferPointer(start: end - count, count: count)
                _ = unsafe input.update(from: row.bytes.prefix(count))
                let outcome = unsafe try? RequestParser.parseHead(
                    Span(_unsafeElements: UnsafeBufferPointer(input)), alreadyScanned: 0, limits: HTTP1Limits()
                )
                if case .complete(_, let consumed) = outcome {
                    #expect(consumed <= count)
                }
            }
        }
    }
}
