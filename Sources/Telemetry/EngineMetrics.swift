/// What one loop counts.
package final class LoopMetrics: Sendable {
    package let counters = Counters()
    package let latency = LatencyHistogram()
    /// By route; the last are answers that belong to none.
    let answers: [AnswerCounters]

    init(routeCount: Int) {
        answers = (0...routeCount).map { _ in AnswerCounters() }
    }

    /// Counts an answer; on the owning loop only.
    /// - Parameter routeIndex: the place in `EngineMetrics.routeNames`; nil when the answer belongs to no route.
    package func countAnswer(routeIndex: Int?, status: Int) {
        answers[routeIndex ?? answers.count - 1].add(status: status)
    }
}

/// What all loops count: made before the engine, which adds to it, and read by whoever answers `/metrics`.
package final class EngineMetrics: Sendable {
    package let loops: [LoopMetrics]
    /// How routes are called; an answer names its route by the index.
    package let routeNames: [String]

    package init(loopCount: Int, routeNames: [String] = []) {
        self.routeNames = routeNames
        loops = (0..<loopCount).map { _ in LoopMetrics(routeCount: routeNames.count) }
    }

    /// The sum of a counter over all loops.
    package func total(of counter: Counter) -> UInt64 {
        loops.reduce(0) { $0 + $1.counters.value(of: counter) }
    }
}
