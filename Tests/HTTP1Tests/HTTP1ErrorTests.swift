import TestSupport
import Testing

@testable import HTTP1

@Suite struct HTTP1ErrorTests {
    @Test(arguments: HTTP1Error.allCases)
    func `has a status of its kind and words of its own`(_ error: HTTP1Error) {
        #expect([400, 413, 414, 417, 431, 501, 505].contains(error.statusCode))
        #expect((error.limit == nil) == ![413, 414, 431].contains(error.statusCode) || error == .methodTooLong)
        #expect(HTTP1Error.allCases.count { $0.reason == error.reason } == 1)
    }

    @Test(arguments: HTTP1Error.allCases)
    func `is what some row of the corpus leads to`(_ error: HTTP1Error) {
        #expect(CorpusRow.all.contains { $0.expectation == .refused(status: error.statusCode, error: "\(error)") })
    }
}
