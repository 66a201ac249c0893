import Glibc

/// A growable run of plain values outside Swift's arrays: it is grown in place where the system can, and an append asks
/// for neither uniqueness nor exclusive access.
@safe
struct PlainRun<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>?
    private(set) var count = 0
    private var capacity = 0

    init() { unsafe base = nil }

    deinit { unsafe free(base) }

    var isEmpty: Bool { count == 0 }

    var values: UnsafeBufferPointer<Element> { unsafe UnsafeBufferPointer(start: base, count: count) }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < count)
            return unsafe base.unsafelyUnwrapped[index]
        }
        @inline(__always) set {
            precondition(index >= 0 && index < count)
            unsafe base.unsafelyUnwrapped[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ value: Element) {
        if count == capacity { grow(to: count + 1) }
        unsafe base.unsafelyUnwrapped[count] = value
        count += 1
    }

    /// Appends values, and one value until so many are added; lends what was added of the first.
    mutating func append(
        _ new: UnsafeBufferPointer<Element>, filledUpTo size: Int, with value: Element,
        _ body: (UnsafeMutableBufferPointer<Element>) -> Void
    ) {
        precondition(new.count <= size)
        let start = count
        resize(to: start + size)
        guard size > 0, let base = unsafe base else { return }
        let added = unsafe UnsafeMutableBufferPointer(start: base + start, count: new.count)
        if let from = new.baseAddress { unsafe (base + start).update(from: from, count: new.count) }
        unsafe body(added)
        unsafe (base + start + new.count).update(repeating: value, count: size - new.count)
    }

    /// Makes it so long; what is new has any values.
    mutating func resize(to newCount: Int) {
        if capacity < newCount { grow(to: newCount) }
        count = newCount
    }

    /// Drops what stands after the first `newCount`.
    mutating func truncate(to newCount: Int) { count = min(count, max(0, newCount)) }

    @inline(never)
    private mutating func grow(to least: Int) {
        capacity = max(64, capacity * 2, least)
        guard let new = unsafe realloc(base, capacity * MemoryLayout<Element>.stride) else {
            preconditionFailure("out of memory for \(capacity) values")
        }
        unsafe base = new.assumingMemoryBound(to: Element.self)
    }
}
