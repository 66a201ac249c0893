import API
import HTTPTypes
import Testing

struct ErrorCodeTests {
    @Test(arguments: ErrorCode.allCases)
    func `has a client error status, a title and an explanation of its own`(_ code: ErrorCode) {
        #expect(code.status.kind == .clientError)
        #expect(code.type == "/problems/\(code.rawValue)")
        #expect(ErrorCode.allCases.filter { $0.title == code.title }.count == 1)
        #expect(code.explanation.hasSuffix("."))
        #expect(code.rawValue.utf8.allSatisfy { $0 == UInt8(ascii: "-") || ($0 >= 0x61 && $0 <= 0x7A) })
    }
}
