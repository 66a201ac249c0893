import Testing

@testable import Telemetry

struct PrometheusTextTests {
    private func text(_ write: (inout PrometheusText) -> Void) -> String {
        var text = PrometheusText()
        write(&text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func `a family begins with its help and type`() {
        let written = text { text in
            text.family("a_total", .counter, "What \\ is\ncounted.")
            text.sample(3, ["kind": "say \"no\" \\ \n", "other": "b"])
            text.single("b_bytes", .gauge, "Held.", 18_446_744_073_709_551_615)
        }
        #expect(
            written == #"""
                # HELP a_total What \\ is\ncounted.
                # TYPE a_total counter
                a_total{kind="say \"no\" \\ \n",other="b"} 3
                # HELP b_bytes Held.
                # TYPE b_bytes gauge
                b_bytes 18446744073709551615

                """#)
    }

    @Test(
        arguments: [
            (0, "0.000000000"), (1, "0.000000001"), (1_500_000_000, "1.500000000"), (12_000_000_034, "12.000000034"),
        ] as [(UInt64, String)])
    func `seconds are exact`(_ nanoseconds: UInt64, _ seconds: String) {
        let written = text { text in
            text.family("a_seconds", .gauge, "")
            text.sample(nanoseconds: nanoseconds)
        }
        #expect(written.hasSuffix("\na_seconds \(seconds)\n"))
    }

    @Test func `buckets are cumulative and end in infinity`() {
        let histogram = LatencyHistogram()
        for nanoseconds in [1_000, 1_000, 5_000, 20_000_000_000] as [UInt64] {
            histogram.record(nanoseconds: nanoseconds)
        }
        var reading = LatencyHistogram.Reading()
        reading.add(histogram)
        let lines = text { text in
            text.family("a_seconds", .histogram, "")
            text.histogram(reading)
        }.split(separator: "\n")
        #expect(lines.contains("a_seconds_bucket{le=\"0.000001024\"} 2"))
        #expect(lines.contains("a_seconds_bucket{le=\"8.589934592\"} 3"))
        #expect(
            lines.suffix(3) == ["a_seconds_bucket{le=\"+Inf\"} 4", "a_seconds_sum 20.000007000", "a_seconds_count 4"])
    }
}
