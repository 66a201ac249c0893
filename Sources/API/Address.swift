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

    var text: String { query.isEmpty ? path : path + "?" + query }

    /// The query with its question mark, without some parameters; empty when nothing is left.
    func query(without names: [String]) -> [UInt8] {
        guard !query.isEmpty else { return [] }
        var kept: [UInt8] = []
        kept.reserveCapacity(query.utf8.count + 1)
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            guard !names.contains(where: { $0.utf8.elementsEqual(name) }) else { continue }
            kept.append(UInt8(ascii: kept.isEmpty ? "?" : "&"))
            kept += part
        }
        return kept
    }

    /// Adds a parameter of the query.
    mutating func append(_ name: String, _ value: String) {
        query += (query.isEmpty ? "" : "&") + Self.percentEncoded(name) + "=" + Self.percentEncoded(value)
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
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
