import Synchronization

/// A value that is made when it is first asked for, by whoever asks: two that ask at once may both make it, and one of
/// the two is kept.
final class LazyReference<Value: AnyObject & Sendable>: Sendable {
    private let stored = AtomicLazyReference<Value>()

    func value(_ make: () -> Value) -> Value { stored.load() ?? stored.storeIfNil(make()) }
}
