/// An array while it is lent: a plain pointer, so that reading a value counts no references.
@safe
struct Lent<Element> {
    private let values: UnsafeBufferPointer<Element>

    fileprivate init(_ values: UnsafeBufferPointer<Element>) { unsafe self.values = unsafe values }

    /// The value at a place that must be inside the array.
    @inline(__always)
    subscript(_ place: Int) -> Element { unsafe values[place] }

    @inline(__always)
    subscript(_ place: UInt32) -> Element { unsafe values[Int(place)] }

    /// Lends several arrays at once, for as long as `body` runs.
    static func lend<Result>(_ arrays: [[Element]], _ body: ([Lent]) -> Result) -> Result {
        var views: [Lent] = []
        return lend(arrays, to: &views, body)
    }

    private static func lend<Result>(
        _ arrays: [[Element]], to views: inout [Lent], _ body: ([Lent]) -> Result
    ) -> Result {
        guard views.count < arrays.count else { return body(views) }
        return arrays[views.count].lend { view in
            views.append(view)
            return lend(arrays, to: &views, body)
        }
    }
}

extension Array {
    /// Lends it for as long as `body` runs.
    func lend<Result>(_ body: (Lent<Element>) -> Result) -> Result {
        unsafe withUnsafeBufferPointer { unsafe body(Lent($0)) }
    }
}
