/// Reads what a connection has written, answer by answer, the plain way.
struct AnswerReader {
    struct Answer {
        let status: Int
        let fields: [String: String]
        let body: [UInt8]

        var closes: Bool { fields["connection"] == "close" }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next answer; nil when it is cut off.
    mutating func next(isHead: Bool) -> Answer? {
        var lines: [String] = []
        var bytes = rest
        repeat {
            guard let line = Self.line(&bytes) else { return nil }
            lines.append(line)
        } while lines.last != ""
        let first = lines.removeFirst()
        lines.removeLast()
        let words = first.split(separator: " ", maxSplits: 2)
        require(words[0] == "HTTP/1.1", "an answer begins with its version: \(first)")
        guard let status = Int(words[1]) else { fatalError("not so: a status is a number: \(first)") }
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ": ", maxSplits: 1)
            require(parts.count == 2, "a field line has a name and a value: \(line)")
            let isRepeated = fields.updateValue(String(parts[1]), forKey: parts[0].lowercased()) != nil
            require(!isRepeated, "no field stands twice: \(line)")
        }
        require(status == 100 || fields["date"]?.utf8.count == 29, "an answer has a date: \(lines)")
        guard let body = Self.body(&bytes, status: status, fields, isHead: isHead) else { return nil }
        rest = bytes
        return Answer(status: status, fields: fields, body: body)
    }

    private static func body(
        _ bytes: inout ArraySlice<UInt8>, status: Int, _ fields: [String: String], isHead: Bool
    ) -> [UInt8]? {
        // Who was too late gets a body or none, as far as it was seen what was asked; nothing follows either.
        if status == 408, bytes.isEmpty { return [] }
        if (isHead && status != 408) || status < 200 || status == 204 || status == 304 { return [] }
        if fields["transfer-encoding"] == "chunked" { return chunks(&bytes) }
        guard let length = fields["content-length"] else {
            require(fields["connection"] == "close", "only an end of the connection tells an end without length")
            return Array(take(&bytes, bytes.count) ?? [])
        }
        return Int(length).flatMap { take(&bytes, $0) }.map { Array($0) }
    }

    private static func chunks(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
        var body: [UInt8] = []
        while let line = line(&bytes) {
            guard let size = Int(line, radix: 16) else { fatalError("not so: a chunk has a size: \(line)") }
            guard let data = take(&bytes, size), let end = take(&bytes, 2) else { return nil }
            require(end.elementsEqual([0x0D, 0x0A]), "a chunk has an end")
            if size == 0 { return body }
            body += data
        }
        return nil
    }

    private static func take(_ bytes: inout ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8>? {
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    /// The next line without its end.
    private static func line(_ bytes: inout ArraySlice<UInt8>) -> String? {
        guard let end = bytes.firstIndex(of: 0x0A), end > bytes.startIndex, bytes[end - 1] == 0x0D else { return nil }
        defer { bytes = bytes[(end + 1)...] }
        return String(decoding: bytes[..<(end - 1)], as: UTF8.self)
    }
}
