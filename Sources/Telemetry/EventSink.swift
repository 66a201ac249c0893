/// Who listens to the engine. Called on the loops' queues, several at a time: quick, non-blocking, thread-safe.
package protocol EventSink: Sendable {
    func record(_ event: ServerEvent)
}
