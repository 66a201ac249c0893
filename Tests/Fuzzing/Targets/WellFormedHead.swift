@testable import HTTP1

/// Reads an accepted head the plain way, by splitting lines, and requires what RFC 9112 does. Slow and simple on
/// purpose: it shares nothing with the parser.
enum WellFormedHead {
    static func check(_ head: [UInt8], _ facts: HeadFacts) {
        for (index, byte) in head.enumerated() {
            require(byte != 0, "no NUL in a head")
            if byte == 0x0A { require(index > 0 && head[index - 1] == 0x0D, "no bare LF in a head") }
            if byte == 0x0D { require(index + 1 < head.count && head[index + 1] == 0x0A, "no bare CR in a head") }
        }
        // Latin-1 gives each byte a character.
        let text = String(String.UnicodeScalarView(head.map { Unicode.Scalar($0) }))
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(String.UnicodeScalarView($0.filter { $0 != "\r" })) }
        require(lines.suffix(2) == ["", ""], "a head ends with an empty line")
        lines.removeLast(2)
        while lines.first == "" { lines.removeFirst() }
        checkRequestLine(lines.removeFirst(), facts)
        checkFields(lines.map(field), facts)
    }

    private static func checkRequestLine(_ line: String, _ facts: HeadFacts) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        require(words.count == 3, "a request line has three words and two spaces: \(line)")
        require(isToken(words[0]), "a method is a token")
        require(words[2] == "HTTP/1.\(facts.minorVersion)", "a version is 1.0 or 1.1")
        require(words[1].utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }, "a target is visible")
        require(words[1].utf8.elementsEqual(facts.target), "the target is the second word")
    }

    private static func field(_ line: String) -> (name: String, value: String) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        require(parts.count == 2 && isToken(parts[0]), "a field line is a token and a colon: \(line)")
        for scalar in parts[1].unicodeScalars {
            require(scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F), "no control in a value: \(line)")
        }
        return (parts[0].lowercased(), trimmed(parts[1]))
    }

    private static func checkFields(_ fields: [(name: String, value: String)], _ facts: HeadFacts) {
        func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
        let (lengths, codings, hosts) = (values("content-length"), values("transfer-encoding"), values("host"))
        switch (lengths.count, codings.count) {
        case (0, 0): require(facts.framing == .none, "no framing field, no body")
        case (1, 0):
            let isPlain = lengths[0].utf8.allSatisfy { (0x30...0x39).contains($0) } && !lengths[0].isEmpty
            require(isPlain, "a length is digits")
            let length = UInt64(lengths[0]) ?? .max
            require(facts.framing == (length == 0 ? .none : .length(length)), "the length is what it says")
        case (0, 1):
            let names = list(codings)
            require(names == ["chunked"] && facts.minorVersion == 1, "one coding, chunked: \(names)")
            require(facts.framing == .chunked, "chunked is chunked")
        default: fatalError("not so: framing is told once; \(lengths) \(codings)")
        }
        require(hosts.count == 1 || (hosts.isEmpty && facts.minorVersion == 0), "one host: \(hosts)")
        let options = list(values("connection"))
        let goesOn = !options.contains("close") && (facts.minorVersion == 1 || options.contains("keep-alive"))
        require(facts.keepsAlive == goesOn, "persistence follows version and Connection: \(options)")
        let waits = facts.minorVersion == 1 && facts.framing != .none && !values("expect").isEmpty
        let expectations = list(values("expect"))
        require(facts.minorVersion == 0 || expectations.allSatisfy { $0 == "100-continue" }, "one expectation")
        require(!facts.expectsContinue || waits, "nobody waits who did not say so")
    }

    /// The elements of a list over some lines, in small letters.
    private static func list(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",").map { trimmed($0).lowercased() } }.filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }

    private static func isToken(_ text: Substring) -> Bool {
        let marks = "!#$%&'*+-.^_`|~"
        return !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && (marks.unicodeScalars.contains($0) || $0.properties.isAlphabetic || ("0"..."9") ~= $0)
            }
    }
}
