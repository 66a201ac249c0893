/// Whether a string has the form that its field asks for.
enum StringForm {
    struct Problem {
        let rule: Rule
        let message: String
    }

    static func problem(
        of symbol: SymbolTable.Symbol,
        as member: ObjectLayout.Member,
        in symbols: SymbolTable
    ) -> Problem? {
        switch member.form {
        case .any: return nil
        case .term: return member.isTerm(symbol) ? nil : unknownTerm(symbols.string(symbol), member.field)
        case .id: return isID(symbol, symbols) ? nil : badID(symbols.string(symbol))
        case .code:
            let text = symbols.string(symbol)
            guard case .code(let form) = member.field.kind, let message = complaint(text, form) else { return nil }
            return Problem(rule: .badValue, message: "\"\(text)\" is \(message)")
        }
    }

    private static func unknownTerm(_ text: String, _ field: Field) -> Problem? {
        guard case .vocabulary(let vocabulary) = field.kind else { return nil }
        return unknownTerm(text, field.name, vocabulary)
    }

    static func unknownTerm(_ text: String, _ field: String, _ vocabulary: Vocabulary) -> Problem? {
        if text.hasPrefix("x_") { return nil }
        let nearest = NearestNames.meant(by: text, among: vocabulary.terms, limit: 1)
        let hint =
            nearest.first.map { "did you mean \"\($0)\"?" }
            ?? "it takes \(vocabulary.terms.joined(separator: ", ")), or a term of your own that begins with x_"
        return Problem(rule: .unknownValue, message: "\"\(text)\" is no \(field); \(hint)")
    }

    private static func badID(_ text: String) -> Problem {
        Problem(
            rule: .badID,
            message: """
                "\(text)" is no id; use 1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit
                """
        )
    }

    /// `[a-z0-9][a-z0-9._-]{0,127}`
    static func isID(_ symbol: SymbolTable.Symbol, _ symbols: SymbolTable) -> Bool {
        let bytes = unsafe symbols.bytes(symbol)
        guard (1...128).contains(bytes.count), unsafe isLowerOrDigit(bytes[0]) else { return false }
        return unsafe bytes.allSatisfy { byte in
            isLowerOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x7A).contains(byte) }

    /// What is wrong with a code, or nil.
    static func complaint(_ text: String, _ form: CodeForm) -> String? {
        switch form {
        case .country:
            let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            return isCode ? nil : "no country code; use three capital letters of ISO 3166-1 alpha-3, such as SYR"
        case .language:
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isTag =
                (2...8).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy(isLetter)
                && parts.dropFirst().allSatisfy {
                    (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetterOrDigit)
                }
            return isTag ? nil : "no language tag; use BCP 47, such as ar or en-GB"
        case .url:
            let isURL =
                (text.hasPrefix("https://") || text.hasPrefix("http://"))
                && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
                && text.utf8.count > "https://".utf8.count
            return isURL ? nil : "no web address; write it whole, beginning with https://"
        case .formerID: return nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
