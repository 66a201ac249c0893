/// The storage of a column while it is lent: plain pointers, so that reading a value counts no references.
@safe
struct ColumnView {
    private let narrowValues: UnsafeBufferPointer<UInt32>
    private let wideValues: UnsafeBufferPointer<Int64>
    private let starts: UnsafeBufferPointer<UInt32>

    fileprivate init(
        _ narrow: UnsafeBufferPointer<UInt32>, _ wide: UnsafeBufferPointer<Int64>, _ starts: UnsafeBufferPointer<UInt32>
    ) {
        unsafe narrowValues = narrow
        unsafe wideValues = wide
        unsafe self.starts = unsafe starts
    }

    @inline(__always)
    func narrow(_ row: Int) -> UInt32 { unsafe row < narrowValues.count ? narrowValues[row] : 0 }

    @inline(__always)
    func wide(_ row: Int) -> Int64 { unsafe row < wideValues.count ? wideValues[row] : Column.noNumber }

    /// The row that a reference points to; nil when there is none.
    @inline(__always)
    func link(_ row: Int) -> Int? {
        guard unsafe row < narrowValues.count else { return nil }
        let target = unsafe narrowValues[row]
        return target == Records.none ? nil : Int(target)
    }

    /// Something of what rows hold, to have it at hand: the rows do not wait for each other.
    func look(at rows: [Int]) -> UInt64 {
        var seen: UInt64 = 0
        if unsafe !wideValues.isEmpty { for row in rows { seen ^= UInt64(bitPattern: wide(row)) } }
        if unsafe !starts.isEmpty {
            for row in rows { seen ^= UInt64(list(row).lowerBound) }
        } else if unsafe !narrowValues.isEmpty {
            for row in rows { seen ^= UInt64(narrow(row)) }
        }
        return seen
    }

    /// The places of a row's values in the narrow values.
    @inline(__always)
    func list(_ row: Int) -> Range<Int> {
        guard unsafe row < starts.count else { return 0..<0 }
        let end = unsafe row + 1 < starts.count ? Int(starts[row + 1]) : narrowValues.count
        return unsafe Int(starts[row])..<end
    }
}

/// Lends the storage of several columns at once, for as long as a piece of an answer is written.
enum ColumnLoan {
    static func with<Result>(_ columns: [Column], _ body: ([ColumnView]) -> Result) -> Result {
        var views: [ColumnView] = []
        views.reserveCapacity(columns.count)
        return lend(columns, to: &views, body)
    }

    private static func lend<Result>(
        _ columns: [Column], to views: inout [ColumnView], _ body: ([ColumnView]) -> Result
    ) -> Result {
        guard views.count < columns.count else { return body(views) }
        let column = columns[views.count]
        return unsafe column.narrow.withUnsafeBufferPointer { narrow in
            unsafe column.wide.withUnsafeBufferPointer { wide in
                unsafe column.starts.withUnsafeBufferPointer { starts in
                    unsafe views.append(ColumnView(narrow, wide, starts))
                    return lend(columns, to: &views, body)
                }
            }
        }
    }
}
