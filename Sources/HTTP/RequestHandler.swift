/// The application behind the engine: a pure function from request to response.
package protocol RequestHandler: Sendable {
    /// Changes whenever stored answers stop being true; read on every request, so it must be cheap and thread-safe.
    var generation: UInt64 { get }
    /// Called on a loop's queue; must not block on anything but computation.
    func respond(to request: Request) -> Response
}
