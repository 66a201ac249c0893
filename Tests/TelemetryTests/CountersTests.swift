import Testing

@testable import Telemetry

struct CountersTests {
    @Test func `every counter counts for itself`() {
        let counters = Counters()
        for counter in Counter.allCases { counters.add(UInt64(counter.rawValue + 1), to: counter) }
        for counter in Counter.allCases { #expect(counters.value(of: counter) == UInt64(counter.rawValue + 1)) }
    }

    @Test func `every reason of refusal has a counter of its own`() {
        #expect(Set(RefusalReason.allCases.map(Counter.refused)).count == RefusalReason.allCases.count)
    }

    @Test func `every deadline has a counter of its own`() {
        #expect(Set(DeadlineKind.allCases.map(Counter.passed)).count == DeadlineKind.allCases.count)
    }
}
