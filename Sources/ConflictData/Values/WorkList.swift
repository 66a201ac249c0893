/// A list that one worker fills and forgets over and over: memory of its own, so that no step counts references or asks
/// whether there is another owner.
@safe
struct WorkList<Element: BitwiseCopyable>: ~Copyable {
    private var elements: UnsafeMutableBufferPointer<Element>
    private(set) var count = 0

    init(capacity: Int = 16) { unsafe elements = .allocate(capacity: max(1, capacity)) }

    /// That many of one value.
    init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        unsafe elements[..<count].initialize(repeating: element)
        self.count = count
    }

    deinit { unsafe elements.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The element at a place that must be inside the list.
    @inline(__always)
    subscript(_ place: Int) -> Element {
        get {
            assert(place >= 0 && place < count)
            return unsafe elements[place]
        }
        set {
            assert(place >= 0 && place < count)
            unsafe elements[place] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if unsafe count == elements.count { grow(to: 2 * count) }
        unsafe elements[count] = element
        count &+= 1
    }

    /// Forgets all, and keeps the memory.
    @inline(__always)
    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func removeLast() {
        assert(count > 0)
        count &-= 1
    }

    /// Forgets all, and is that many of one value.
    mutating func refill(_ element: Element, count: Int) {
        if unsafe count > elements.count { grow(to: max(count, 2 * self.count)) }
        unsafe elements[..<count].initialize(repeating: element)
        self.count = count
    }

    /// Puts some of the elements in order.
    mutating func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
        assert(range.upperBound <= count)
        var slice = unsafe UnsafeMutableBufferPointer(rebasing: elements[range])
        unsafe slice.sort(by: areInOrder)
    }

    /// A copy of what is in it.
    var array: [Element] { unsafe Array(elements[..<count]) }

    @inline(never)
    private mutating func grow(to capacity: Int) {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: capacity)
        for place in 0..<count { unsafe larger[place] = elements[place] }
        unsafe elements.deallocate()
        unsafe elements = unsafe larger
    }
}
