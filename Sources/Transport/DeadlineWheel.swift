/// Which slot is due when, in ticks. A ring of buckets, each a linked list through an array, so arming and disarming
/// cost a few stores and nothing is allocated once the table has grown.
///
/// Moving a deadline later, which every request of a kept-alive connection does, only stores the new tick: the slot stays
/// in its old bucket and is put where it belongs when that bucket comes up.
package struct DeadlineWheel: Sendable {
    private struct Entry {
        var dueTick: UInt64 = 0
        /// The tick whose bucket holds this slot; `unplaced` when none does.
        var placedTick: UInt64 = Entry.unplaced
        var next: Int32 = -1
        var previous: Int32 = -1

        static let unplaced = UInt64.max
    }

    private var entries: [Entry] = []
    /// First slot of each bucket, or -1.
    private var heads: [Int32]
    private let mask: UInt64
    /// The last tick that was worked off.
    package private(set) var currentTick: UInt64

    /// - Parameter bucketCount: a power of two; deadlines further away than that many ticks are looked at once a turn.
    package init(bucketCount: Int = 256, currentTick: UInt64 = 0) {
        precondition(bucketCount > 1 && bucketCount & (bucketCount - 1) == 0, "the bucket count is a power of two")
        heads = Array(repeating: -1, count: bucketCount)
        mask = UInt64(bucketCount - 1)
        self.currentTick = currentTick
    }

    /// Sets or moves the deadline of a slot. A tick that has passed already is due at the next tick.
    package mutating func arm(slot: Int, dueTick: UInt64) {
        while entries.count <= slot { entries.append(Entry()) }
        entries[slot].dueTick = dueTick
        if entries[slot].placedTick == Entry.unplaced {
            place(slot)
        } else if dueTick < entries[slot].placedTick {
            unplace(slot)
            place(slot)
        }
    }

    /// Forgets the deadline of a slot, if it has one.
    package mutating func disarm(slot: Int) {
        guard slot < entries.count, entries[slot].placedTick != Entry.unplaced else { return }
        unplace(slot)
    }

    /// Works off every tick up to and including `tick` and appends the slots that are due; they are disarmed.
    package mutating func advance(to tick: UInt64, due: inout [Int]) {
        // After a long sleep one turn of the ring has seen every slot.
        if tick > currentTick + mask + 1 { currentTick = tick - mask - 1 }
        while currentTick < tick {
            currentTick += 1
            var slot = Int(heads[Int(currentTick & mask)])
            while slot >= 0 {
                let next = Int(entries[slot].next)
                unplace(slot)
                if entries[slot].dueTick <= tick { due.append(slot) } else { place(slot) }
                slot = next
            }
        }
    }

    private mutating func place(_ slot: Int) {
        let tick = min(max(entries[slot].dueTick, currentTick + 1), currentTick + mask)
        let bucket = Int(tick & mask)
        let first = heads[bucket]
        entries[slot].placedTick = tick
        entries[slot].previous = -1
        entries[slot].next = first
        if first >= 0 { entries[Int(first)].previous = Int32(slot) }
        heads[bucket] = Int32(slot)
    }

    private mutating func unplace(_ slot: Int) {
        let entry = entries[slot]
        if entry.previous >= 0 {
            entries[Int(entry.previous)].next = entry.next
        } else {
            heads[Int(entry.placedTick & mask)] = entry.next
        }
        if entry.next >= 0 { entries[Int(entry.next)].previous = entry.previous }
        entries[slot].placedTick = Entry.unplaced
    }
}
