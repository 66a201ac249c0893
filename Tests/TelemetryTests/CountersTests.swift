import Testing

@testable import Telemetry

struct CountersTests {
    @Test func `every counter counts for itself`() {
        let counters = Counters()
        for counter in Counter.allCases { counters.add(UInt64(counter.rawValue + 1), to: counter) }
        for counter in Counter.allCases { #expect(counters.value(of: counter) == UInt64(counter.rawValue + 1)) }
    }

    @Test(
        arguments: [(200, .answered2xx), (304, .answered3xx), (404, .answered4xx), (503, .answered5xx)]
            as [(Int, Counter)])
    func `a status counts in its class`(_ status: Int, _ counter: Counter) {
        #expect(Counter.answered(status: status) == counter)
    }

    @Test func `every deadline has a counter of its own`() {
        #expect(Set(DeadlineKind.allCases.map(Counter.passed)).count == DeadlineKind.allCases.count)
    }
}
