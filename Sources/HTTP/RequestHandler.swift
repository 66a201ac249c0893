/// The application behind the engine: a pure function from request to response.
///
/// HEAD arrives as GET, so that both have the same fields; the engine leaves the content out.
package protocol RequestHandler: Sendable {
    /// Changes whenever stored answers stop being true; read on every request, so it must be cheap and thread-safe.
    /// New data must be in place before the number changes, or an old answer could be stored under the new one.
    var generation: UInt64 { get }
    /// Whether the answer may take so long that other connections should not wait for it. Called on a loop's queue for
    /// each request that has no stored answer, so it must be cheap.
    func takesLong(_ request: Request) -> Bool
    /// Whether the answer may take so long that not even other long answers should wait for it; those are worked out one
    /// at a time. Asked only about requests that take long.
    func takesVeryLong(_ request: Request) -> Bool
    /// Called on a loop's queue, or on another thread when the answer takes long; must not block on anything but
    /// computation.
    func respond(to request: Request) -> Response
}

extension RequestHandler {
    /// Most handlers answer at once.
    package func takesLong(_ request: Request) -> Bool { false }

    package func takesVeryLong(_ request: Request) -> Bool { false }
}
