import Synchronization

/// A value that is made when it is first asked for, by one thread while others wait, and then kept.
final class OnceMade<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)

    /// The value if it was made; one that is being made is waited for.
    var made: Value? { held.withLock { $0 } }

    /// The value if it was made; nothing is waited for, so a loop may ask.
    var ready: Value? { held.withLockIfAvailable { $0 } ?? nil }

    func value(_ make: () -> Value) -> Value {
        held.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
