/// An array of numbers while it is lent: a plain pointer, so that reading one counts no references.
@safe
struct LentNumbers {
    private let values: UnsafeBufferPointer<UInt32>

    fileprivate init(_ values: UnsafeBufferPointer<UInt32>) { unsafe self.values = values }

    /// The number at a place that must be inside the array.
    @inline(__always)
    subscript(_ place: Int) -> UInt32 { unsafe values[place] }

    @inline(__always)
    subscript(_ place: UInt32) -> UInt32 { unsafe values[Int(place)] }

    /// Lends several arrays at once, for as long as `body` runs.
    static func lend<Result>(_ arrays: [[UInt32]], _ body: ([LentNumbers]) -> Result) -> Result {
        var views: [LentNumbers] = []
        return lend(arrays, to: &views, body)
    }

    private static func lend<Result>(
        _ arrays: [[UInt32]], to views: inout [LentNumbers], _ body: ([LentNumbers]) -> Result
    ) -> Result {
        guard views.count < arrays.count else { return body(views) }
        return unsafe arrays[views.count].withUnsafeBufferPointer { values in
            unsafe views.append(LentNumbers(values))
            return lend(arrays, to: &views, body)
        }
    }
}
