internal import Glibc

/// Asks again and again until it is so; false when it has not become so in time. Only for what another process does.
package func eventually(withinSeconds: Int = 20, _ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(withinSeconds)
    while ContinuousClock.now < deadline {
        if try condition() { return true }
        usleep(5000)
    }
    return false
}
