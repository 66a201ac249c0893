import Testing

@testable import HTTP

@Suite struct HTTPDateTests {
    /// 2026-11-22.
    private let now: Int64 = 1_795_305_600

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_795_391_999, "Sun, 22 Nov 2026 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] as [(Int64, String)]
    )
    func `writes and reads the fixed form`(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate.fieldValue(secondsSince1970: seconds) == text)
        #expect(HTTPDate.seconds(parsing: text, nowSeconds: now) == seconds)
    }

    @Test func `reads every day of four centuries back`() {
        for day in Int64(0)..<146_097 {
            let date = CalendarDay(daysSince1970: day)
            guard date.daysSince1970 == day, CalendarDay(year: date.year, month: date.month, day: date.day) == date
            else {
                Issue.record("day \(day) became \(date)")
                return
            }
        }
    }

    @Test(
        arguments: [
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Wed Nov 16 08:49:37 1994", 784_975_777),
            ("Sunday, 22-Nov-26 00:00:00 GMT", 1_795_305_600),
            ("Sunday, 22-Nov-76 00:00:00 GMT", 3_373_228_800),
            ("Sunday, 22-Nov-77 00:00:00 GMT", 249_004_800),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
            ("Mon, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ] as [(String, Int64)]
    )
    func `reads the obsolete forms`(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.seconds(parsing: text, nowSeconds: now) == seconds)
    }

    @Test(
        arguments: [
            "", "0", "Sun", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
            "Wed, 29 Feb 2023 00:00:00 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
            " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994  08:49:37 GMT", "Son, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sun Nov 06 08:49:37 1994 GMT", "Sun Nov 6 08:49:37 1994", "Sun, 06 Nov -994 08:49:37 GMT",
        ]
    )
    func `refuses what is no date`(_ text: String) {
        #expect(HTTPDate.seconds(parsing: text, nowSeconds: now) == nil)
    }

    @Test func `keeps to years of four digits`() {
        #expect(HTTPDate.fieldValue(secondsSince1970: -1) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.fieldValue(secondsSince1970: .max) == "Fri, 31 Dec 9999 23:59:59 GMT")
    }
}
