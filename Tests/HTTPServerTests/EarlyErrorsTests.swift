import HTTP1
import Testing

@testable import HTTPServer

struct EarlyErrorsTests {
    @Test(arguments: HTTP1Error.allCases)
    func `every error of syntax has its status and a problem document`(_ error: HTTP1Error) throws {
        var errors = EarlyErrors(retryAfterSeconds: 2)
        let made = errors.answer(to: error)
        let answer = try #require(made)
        #expect(answer.status == error.statusCode)
        let head = String(decoding: answer.identity.head.bytes, as: UTF8.self)
        #expect(head.contains("Content-Type: application/problem+json\r\n"))
        let body = String(decoding: answer.identity.body, as: UTF8.self)
        #expect(body.contains("\"status\":\(error.statusCode),\"detail\":\"\(error.reason)\""))
        #expect(!body.contains("\"title\":\"\""))
        let again = errors.answer(to: error)
        #expect(again === answer)
    }

    @Test func `overload says when to come again`() throws {
        var errors = EarlyErrors(retryAfterSeconds: 7)
        let made = errors.answer(for: .overloaded)
        let answer = try #require(made)
        #expect(answer.status == 503)
        #expect(String(decoding: answer.identity.head.bytes, as: UTF8.self).contains("Retry-After: 7\r\n"))
    }

    @Test(arguments: [(.late, 408), (.methodNotImplemented, 501), (.unwritable, 500)] as [(EarlyErrors.Kind, Int)])
    func `each other kind has its status`(_ kind: EarlyErrors.Kind, _ status: Int) throws {
        var errors = EarlyErrors(retryAfterSeconds: 2)
        let made = errors.answer(for: kind)
        #expect(made?.status == status)
    }
}
