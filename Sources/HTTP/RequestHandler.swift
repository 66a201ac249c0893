/// The application behind the engine: a pure function from request to response.
///
/// HEAD arrives as GET, so that both have the same fields; the engine leaves the content out.
package protocol RequestHandler: Sendable {
    /// Changes whenever stored answers stop being true; read on every request, so it must be cheap and thread-safe.
    /// New data must be in place before the number changes, or an old answer could be stored under the new one.
    var generation: UInt64 { get }
    /// Called on a loop's queue; must not block on anything but computation.
    func respond(to request: Request) -> Response
}
