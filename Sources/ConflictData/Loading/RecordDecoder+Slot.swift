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

    /// Writes the members in the tables' order over what stands at `start`.
    mutating func reorder(from start: Int, firstSlot: Int) {
        let middle = scratch.count
        writeMembers(from: firstSlot, to: scratch)
        scratch.append(UInt8(ascii: "}"))
        scratch.replace(from: start, withTailFrom: middle)
    }

    /// Appends an object of the members from `firstSlot` on in the tables' order, without its closing brace.
    mutating func writeMembers(from firstSlot: Int, to text: ByteBuffer) {
        sortSlots(from: firstSlot)
        text.append(UInt8(ascii: "{"))
        for place in firstSlot..<slots.count {
            let slot = slots[place]
            if place > firstSlot { text.append(UInt8(ascii: ",")) }
            // They may stand in the same buffer, which must not move then.
            text.reserve(slot.end - slot.start)
            unsafe text.append(scratch.slice(slot.start, slot.end - slot.start))
        }
    }

    /// One by one into its place: they are few, and nearly in order.
    private mutating func sortSlots(from first: Int) {
        for end in min(first + 1, slots.count)..<slots.count {
            let slot = slots[end]
            var place = end
            while place > first, slot.isBefore(slots[place - 1], in: scratch) {
                slots[place] = slots[place - 1]
                place -= 1
            }
            slots[place] = slot
        }
    }
}
