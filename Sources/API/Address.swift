import HTTP

/// The canonical address of an answer: equal for requests that mean the same, relative to the server.
///
/// It names the format only where the client did, so that a page reached by suffix leads to pages by suffix.
struct Address: Sendable {
    /// The path without the suffix of a format.
    let stem: String
    private let path: String
    private var query: String = ""

    init(path: String, explicitFormat: RepresentationFormat?) {
        stem = path
        self.path = path + (explicitFormat.map { "." + $0.rawValue } ?? "")
    }

    var text: String {
        if query.isEmpty { return path }
        var text = path
        text.reserveCapacity(path.utf8.count + query.utf8.count + 1)
        text.append("?")
        text.append(query)
        return text
    }

    /// Appends the query with its question mark, without some parameters; nothing when none is left.
    func appendQuery(without names: [String], to text: inout [UInt8]) {
        var query = query
        query.withUTF8 { query in
            var (start, hasBegun) = (0, false)
            while start < query.count {
                let end = unsafe query[start...].firstIndex(of: UInt8(ascii: "&")) ?? query.count
                let part = unsafe UnsafeBufferPointer(rebasing: query[start..<end])
                start = end + 1
                if unsafe Self.names(names, contain: part) { continue }
                text.append(UInt8(ascii: hasBegun ? "&" : "?"))
                unsafe text.append(contentsOf: part)
                hasBegun = true
            }
        }
    }

    /// Whether a part of a query is a parameter of these.
    private static func names(_ names: [String], contain part: UnsafeBufferPointer<UInt8>) -> Bool {
        for name in names {
            let name = name.utf8
            let holds =
                unsafe part.prefix(name.count).elementsEqual(name)
                && (part.count == name.count || part[name.count] == UInt8(ascii: "="))
            if holds { return true }
        }
        return false
    }

    /// Adds a parameter of the query.
    mutating func append(_ name: String, _ value: String) {
        if !query.isEmpty { query.append("&") }
        query.append(Self.percentEncoded(name))
        query.append("=")
        query.append(Self.percentEncoded(value))
    }

    /// Adds one of the route's own parameters, unless there is no value or it is the one that is used anyway.
    mutating func append(_ parameter: RouteParameter, _ value: String?) {
        guard let value, value != parameter.defaultText else { return }
        append(parameter.name, value)
    }

    func appending(_ parameter: RouteParameter, _ value: String?) -> Address {
        var copy = self
        copy.append(parameter, value)
        return copy
    }

    /// Escapes all but what RFC 3986 §3.4 allows in a query and nobody reads as a delimiter.
    static func percentEncoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isPlain(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
