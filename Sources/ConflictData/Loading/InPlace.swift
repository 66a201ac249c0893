/// A fixed number of values, each changed where it stands: no copy, no question whether there is another owner.
///
/// A plain pointer: whoever made it frees it once, when nothing uses it any more.
@safe
struct InPlace<Value: ~Copyable> {
    private let base: UnsafeMutablePointer<Value>
    let count: Int

    init(count: Int, _ make: () -> Value) {
        self.count = count
        unsafe base = UnsafeMutablePointer<Value>.allocate(capacity: count)
        for index in 0..<count { unsafe (base + index).initialize(to: make()) }
    }

    func free() {
        unsafe base.deinitialize(count: count)
        unsafe base.deallocate()
    }

    subscript(index: Int) -> Value {
        @inline(__always) _read {
            precondition(index >= 0 && index < count)
            yield unsafe base[index]
        }
        @inline(__always) nonmutating _modify {
            precondition(index >= 0 && index < count)
            yield unsafe &base[index]
        }
    }
}
