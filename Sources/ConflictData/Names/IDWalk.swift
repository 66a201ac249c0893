/// Walks through ids in their order and keeps, letter by letter, how much of a word each beginning can be turned into by
/// how many edits. What ids begin with in common is looked at once, and what nothing can come of is passed over.
///
/// `edits(e)` is a set of bits: bit `i` says that the first `i` letters of the word and the letters so far are at most `e`
/// edits apart (insertions, deletions, replacements, and swaps of two neighbours, as in `EditDistance`).
struct IDWalk<Bits: FixedWidthInteger & UnsignedInteger & Sendable> {
    /// Of each byte of an id, as folded: where in the word it stands, from bit 1.
    private var places = [Bits](repeating: 0, count: 256)
    private let end: Bits
    private let all: Bits
    /// What is known behind each byte of the id at hand.
    private var stack: [Place]

    /// What is known behind some letters.
    private struct Place {
        /// For 0 to 4 edits, now and one letter before.
        var now = Edits()
        var before = Edits()
        /// Where the last letter stands in the word.
        var last: Bits = 0
        /// Whether signs have come since the last letter.
        var followsGap = false
        var isBegun = false
    }

    private struct Edits {
        var none: Bits = 0
        var one: Bits = 0
        var two: Bits = 0
        var three: Bits = 0
        var four: Bits = 0
    }

    /// Letters of the longest word there is room for.
    static var mostLetters: Int { Bits.bitWidth - 1 }

    init(to word: [UInt32]) {
        for (index, letter) in word.enumerated() where letter < 0x80 { places[Int(letter)] |= 1 << Bits(index + 1) }
        end = 1 << Bits(word.count)
        all = end | (end - 1)
        var start = Place()
        // With letters of the word left out, before there are any others.
        start.now = Edits(none: 1 & all, one: 3 & all, two: 7 & all, three: 15 & all, four: 31 & all)
        stack = Array(repeating: start, count: 130)
    }

    /// Gives each id that is at most `limit` edits from the word, and at how many.
    mutating func visit(
        _ order: IDOrder, limit: Int, _ found: (_ place: Int, _ edits: Int) -> Void
    ) {
        var place = 0
        var known = 0
        while place < order.rows.count {
            let bytes = unsafe order.bytes(place)
            var depth = known
            var isAlive = true
            while depth < bytes.count {
                isAlive = unsafe step(bytes[depth], depth, limit: limit)
                depth += 1
                guard isAlive else { break }
            }
            if isAlive {
                if let edits = edits(at: depth, limit: limit) { found(place, edits) }
                place += 1
            } else {
                place = order.end(from: place, sharing: depth)
            }
            known = place < order.rows.count ? min(Int(order.shared[place]), depth) : 0
        }
    }

    /// Gives each stretch of ids that begin with the whole word.
    mutating func visitBeginnings(
        _ order: IDOrder, _ found: (Range<Int>) -> Void
    ) {
        var place = 0
        var known = 0
        while place < order.rows.count {
            let bytes = unsafe order.bytes(place)
            var depth = known
            var isAlive = true
            while depth < bytes.count {
                isAlive = unsafe step(bytes[depth], depth, limit: 0)
                depth += 1
                guard isAlive, stack[depth].now.none & end == 0 else { break }
            }
            var next = place + 1
            if isAlive, stack[depth].now.none & end != 0 {
                next = order.end(from: place, sharing: depth)
                found(place..<next)
            } else if !isAlive {
                next = order.end(from: place, sharing: depth)
            }
            place = next
            known = place < order.rows.count ? min(Int(order.shared[place]), depth) : 0
        }
    }

    private func edits(at depth: Int, limit: Int) -> Int? {
        let now = stack[depth].now
        if now.none & end != 0 { return 0 }
        if limit > 0, now.one & end != 0 { return 1 }
        if limit > 1, now.two & end != 0 { return 2 }
        if limit > 2, now.three & end != 0 { return 3 }
        return limit > 3 && now.four & end != 0 ? 4 : nil
    }

    /// Takes one more byte behind `depth` others; whether anything can still come of it.
    @inline(__always)
    private mutating func step(_ byte: UInt8, _ depth: Int, limit: Int) -> Bool {
        var next = stack[depth]
        if IDOrder.isLetter(byte) {
            if next.followsGap { take(IDOrder.space, &next, limit: limit) }
            next.followsGap = false
            next.isBegun = true
            take(byte, &next, limit: limit)
        } else {
            next.followsGap = next.isBegun
        }
        stack[depth + 1] = next
        switch limit {
        case 0: return next.now.none != 0
        case 1: return next.now.one != 0
        case 2: return next.now.two != 0
        case 3: return next.now.three != 0
        default: return next.now.four != 0
        }
    }

    @inline(__always)
    private func take(_ letter: UInt8, _ place: inout Place, limit: Int) {
        let here = places[Int(letter)]
        let swapped = place.last & (here << 1)
        let (old, older) = (place.now, place.before)
        var new = Edits()
        new.none = (old.none << 1) & here
        if limit > 0 {
            new.one = further(old.one, old.none, new.none, older.none, here, swapped)
            if limit > 1 {
                new.two = further(old.two, old.one, new.one, older.one, here, swapped)
                if limit > 2 {
                    new.three = further(old.three, old.two, new.two, older.two, here, swapped)
                    if limit > 3 { new.four = further(old.four, old.three, new.three, older.three, here, swapped) }
                }
            }
        }
        place.before = old
        place.now = new
        place.last = here
    }

    /// What one more edit reaches: the same letter, or an edit of what fewer edits reach.
    @inline(__always)
    private func further(
        _ same: Bits, _ old: Bits, _ new: Bits, _ older: Bits, _ here: Bits, _ swapped: Bits
    ) -> Bits {
        ((same << 1) & here | old | old << 1 | new << 1 | (older << 2) & swapped) & all
    }
}
