import FoundationEssentials
import Testing

@testable import ConflictData

/// RFC 8259 to the letter: what is JSON is read, what is not is refused, wherever the text is cut.
@Suite struct JSONConformanceTests {
    private static func fault(_ bytes: [UInt8]) throws -> JSONFault? { try #require(GuardedText(bytes)).fault() }

    @Test(arguments: JSONCorpus.accepted)
    func `reads what is JSON`(_ row: JSONCorpus.Row) throws {
        #expect(try Self.fault(row.bytes) == nil)
    }

    @Test(arguments: JSONCorpus.refused)
    func `refuses what is not JSON, at a byte of the text`(_ row: JSONCorpus.Row) throws {
        let fault = try #require(try Self.fault(row.bytes))
        #expect((0...row.bytes.count).contains(fault.offset))
        #expect(!fault.message.isEmpty)
    }

    /// A number may end anywhere, and white space too; anything else that is cut is no JSON.
    @Test(arguments: JSONCorpus.accepted)
    func `refuses what is cut short`(_ row: JSONCorpus.Row) throws {
        for count in row.bytes.indices {
            let rest = row.bytes[count...]
            let fault = try Self.fault(Array(row.bytes[..<count]))
            if fault == nil { #expect(rest.allSatisfy { isSpace($0) || isOfNumber($0) }, "cut at \(count)") }
        }
    }

    @Test(arguments: JSONCorpus.refused)
    func `survives what is broken, wherever it is cut`(_ row: JSONCorpus.Row) throws {
        for count in row.bytes.indices.prefix(300) {
            guard let fault = try Self.fault(Array(row.bytes[..<count])) else { continue }
            #expect(fault.offset <= count)
        }
    }

    /// Every byte in place of every other, one at a time: refused or read, but never a crash, and never a text that is
    /// not UTF-8.
    @Test func `survives any byte in any place`() throws {
        let text = Array("{\"a\":[-1.5e+2,\"\\u00e9é\",true,null]}".utf8)
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[place] = byte
                if try Self.fault(changed) == nil { #expect(String(validating: changed, as: UTF8.self) != nil) }
            }
        }
    }

    // MARK: Compared

    /// JSON of any shape.
    private struct AnyJSON: Decodable {
        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            if let object = try? decoder.container(keyedBy: Key.self) {
                for key in object.allKeys { _ = try object.decode(AnyJSON.self, forKey: key) }
            } else if var list = try? decoder.unkeyedContainer() {
                while !list.isAtEnd { _ = try list.decode(AnyJSON.self) }
            } else {
                let value = try decoder.singleValueContainer()
                if value.decodeNil() || (try? value.decode(Bool.self)) != nil { return }
                if (try? value.decode(Double.self)) == nil { _ = try value.decode(String.self) }
            }
        }
    }

    /// Where the dataset's rules are narrower than the RFC, which leaves them to the reader (§4, §6, §9).
    private static func isOurOwnRule(_ row: JSONCorpus.Row) throws -> Bool {
        switch try fault(row.bytes)?.kind {
        case .duplicateKey, .tooDeep, .numberRange: true
        case .syntax, .encoding, nil: false
        }
    }

    /// What Foundation reads although the RFC does not call it JSON (§2, §4, §5, §8.1).
    private static let foundationIsLenient: Set = [
        "a value and a NUL", "the text [1,]", "the text {\"a\":1,}", "U+feff before",
    ]

    @Test(arguments: (JSONCorpus.accepted + JSONCorpus.refused).filter { !foundationIsLenient.contains($0.name) })
    func `agrees with Foundation, but for keys that stand twice, depth and numbers`(_ row: JSONCorpus.Row) throws {
        guard try !Self.isOurOwnRule(row) else { return }
        let isRead = (try? JSONDecoder().decode(AnyJSON.self, from: Data(row.bytes))) != nil
        #expect(try (Self.fault(row.bytes) == nil) == isRead)
    }

    private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    private func isOfNumber(_ byte: UInt8) -> Bool { isDigit(byte) || "+-.eE".utf8.contains(byte) }
}
