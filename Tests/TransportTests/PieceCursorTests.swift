import CLinux
import Glibc
import Testing

@testable import Transport

@Suite struct PieceCursorTests {
    /// The runs in which a cursor hands out these pieces, each run taken whole.
    private func runs(of texts: [String], atMost limit: Int) -> [String] {
        let bytes = texts.map { Array($0.utf8) }
        let memory = unsafe bytes.map { piece in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(piece.count, 1), alignment: 1)
            unsafe copy.copyBytes(from: piece)
            return unsafe copy
        }
        defer { for index in unsafe memory.indices { unsafe memory[index].deallocate() } }
        var pieces = unsafe zip(memory, bytes).map { memory, piece in
            unsafe OutputPiece(iov_base: memory.baseAddress, iov_len: piece.count)
        }
        return unsafe pieces.withUnsafeMutableBufferPointer { pieces in
            var cursor = unsafe PieceCursor(pieces)
            var runs: [String] = []
            while !cursor.isAtEnd {
                let run = unsafe cursor.withNext(atMost: limit) { unsafe String(decoding: $0, as: UTF8.self) }
                cursor.advance(by: run.utf8.count)
                runs.append(run)
            }
            return runs
        }
    }

    @Test(arguments: [
        (["abcdef"], 4, ["abcd", "ef"]),
        (["ab", "cdef"], 4, ["abcd", "ef"]),
        (["ab", "cdef"], 6, ["abcdef"]),
        (["ab", "cdef"], 100, ["abcdef"]),
        (["abcd", "ef"], 4, ["abcd", "ef"]),
        (["a", "b", "", "cd", "efg"], 3, ["abc", "def", "g"]),
        (["", "ab"], 4, ["ab"]),
        (["ab", ""], 4, ["ab"]),
        ([""], 4, []),
    ])
    func `hands out runs as long as they may be, across pieces`(
        _ pieces: [String], _ limit: Int, _ expected: [String]
    ) {
        #expect(runs(of: pieces, atMost: limit) == expected)
    }
}
