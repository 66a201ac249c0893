extension RecordDecoder {
    /// A member as written to `scratch`, `"key":value` without comma.
    struct Slot: BitwiseCopyable {
        let index: Int
        let start: Int
        let end: Int
        /// Where its value stands in the source.
        let source: Int

        /// Whether its key comes before another's; keys differ, so no value is compared.
        func isBefore(_ other: Slot, in written: ByteBuffer) -> Bool {
            if index != other.index { return index < other.index }
            return unsafe written.slice(start, end - start)
                .lexicographicallyPrecedes(written.slice(other.start, other.end - other.start))
        }
    }
}
