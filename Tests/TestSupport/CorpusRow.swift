internal import FoundationEssentials

/// One raw request of `Tests/HTTP1Tests/Corpus/*.http` and what is to come of it.
///
/// A row is a title line, an expectation line and the bytes:
///
///     ## the title, a sentence
///     > 200 path=/a query=b            (or `> 400 malformedTarget`, or `> more`)
///     GET /a?b HTTP/1.1\r\n
///     Host: example.org\r\n
///     \r\n
///
/// Line breaks of the file count for nothing, so that line ends of the request are visible: `\r`, `\n`, `\t`, `\0`,
/// `\s` (a space that ends or begins a line), `\\`, `\xHH`, and `\{C*N}` for N times the character C.
/// Blank lines and lines that begin with `//` are passed over.
package struct CorpusRow: Sendable, CustomStringConvertible {
    package enum Expectation: Sendable, Hashable {
        /// Complete, and each fact (`path`, `host`, `framing`, …) as stated.
        case accepted(facts: [String: String])
        /// Refused with that status and that error.
        case refused(status: Int, error: String)
        /// Never finished.
        case incomplete
    }

    package let file: String
    package let title: String
    package private(set) var expectation: Expectation
    package private(set) var bytes: [UInt8]

    package var description: String { "\(file): \(title)" }

    /// All rows of all files, in order of file name.
    package static let all: [CorpusRow] = {
        let folder = Fixtures.path("Tests/HTTP1Tests/Corpus")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".http") }.sorted().flatMap { name in
            let content = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
            return rows(in: String(decoding: content, as: UTF8.self), file: name)
        }
    }()

    private static func rows(in text: String, file: String) -> [CorpusRow] {
        var rows: [CorpusRow] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("//") {
            if line.hasPrefix("## ") {
                rows.append(
                    CorpusRow(file: file, title: String(line.dropFirst(3)), expectation: .incomplete, bytes: [])
                )
            } else if line.hasPrefix("> ") {
                rows[rows.count - 1].expectation = expectation(line.dropFirst(2))
            } else {
                rows[rows.count - 1].bytes += unescaped(line)
            }
        }
        return rows
    }

    private static func expectation(_ text: Substring) -> Expectation {
        let words = text.split(separator: " ")
        guard let status = Int(words[0]) else { return .incomplete }
        if status != 200 {
            return .refused(status: status, error: String(words[1]))
        }
        let facts = words.dropFirst().map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
        return .accepted(facts: Dictionary(uniqueKeysWithValues: facts))
    }

    private static func unescaped(_ line: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(line).utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            switch kind {
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "0"): bytes.append(0x00)
            case UInt8(ascii: "s"): bytes.append(0x20)
            case UInt8(ascii: "x"):
                bytes.append(UInt8(String(Substring(rest.prefix(2))), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            case UInt8(ascii: "{"):
                let count = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "}") }
                bytes += Array(repeating: rest.first ?? 0, count: Int(String(Substring(count))) ?? 0)
                rest = rest.dropFirst(2 + count.count + 1)
            default: bytes.append(kind)
            }
        }
        return bytes
    }
}
