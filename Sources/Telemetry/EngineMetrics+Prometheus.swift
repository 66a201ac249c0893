/// The families of the engine.
extension EngineMetrics {
    package func write(to text: inout PrometheusText) {
        writeConnections(to: &text)
        writeRequests(to: &text)
        writeDeadlines(to: &text)
        writeHandshakes(to: &text)
    }

    private func writeConnections(to text: inout PrometheusText) {
        let accepted = total(of: .connectionsAccepted)
        text.single(
            "sitrep_connections_accepted_total", .counter, "Connections that were let in.", accepted)
        text.family(
            "sitrep_connections_refused_total", .counter,
            "Connections that were turned away with 503 or without a word.")
        for reason in RefusalReason.allCases { text.sample(total(of: .refused(reason)), ["reason": reason.rawValue]) }
        // What is accepted and closed between the two readings must not make it negative.
        text.single(
            "sitrep_connections_open", .gauge, "Connections that are open now.",
            accepted - min(accepted, total(of: .connectionsClosed)))
        text.single(
            "sitrep_accepting_paused_total", .counter,
            "Times that descriptors ran out, so that newcomers had to wait in the kernel.", total(of: .acceptingPaused))
        text.single("sitrep_received_bytes_total", .counter, "Bytes read from clients.", total(of: .bytesIn))
        text.single(
            "sitrep_sent_bytes_total", .counter, "Bytes handed to the kernel for clients.", total(of: .bytesOut))
    }

    private func writeRequests(to text: inout PrometheusText) {
        text.family(
            "sitrep_http_requests_total", .counter, "Answers by route and status; route \"none\" is for no route's.")
        for (index, name) in (routeNames + ["none"]).enumerated() {
            for (status, count) in answers(ofRoute: index) { text.sample(count, ["route": name, "status": status]) }
        }
        text.single(
            "sitrep_http_malformed_requests_total", .counter, "Requests that could not be read.",
            total(of: .requestsMalformed))
        text.single(
            "sitrep_http_requests_shed_total", .counter, "Requests answered 503 because too much output was unsent.",
            total(of: .requestsShed))
        text.family(
            "sitrep_http_request_duration_seconds", .histogram,
            "From the complete head of a request to its answer being with the kernel or queued behind a slow reader.")
        var reading = LatencyHistogram.Reading()
        for loop in loops { reading.add(loop.latency) }
        text.histogram(reading)
        text.family(
            "sitrep_response_cache_requests_total", .counter,
            "Requests that a stored answer could serve, by whether it did.")
        text.sample(total(of: .cacheHits), ["result": "hit"])
        text.sample(total(of: .cacheMisses), ["result": "miss"])
    }

    private func writeDeadlines(to text: inout PrometheusText) {
        text.family("sitrep_deadlines_passed_total", .counter, "Connections ended by a deadline, by its kind.")
        for kind in DeadlineKind.allCases { text.sample(total(of: .passed(kind)), ["kind": kind.rawValue]) }
    }

    private func writeHandshakes(to text: inout PrometheusText) {
        text.family("sitrep_tls_handshakes_total", .counter, "TLS handshakes that succeeded, by version.")
        text.sample(total(of: .handshakesTLS12), ["version": "1.2"])
        text.sample(total(of: .handshakesTLS13), ["version": "1.3"])
        text.single(
            "sitrep_tls_handshakes_resumed_total", .counter, "Those that a session ticket made cheap.",
            total(of: .handshakesResumed))
        text.family("sitrep_tls_handshake_failures_total", .counter, "TLS handshakes that failed, by the reason.")
        for kind in TLSFailureKind.allCases {
            text.sample(total(of: .failedHandshake(kind)), ["reason": kind.rawValue])
        }
    }

    /// The statuses that a route has answered with so far, and how often.
    private func answers(ofRoute index: Int) -> [(status: String, count: UInt64)] {
        var totals = [UInt64](repeating: 0, count: AnswerCounters.statuses.count + 1)
        for loop in loops { loop.answers[index].add(to: &totals) }
        let statuses = AnswerCounters.statuses.map(String.init) + ["other"]
        return zip(statuses, totals).filter { $0.1 > 0 }.map { (status: $0.0, count: $0.1) }
    }
}
