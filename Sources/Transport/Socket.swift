internal import Glibc

/// The one owner of a socket descriptor. It is closed by `close()`, which consumes it; losing it unclosed is a fault of
/// ours and stops a debug build.
package struct Socket: ~Copyable {
    /// Valid as long as this value lives; never close it by hand.
    package let descriptor: Int32

    /// Takes ownership of an open descriptor.
    package init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        assertionFailure("a socket was dropped without being closed")
    }

    /// Closes the descriptor. Never retried: Linux has freed the number even when it reports EINTR.
    package consuming func close() {
        let result = Glibc.close(descriptor)
        precondition(result == 0 || errno != EBADF, "a socket was closed twice")
        discard self
    }
}
