/// What a server sent over one connection, split into answers by the strictest reading of RFC 9112: whatever a lenient
/// client would forgive is a failure here.
package struct WireTranscript: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        /// In order, names as sent.
        package let fields: [(name: String, value: String)]
        package let body: [UInt8]

        /// The value of the only line of that name, in any case; nil without one.
        package subscript(_ name: String) -> String? {
            let values = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
            return values.count == 1 ? values[0] : nil
        }

        /// All that must be the same in another answer to the same question: not the `Date`.
        package var lasting: [String] {
            ["\(status)"] + fields.filter { $0.name != "Date" }.map { $0.name + ": " + $0.value }
        }
    }

    package enum Failure: Error, Equatable {
        case brokenHead(String)
        /// 1xx, 204 and 304 have neither, anything else one of them, or the connection ends with its body.
        case wrongFraming(String)
        case brokenBody
        /// RFC 9110 §6.6.1: one, on everything but 1xx.
        case wrongDate(String)
    }

    package let answers: [Answer]

    package var statuses: [Int] { answers.map(\.status) }
    /// The answers that end their requests: all but `100 Continue`.
    package var finals: [Answer] { answers.filter { $0.status >= 200 } }

    /// - Parameter headRequests: which of the requests, counted from 0, were HEAD, so that their answers have no body.
    package init(_ bytes: [UInt8], headRequests: Set<Int> = []) throws(Failure) {
        var answers: [Answer] = []
        var rest = bytes[...]
        var finalCount = 0
        while !rest.isEmpty {
            let isHead = headRequests.contains(finalCount)
            let answer = try Self.takeAnswer(&rest, isHead: isHead)
            if answer.status >= 200 { finalCount += 1 }
            answers.append(answer)
        }
        self.answers = answers
    }

    private static func takeAnswer(_ rest: inout ArraySlice<UInt8>, isHead: Bool) throws(Failure) -> Answer {
        let head = try takeHead(&rest)
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let status = try status(of: lines.removeFirst())
        var fields: [(name: String, value: String)] = []
        for line in lines { fields.append(try field(of: line)) }
        let isBodiless = status < 200 || status == 204 || status == 304
        func values(_ name: String) -> [String] { fields.filter { $0.name.lowercased() == name }.map(\.value) }
        guard values("date").count == (status < 200 ? 0 : 1) else { throw .wrongDate(head) }
        let lengths = values("content-length")
        let codings = values("transfer-encoding")
        guard lengths.count + codings.count <= (isBodiless ? 0 : 1) else { throw .wrongFraming(head) }
        if isBodiless || isHead { return Answer(status: status, fields: fields, body: []) }
        let body: [UInt8]
        if let length = lengths.first {
            guard let count = Int(length), String(count) == length else { throw .wrongFraming(head) }
            body = try take(count, &rest)
        } else if codings == ["chunked"] {
            body = try takeChunks(&rest)
        } else if codings.isEmpty, values("connection") == ["close"] {
            body = try take(rest.count, &rest)
        } else {
            throw .wrongFraming(head)
        }
        return Answer(status: status, fields: fields, body: body)
    }

    /// Up to the empty line, without it; no byte of it may be bare CR or LF, NUL or beyond ASCII.
    private static func takeHead(_ rest: inout ArraySlice<UInt8>) throws(Failure) -> String {
        var index = rest.startIndex
        while index + 3 < rest.endIndex {
            if rest[index] == 13, rest[index + 1] == 10, rest[index + 2] == 13, rest[index + 3] == 10 {
                let head = rest[..<index]
                rest = rest[(index + 4)...]
                let text = String(decoding: head, as: UTF8.self)
                let breaks = head.count { $0 == 13 }
                guard head.allSatisfy({ (32..<127).contains($0) || $0 == 13 || $0 == 10 }),
                    head.count(where: { $0 == 10 }) == breaks,
                    text.split(separator: "\r\n", omittingEmptySubsequences: false).count == breaks + 1
                else { throw .brokenHead(text) }
                return text
            }
            index += 1
        }
        throw .brokenHead(String(decoding: rest, as: UTF8.self))
    }

    private static func status(of line: Substring) throws(Failure) -> Int {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "HTTP/1.1", parts[1].utf8.count == 3, let status = Int(parts[1]) else {
            throw .brokenHead(String(line))
        }
        return status
    }

    private static func field(of line: Substring) throws(Failure) -> (name: String, value: String) {
        let name = line.prefix { $0 != ":" }
        let value = line.dropFirst(name.count)
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }), value.hasPrefix(": "), value.count > 2,
            !value.hasPrefix(":  "), !value.hasSuffix(" ")
        else { throw .brokenHead(String(line)) }
        return (String(name), String(value.dropFirst(2)))
    }

    private static func takeChunks(_ rest: inout ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let digits = String(decoding: rest.prefix { $0 != 13 }, as: UTF8.self)
            guard let size = Int(digits, radix: 16) else { throw .brokenBody }
            _ = try take(digits.utf8.count, &rest)
            guard try take(2, &rest) == [13, 10] else { throw .brokenBody }
            body += try take(size, &rest)
            guard try take(2, &rest) == [13, 10] else { throw .brokenBody }
            if size == 0 { return body }
        }
    }

    private static func take(_ count: Int, _ rest: inout ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        guard rest.count >= count else { throw .brokenBody }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}
