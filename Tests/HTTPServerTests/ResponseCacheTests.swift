import HTTP
import HTTPTypes
import Testing

@testable import HTTPServer

struct ResponseCacheTests {
    private func answer(_ text: String, bytes: Int = 10) throws -> ReadyAnswer {
        let body = Array(text.utf8) + [UInt8](repeating: 0x20, count: bytes)
        return try #require(ReadyAnswer(Response(status: .ok, body: .bytes(body)), isKept: true))
    }

    private func withKey<Result>(
        _ target: String, _ accept: String, _ body: (ResponseCache.Key) throws -> Result
    ) rethrows -> Result {
        try unsafe Array(target.utf8).withUnsafeBufferPointer { target in
            try unsafe Array(accept.utf8).withUnsafeBufferPointer { accept in
                try unsafe body(ResponseCache.Key(target: target, accept: accept))
            }
        }
    }

    private func find(_ cache: ResponseCache, _ target: String, _ accept: String, _ generation: UInt64) -> ReadyAnswer?
    {
        unsafe withKey(target, accept) { unsafe cache.answer(for: $0, generation: generation) }
    }

    private func store(
        _ cache: ResponseCache, _ answer: ReadyAnswer, _ target: String, _ accept: String, _ generation: UInt64
    ) {
        unsafe withKey(target, accept) { unsafe cache.store(answer, for: $0, generation: generation) }
    }

    @Test func `finds an answer under exactly its target and Accept`() throws {
        let cache = ResponseCache(maxBytes: 100_000, maxAnswerBytes: 10_000)
        #expect(find(cache, "/a", "*/*", 1) == nil)
        let json = try answer("json")
        let csv = try answer("csv")
        store(cache, json, "/a", "*/*", 1)
        store(cache, csv, "/a", "text/csv", 1)
        #expect(find(cache, "/a", "*/*", 1) === json)
        #expect(find(cache, "/a", "text/csv", 1) === csv)
        #expect(find(cache, "/a", "", 1) == nil)
        #expect(find(cache, "/a*", "/*", 1) == nil)
        #expect(find(cache, "/b", "*/*", 1) == nil)
    }

    @Test func `another generation forgets everything`() throws {
        let cache = ResponseCache(maxBytes: 100_000, maxAnswerBytes: 10_000)
        _ = find(cache, "/a", "", 1)
        store(cache, try answer("old"), "/a", "", 1)
        #expect(find(cache, "/a", "", 2) == nil)
        #expect(cache.byteCount == 0)
        store(cache, try answer("late"), "/a", "", 1)
        #expect(find(cache, "/a", "", 2) == nil)
    }

    @Test func `the same key holds one answer`() throws {
        let cache = ResponseCache(maxBytes: 100_000, maxAnswerBytes: 10_000)
        let second = try answer("second")
        _ = find(cache, "/a", "", 1)
        store(cache, try answer("first"), "/a", "", 1)
        let bytes = cache.byteCount
        store(cache, second, "/a", "", 1)
        #expect(find(cache, "/a", "", 1) === second)
        #expect(cache.byteCount <= bytes + 1)
    }

    @Test func `stays within its bytes under random targets and keeps what is used`() throws {
        let cache = ResponseCache(maxBytes: 200_000, maxAnswerBytes: 10_000)
        let popular = try answer("popular")
        _ = find(cache, "/popular", "", 1)
        store(cache, popular, "/popular", "", 1)
        for number in 0..<2000 {
            store(cache, try answer("\(number)", bytes: 500), "/\(number)", "", 1)
            #expect(cache.byteCount <= 200_000)
            #expect(find(cache, "/popular", "", 1) === popular)
        }
    }

    @Test func `an answer beyond the bound of one is not stored`() throws {
        let cache = ResponseCache(maxBytes: 100_000, maxAnswerBytes: 1000)
        _ = find(cache, "/a", "", 1)
        store(cache, try answer("big", bytes: 2000), "/a", "", 1)
        #expect(find(cache, "/a", "", 1) == nil)
    }

    @Test func `without room nothing is stored`() throws {
        let cache = ResponseCache(maxBytes: 0, maxAnswerBytes: 1000)
        _ = find(cache, "/a", "", 1)
        store(cache, try answer("x"), "/a", "", 1)
        #expect(find(cache, "/a", "", 1) == nil)
        #expect(cache.byteCount == 0)
    }

    @Test(
        arguments: [
            (.ok, .untilGenerationChanges, true), (.notFound, .untilGenerationChanges, true), (.ok, .never, false),
            (.notModified, .untilGenerationChanges, false), (.preconditionFailed, .untilGenerationChanges, false),
        ] as [(HTTPResponse.Status, Response.Storage, Bool)])
    func `stores what answers a target, not a condition`(
        _ status: HTTPResponse.Status, _ storage: Response.Storage, _ mayStore: Bool
    ) {
        #expect(ResponseCache.mayStore(Response(status: status, storage: storage)) == mayStore)
    }
}
