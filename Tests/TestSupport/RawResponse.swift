/// An answer as it came over the wire.
package struct RawResponse: Equatable, Sendable {
    package let status: Int
    /// Field values by lower-case name; of a repeated field the values joined by commas.
    package let fields: [String: String]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first answer of these bytes and how many bytes it takes; nil while it is not whole.
    static func parse(_ bytes: [UInt8], hasBody: Bool) -> (response: RawResponse, length: Int)? {
        let ends = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: ends) }) else { return nil }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let name = line.prefix { $0 != ":" }.lowercased()
            let value = line.dropFirst(name.count + 1).drop { $0 == " " }
            fields[name] = fields[name].map { $0 + ", " + value } ?? String(value)
        }
        let isBodiless = !hasBody || status == 204 || status == 304
        let bodyLength = isBodiless ? 0 : fields["content-length"].flatMap { Int($0) } ?? 0
        let bodyStart = headEnd + ends.count
        guard bytes.count >= bodyStart + bodyLength else { return nil }
        let body = Array(bytes[bodyStart..<(bodyStart + bodyLength)])
        return (RawResponse(status: status, fields: fields, body: body), bodyStart + bodyLength)
    }
}
