extension Span<UInt8> {
    /// Whether these very bytes stand at `offset`; false when fewer are left.
    @inline(__always)
    func matches(_ text: StaticString, at offset: Int) -> Bool {
        guard count - offset >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where unsafe self[offset + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether `range` is this word in any case. `lowercased` may hold letters, digits and `-` only: for those,
    /// setting one bit makes capitals small and leaves the rest alone.
    @inline(__always)
    func equals(_ lowercased: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == lowercased.utf8CodeUnitCount else { return false }
        for index in 0..<lowercased.utf8CodeUnitCount
        where unsafe self[range.lowerBound + index] | 0x20 != lowercased.utf8Start[index] {
            return false
        }
        return true
    }

    /// Calls `body` with each element of a comma-separated list (RFC 9110 §5.6.1), without whitespace around it.
    /// Empty elements are passed over. Not for lists whose elements may hold quoted commas.
    @inline(__always)
    func forEachElement<Failure: Error>(
        ofList list: Range<Int>,
        _ body: (Range<Int>) throws(Failure) -> Void
    ) throws(Failure) {
        var start = list.lowerBound
        while start < list.upperBound {
            var end = start
            while end < list.upperBound, self[end] != UInt8(ascii: ",") { end += 1 }
            let element = trimmingWhitespace(in: start..<end)
            if !element.isEmpty {
                try body(element)
            }
            start = end + 1
        }
    }

    @inline(__always)
    func trimmingWhitespace(in range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, ByteClasses.isWhitespace(self[start]) { start += 1 }
        while end > start, ByteClasses.isWhitespace(self[end - 1]) { end -= 1 }
        return start..<end
    }
}
