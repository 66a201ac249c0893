/// A column of few different values as one byte a row, to be scanned eight rows at a time.
struct CodeIndex: Sendable {
    /// The value of each code; that of code 0 is "none".
    let values: [UInt32]
    /// Of each row, and zeros up to a whole word of rows.
    let codes: [UInt8]

    /// Nil when there are more different values than a byte can tell apart.
    init?(_ column: [UInt32], none: UInt32) {
        // References to a second type stand in a table behind those to the first.
        var (plain, marked) = (0, 0)
        for value in column where value != none {
            if value & Records.secondType == 0 {
                plain = max(plain, Int(value) + 1)
            } else {
                marked = max(marked, Int(value & ~Records.secondType) + 1)
            }
        }
        var values = [none]
        var codeOfValue = [UInt8](repeating: 0, count: plain + marked)
        var codes = [UInt8](repeating: 0, count: (column.count + 63) / 64 * 64)
        for (row, value) in column.enumerated() where value != none {
            let place = value & Records.secondType == 0 ? Int(value) : plain + Int(value & ~Records.secondType)
            if codeOfValue[place] == 0 {
                guard values.count < 256 else { return nil }
                codeOfValue[place] = UInt8(values.count)
                values.append(value)
            }
            codes[row] = codeOfValue[place]
        }
        guard values.count > 1 else { return nil }
        (self.values, self.codes) = (values, codes)
    }

    /// Narrows rows to those with a value that passes.
    func keep(in rows: inout Bitmap, where passes: (UInt32) -> Bool) {
        keep(values.indices.filter { passes(values[$0]) }.map { UInt8($0) }, in: &rows)
    }

    /// Narrows rows to those that have a value.
    func keepExisting(in rows: inout Bitmap) {
        unsafe codes.withUnsafeBufferPointer { codes in
            unsafe Self.narrow(&rows, codes) { unsafe ~Self.equal(codes, $0, to: 0) }
        }
    }

    private func keep(_ wanted: [UInt8], in rows: inout Bitmap) {
        unsafe codes.withUnsafeBufferPointer { codes in
            switch wanted.count {
            case 0: rows = Bitmap(count: rows.count)
            case 1:
                let only = wanted[0]
                unsafe Self.narrow(&rows, codes) { unsafe Self.equal(codes, $0, to: only) }
            case 2...Self.manyCodes:
                unsafe Self.narrow(&rows, codes) { start in
                    var passing: UInt64 = 0
                    for code in wanted { unsafe passing |= Self.equal(codes, start, to: code) }
                    return passing
                }
            default:
                var isWanted = [Bool](repeating: false, count: 256)
                for code in wanted { isWanted[Int(code)] = true }
                unsafe isWanted.withUnsafeBufferPointer { isWanted in
                    rows.keep { unsafe isWanted[Int(codes[$0])] }
                }
            }
        }
    }

    /// From here on a table is faster than comparing with one code after the other.
    private static let manyCodes = 6

    /// Gives the start of every word of rows that has any; past the last row there are none.
    @inline(__always)
    private static func narrow(
        _ rows: inout Bitmap, _ codes: UnsafeBufferPointer<UInt8>, _ passing: (Int) -> UInt64
    ) {
        rows.removeAll(from: codes.count)
        rows.narrow { index, _ in passing(index &* 64) }
    }

    /// A bit for each of 64 rows: whether its code is that one.
    ///
    /// Eight codes are a number. Where a byte of it is zero after `^`, adding 0x7F to its low bits leaves its high bit
    /// clear; a multiplication gathers those bits in order.
    @inline(__always)
    private static func equal(_ codes: UnsafeBufferPointer<UInt8>, _ start: Int, to code: UInt8) -> UInt64 {
        let pattern = UInt64(code) &* 0x0101_0101_0101_0101
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let raw = UnsafeRawBufferPointer(codes)
        var passing: UInt64 = 0
        for group in 0..<8 {
            let eight = unsafe UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: start &+ group &* 8, as: UInt64.self))
            let other = eight ^ pattern
            let zeros = ~(((other & low) &+ low) | other | low)
            let bits = ((zeros &>> 7) &* 0x0102_0408_1020_4080) &>> 56
            passing |= bits &<< UInt64(group &* 8)
        }
        return passing
    }
}
