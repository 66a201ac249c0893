import Testing

@testable import ConflictData

@Suite struct PackedDateTests {
    private static let day = PackedDate.microsecondsPerDay
    private static let second = PackedDate.microsecondsPerSecond

    // MARK: Forms

    @Test(
        arguments: [
            ("1970", 0, .year), ("1970-01", 0, .month), ("1970-01-01", 0, .day), ("1970-01-01T00:00:00Z", 0, .second),
            ("2024", 1_704_067_200, .year), ("2024-11", 1_730_419_200, .month), ("2024-11-29", 1_732_838_400, .day),
            ("2024-11-29T18:00:00Z", 1_732_903_200, .second), ("2024-11-29T18:00:00z", 1_732_903_200, .instant),
            ("2024-11-29t18:00:00Z", 1_732_903_200, .instant), ("2024-11-29T18:00:00+00:00", 1_732_903_200, .instant),
            ("2024-11-29T20:30:00+02:30", 1_732_903_200, .instant),
            ("2024-11-29T13:00:00-05:00", 1_732_903_200, .instant),
            ("2024-11-30T17:59:00+23:59", 1_732_903_200, .instant),
            ("2024-11-29T18:00:00-00:00", 1_732_903_200, .instant),
            ("2024-11-29T17:59:60Z", 1_732_903_200, .instant), ("1969-12-31T23:59:59Z", -1, .second),
            ("0001-01-01", -62_135_596_800, .day), ("9999-12-31", 253_402_214_400, .day),
        ] as [(String, Int64, PackedDate.Precision)])
    func `reads every form`(_ text: String, _ seconds: Int64, _ precision: PackedDate.Precision) throws {
        let date = try #require(PackedDate(text))
        #expect(date.start == seconds * Self.second)
        #expect(date.precision == precision)
    }

    @Test(
        arguments: [
            ("2024-11-29T18:00:00.5Z", 500_000), ("2024-11-29T18:00:00.000001Z", 1),
            ("2024-11-29T18:00:00.1234567Z", 123_456),
            ("2024-11-29T18:00:00.9999999Z", 999_999), ("2024-11-29T18:00:00.0Z", 0),
            ("2024-11-29T19:00:00.25+01:00", 250_000),
        ] as [(String, Int64)])
    func `reads fractions of a second to the millionth`(_ text: String, _ microseconds: Int64) throws {
        let date = try #require(PackedDate(text))
        #expect(date.start == 1_732_903_200 * Self.second + microseconds)
        #expect(date.precision == .instant)
    }

    @Test(arguments: [
        "", "2", "24", "202", "02024", "20244", "-2024", "+2024", "0000", "0000-01-01", "2024-", "2024-1", "2024-00",
        "2024-13",
        "2024-011", "2024/11", "202411", "20241129", "2024-11-", "2024-11-0", "2024-11-00", "2024-11-31", "2024-11-9",
        "2024-11-029", "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "29-11-2024",
        "2024-11-29T",
        "2024-11-29 18:00:00Z", "2024-11-29T18", "2024-11-29T18:00", "2024-11-29T18:00Z", "2024-11-29T18:00:00",
        "2024-11-29T24:00:00Z", "2024-11-29T18:60:00Z", "2024-11-29T18:00:61Z", "2024-11-29T18:00:00.Z",
        "2024-11-29T18:00:00,5Z",
        "2024-11-29T18:00:00+2:00", "2024-11-29T18:00:00+0200", "2024-11-29T18:00:00+02", "2024-11-29T18:00:00+24:00",
        "2024-11-29T18:00:00+02:60", "2024-11-29T18:00:00ZZ", "2024-11-29T18:00:00Z ", " 2024-11-29", "2024-11-29\n",
        "2024-11-29T18:00:00 02:00", "٢٠٢٤", "２０２４", "2024-W48", "2024-334", "2024-11-29T18:00:00Zulu", "yesterday",
    ])
    func `refuses every other form`(_ text: String) {
        #expect(PackedDate(text) == nil)
    }

    @Test(arguments: ["2000-02-29", "2024-02-29", "1600-02-29", "0004-02-29"])
    func `knows leap years`(_ text: String) {
        #expect(PackedDate(text)?.text == text)
    }

    // MARK: Calendar

    /// Day by day through all years, as one counts on one's fingers.
    @Test func `agrees with a calendar that counts`() {
        let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // Year 1 begins 719,162 days before 1970; five spans see every rule of leap years, far and near.
        for (firstYear, firstDay) in [(1, -719_162), (1600, -135_140), (1896, -27_028), (1970, 0), (1996, 9496)] {
            var number = Int64(firstDay)
            for year in Int64(firstYear)..<Int64(firstYear) + 110 {
                let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
                for month in Int64(1)...12 {
                    let length = lengths[Int(month) - 1] + (isLeap && month == 2 ? 1 : 0)
                    #expect(PackedDate.daysInMonth(year: year, month: month) == length)
                    for day in 1...length {
                        guard PackedDate.day(year: year, month: month, day: day) == number,
                            PackedDate.civil(fromDay: number) == (year, month, day)
                        else {
                            Issue.record("\(year)-\(month)-\(day) is day \(number)")
                            return
                        }
                        number += 1
                    }
                }
            }
        }
    }

    // MARK: Intervals

    @Test(arguments: [
        ("2024", "2025"), ("2023", "2024"), ("1969", "1970"), ("2024-11", "2024-12"), ("2024-12", "2025-01"),
        ("2024-02", "2024-03"), ("1900-02", "1900-03"), ("1969-12", "1970-01"), ("2024-11-29", "2024-11-30"),
        ("2024-12-31", "2025-01-01"), ("0001", "0002"),
    ])
    func `ends one instant before the next begins`(_ text: String, _ next: String) throws {
        #expect(try #require(PackedDate(text)).last + 1 == (try #require(PackedDate(next)).start))
    }

    @Test(arguments: ["2024-11-29T18:00:00Z", "2024-11-29T18:00:00.5+02:00"])
    func `is one instant when it is exact`(_ text: String) throws {
        let date = try #require(PackedDate(text))
        #expect(date.last == date.start)
    }

    @Test func `orders by first instant, then from coarse to fine`() throws {
        let texts = [
            "1969-12-31T23:59:59Z", "1970", "1970-01", "1970-01-01", "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.000001Z",
            "2024-11-29", "2024-11-29T01:00:00+01:00", "2024-11-29T00:00:01Z", "2024-12",
        ]
        let dates = try texts.map { try #require(PackedDate($0)) }
        #expect(dates.sorted() == dates)
        #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 })
    }

    // MARK: Text

    @Test(arguments: [
        "2024", "0001", "2024-01", "2024-12-09", "0999-10-10", "9999-12-31", "2024-11-29T00:00:00Z",
        "2024-11-29T23:59:59Z",
        "1969-12-31T23:59:59Z", "0001-01-01T00:00:01Z",
    ])
    func `writes its own forms as they were read`(_ text: String) throws {
        let date = try #require(PackedDate(text))
        #expect(date.text == text)
        #expect(date.precision != .instant)
    }

    @Test(arguments: [
        ("2024-11-29T20:00:00+02:00", "2024-11-29T18:00:00Z"),
        ("2024-11-29T18:00:00.50Z", "2024-11-29T18:00:00.500000Z"),
        ("2024-11-29T23:59:60Z", "2024-11-30T00:00:00Z"), ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59.900000Z"),
    ])
    func `writes other spellings in UTC`(_ text: String, _ written: String) {
        #expect(PackedDate(text)?.text == written)
    }

    /// Days, months, years and instants at random, each written and read again.
    @Test func `reads what it writes`() throws {
        var random = SeededRandom(seed: 20_241_129)
        for _ in 0..<5000 {
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let day = Int64((Double(seconds) / 86_400).rounded(.down))
            let (year, month, dayOfMonth) = PackedDate.civil(fromDay: day)
            for date in [
                PackedDate(start: seconds * Self.second, precision: .second),
                PackedDate(start: day * Self.day, precision: .day),
                PackedDate(start: PackedDate.day(year: year, month: month, day: 1) * Self.day, precision: .month),
                PackedDate(start: PackedDate.day(year: year, month: 1, day: 1) * Self.day, precision: .year),
            ] {
                #expect(PackedDate(date.text) == date)
                #expect(date.start <= date.last)
            }
            #expect((1...12).contains(month) && (1...31).contains(dayOfMonth))
        }
    }
}
