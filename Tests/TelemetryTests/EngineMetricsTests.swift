import Testing

@testable import Telemetry

struct EngineMetricsTests {
    private func lines(of metrics: EngineMetrics) -> [Substring] {
        var text = PrometheusText()
        metrics.write(to: &text)
        return String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
    }

    @Test func `answers are counted by route and status over all loops`() {
        let metrics = EngineMetrics(loopCount: 2, routeNames: ["/a", "/b/{id}"])
        for loop in metrics.loops { loop.countAnswer(routeIndex: 1, status: 200) }
        metrics.loops[0].countAnswer(routeIndex: 1, status: 404)
        metrics.loops[1].countAnswer(routeIndex: nil, status: 400)
        metrics.loops[1].countAnswer(routeIndex: 0, status: 299)
        let requests = lines(of: metrics).filter { $0.hasPrefix("sitrep_http_requests_total{") }
        #expect(
            requests == [
                #"sitrep_http_requests_total{route="/a",status="other"} 1"#,
                #"sitrep_http_requests_total{route="/b/{id}",status="200"} 2"#,
                #"sitrep_http_requests_total{route="/b/{id}",status="404"} 1"#,
                #"sitrep_http_requests_total{route="none",status="400"} 1"#,
            ])
    }

    @Test func `open connections are those accepted and not yet closed`() {
        let metrics = EngineMetrics(loopCount: 1)
        metrics.loops[0].counters.add(5, to: .connectionsAccepted)
        metrics.loops[0].counters.add(2, to: .connectionsClosed)
        metrics.loops[0].counters.add(7, to: .refused(.addressFull))
        #expect(lines(of: metrics).contains("sitrep_connections_open 3"))
        #expect(lines(of: metrics).contains(#"sitrep_connections_refused_total{reason="address_full"} 7"#))
    }

    @Test(arguments: DeadlineKind.allCases)
    func `every deadline is told`(_ kind: DeadlineKind) {
        let metrics = EngineMetrics(loopCount: 1)
        metrics.loops[0].counters.add(4, to: .passed(kind))
        #expect(lines(of: metrics).contains("sitrep_deadlines_passed_total{kind=\"\(kind.rawValue)\"} 4"))
    }

    @Test func `no family comes twice`() {
        let names = lines(of: EngineMetrics(loopCount: 1)).filter { $0.hasPrefix("# TYPE ") }.map {
            $0.split(separator: " ")[2]
        }
        #expect(Set(names).count == names.count)
        #expect(names.count > 10)
    }
}
