import Testing

@testable import ConflictData

/// What others call the things that have a name here.
@Suite struct BorrowedWordsTests {
    @Test(arguments: [
        ("page", ["cursor", "limit", "q"], ["cursor"]), ("_page", ["cursor"], ["cursor"]),
        ("per-page", ["limit"], ["limit"]), ("PerPage", ["limit"], ["limit"]), ("page", ["limit"], []),
        ("from", ["until", "date_start", "since"], ["since", "date_start"]),
        // What is near comes alone.
        ("limt", ["limit", "cursor"], ["limit"]), ("date", ["date_start", "on"], ["date_start"]),
        ("date", ["on", "day"], ["on", "day"]),
        ("", ["cursor"], []), ("page page", ["cursor"], []), (String(repeating: "page", count: 99), ["cursor"], []),
    ])
    func `are answered with the names that are there`(_ typed: String, _ names: [String], _ expected: [String]) {
        #expect(NearestNames.meant(by: typed, among: names, limit: 3) == expected)
    }

    @Test func `keep to the limit`() {
        #expect(NearestNames.meant(by: "from", among: ["since", "start_of", "date_start"], limit: 1) == ["since"])
    }

    @Test func `are small letters and digits, as they are looked up`() {
        for (word, names) in BorrowedWords.namesByWord {
            #expect(BorrowedWords.names(for: word, among: names, limit: 9) == names, "\(word)")
            #expect(word.allSatisfy { $0.isLowercase || $0.isNumber }, "\(word)")
        }
    }
}
