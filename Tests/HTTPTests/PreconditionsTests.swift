import HTTPTypes
import Testing

@testable import HTTP

@Suite struct PreconditionsTests {
    struct Row: Sendable, CustomStringConvertible {
        var description: String
        var preconditions: Preconditions
        var reading: Preconditions.Outcome
        var writing: Preconditions.Outcome

        init(
            _ description: String, _ preconditions: Preconditions,
            reading: Preconditions.Outcome, writing: Preconditions.Outcome
        ) {
            self.description = description
            self.preconditions = preconditions
            self.reading = reading
            self.writing = writing
        }
    }

    private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
    private static let same = "Sun, 06 Nov 1994 08:49:37 GMT"

    static let rows: [Row] = [
        Row("nothing", Preconditions(), reading: .proceed, writing: .proceed),
        Row("its tag", Preconditions(ifNoneMatch: "\"a\""), reading: .notModified, writing: .preconditionFailed),
        Row(
            "its tag, weak", Preconditions(ifNoneMatch: "W/\"a\""), reading: .notModified,
            writing: .preconditionFailed
        ),
        Row("any tag", Preconditions(ifNoneMatch: "*"), reading: .notModified, writing: .preconditionFailed),
        Row("another tag", Preconditions(ifNoneMatch: "\"b\""), reading: .proceed, writing: .proceed),
        Row("a broken tag", Preconditions(ifNoneMatch: "a"), reading: .proceed, writing: .proceed),
        Row("since then", Preconditions(ifModifiedSince: same), reading: .notModified, writing: .proceed),
        Row("since before", Preconditions(ifModifiedSince: before), reading: .proceed, writing: .proceed),
        Row("since no date", Preconditions(ifModifiedSince: "yesterday"), reading: .proceed, writing: .proceed),
        Row(
            "another tag, since then", Preconditions(ifNoneMatch: "\"b\"", ifModifiedSince: same),
            reading: .proceed, writing: .proceed
        ),
        Row(
            "its tag, since before", Preconditions(ifNoneMatch: "\"a\"", ifModifiedSince: before),
            reading: .notModified, writing: .preconditionFailed
        ),
        Row("must be its tag", Preconditions(ifMatch: "\"a\""), reading: .proceed, writing: .proceed),
        Row("must be any", Preconditions(ifMatch: "*"), reading: .proceed, writing: .proceed),
        Row(
            "must be its tag, weak", Preconditions(ifMatch: "W/\"a\""),
            reading: .preconditionFailed, writing: .preconditionFailed
        ),
        Row(
            "must be another", Preconditions(ifMatch: "\"b\""), reading: .preconditionFailed,
            writing: .preconditionFailed
        ),
        Row(
            "must be a broken tag", Preconditions(ifMatch: "a"), reading: .preconditionFailed,
            writing: .preconditionFailed
        ),
        Row("unmodified since then", Preconditions(ifUnmodifiedSince: same), reading: .proceed, writing: .proceed),
        Row(
            "unmodified since before", Preconditions(ifUnmodifiedSince: before),
            reading: .preconditionFailed, writing: .preconditionFailed
        ),
        Row("unmodified since no date", Preconditions(ifUnmodifiedSince: "0"), reading: .proceed, writing: .proceed),
        Row(
            "must be its tag, unmodified since before", Preconditions(ifMatch: "\"a\"", ifUnmodifiedSince: before),
            reading: .proceed, writing: .proceed
        ),
        Row(
            "must be its tag, none of it", Preconditions(ifMatch: "\"a\"", ifNoneMatch: "\"a\""),
            reading: .notModified, writing: .preconditionFailed
        ),
        Row(
            "unmodified since before, none of it", Preconditions(ifNoneMatch: "\"a\"", ifUnmodifiedSince: before),
            reading: .preconditionFailed, writing: .preconditionFailed
        ),
    ]

    @Test(arguments: rows)
    func `evaluates in the order of the RFC`(_ row: Row) {
        func outcome(_ method: HTTPRequest.Method) -> Preconditions.Outcome {
            row.preconditions.evaluate(
                method: method, entityTag: EntityTag(opaque: "a"), lastModifiedSeconds: 784_111_777
            )
        }
        #expect(outcome(.get) == row.reading)
        #expect(outcome(.head) == row.reading)
        #expect(outcome(.put) == row.writing)
        #expect(outcome(.options) == .proceed)
    }

    @Test func `compares nothing with what the resource does not have`() {
        func outcome(_ preconditions: Preconditions) -> Preconditions.Outcome {
            preconditions.evaluate(method: .get, entityTag: nil, lastModifiedSeconds: nil)
        }
        #expect(outcome(Preconditions(ifMatch: "\"a\"")) == .preconditionFailed)
        #expect(outcome(Preconditions(ifMatch: "*")) == .proceed)
        #expect(outcome(Preconditions(ifNoneMatch: "\"a\"")) == .proceed)
        #expect(outcome(Preconditions(ifNoneMatch: "*")) == .notModified)
        #expect(outcome(Preconditions(ifModifiedSince: Self.same)) == .proceed)
        #expect(outcome(Preconditions(ifUnmodifiedSince: Self.before)) == .proceed)
    }

    @Test func `joins tags that are spread over several lines`() {
        let fields: HTTPFields = [.ifNoneMatch: "\"b\"", .accept: "*/*"]
        var repeated = fields
        repeated.append(HTTPField(name: .ifNoneMatch, value: "\"a\""))
        #expect(Preconditions(repeated) == Preconditions(ifNoneMatch: "\"b\", \"a\""))
    }
}
