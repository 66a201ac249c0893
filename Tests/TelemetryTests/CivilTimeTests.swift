import Testing

@testable import Telemetry

struct CivilTimeTests {
    @Test(
        arguments: [
            (0, [1970, 1, 1, 0, 0, 0]), (951_782_400, [2000, 2, 29, 0, 0, 0]),
            (951_868_799, [2000, 2, 29, 23, 59, 59]),
            (4_107_542_400, [2100, 3, 1, 0, 0, 0]), (1_795_364_460, [2026, 11, 22, 16, 21, 0]),
        ] as [(UInt64, [Int])])
    func `counts days as the calendar does`(_ seconds: UInt64, _ parts: [Int]) {
        let time = CivilTime(secondsSince1970: seconds)
        #expect([time.year, time.month, time.day, time.hour, time.minute, time.second] == parts)
    }
}
