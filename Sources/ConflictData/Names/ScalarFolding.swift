/// What folding makes of one Unicode scalar: its part in a word, and the letters it becomes.
///
/// Everything here comes from the Unicode properties of the standard library and the short tables below, so that
/// no Foundation is needed.
struct ScalarFolding: Sendable {
    /// The part a scalar plays in splitting text into words.
    enum Role: UInt8 {
        /// Kept, as `letters`: letters and digits of every script.
        case letter
        /// Dropped, and still part of the word it follows: accents, Arabic vowel signs, tatweel, hamza, ʿ and ʾ.
        case mark
        /// Dropped wherever it stands: joiners, direction marks, soft hyphens.
        case silent
        /// Dropped inside a word (`Da'esh` is `Daesh`), and remembered because endings follow it (`Assad's`).
        case apostrophe
        /// Parts two words of one name: spaces, hyphens, `_`, `/`, `&`.
        case softGap
        /// Parts two words, and rarely inside one name: full stops, commas, brackets, quotes, symbols.
        case hardGap
    }

    let role: Role
    /// Whether the scalar was a capital before folding.
    let isCapital: Bool
    /// Number of bytes in `letters`.
    let count: UInt8
    /// The folded letters as UTF-8, the first byte lowest.
    let letters: UInt32

    private init(_ role: Role) {
        self.role = role
        isCapital = false
        count = 0
        letters = 0
    }

    /// `text` is one scalar or two ASCII letters, so that its bytes fit.
    private init(letters text: String, isCapital: Bool) {
        role = .letter
        self.isCapital = isCapital
        count = UInt8(text.utf8.count)
        letters = text.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Works the folding out from Unicode properties; `table` holds the answer for the scalars that texts are full of.
    init(_ scalar: Unicode.Scalar) {
        if let role = Self.role(of: scalar) {
            self.init(role)
        } else {
            let isCapital = scalar.properties.generalCategory == .uppercaseLetter
            self.init(letters: Self.letters(for: scalar), isCapital: isCapital)
        }
    }

    /// Latin, Greek, Cyrillic, Hebrew and Arabic and the scripts between them, up to the general punctuation.
    static let tableCount: UInt32 = 0x2070
    static let table: [ScalarFolding] = (0..<tableCount).map { value in
        Unicode.Scalar(value).map(ScalarFolding.init) ?? ScalarFolding(.hardGap)
    }

    /// The role of a scalar that is not kept; nil for letters and digits.
    private static func role(of scalar: Unicode.Scalar) -> Role? {
        switch scalar {
        case "'", "`", "´", "‘", "’", "‛", "ʼ", "ʻ", "ʽ", "′": return .apostrophe
        case "ʿ", "ʾ", "ء", "ـ": return .mark
        case "&", "/", "\u{2212}": return .softGap
        // Em dash and horizontal bar part phrases; the shorter dashes serve as hyphens.
        case "\u{2014}", "\u{2015}": return .hardGap
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            return nil
        case .nonspacingMark, .enclosingMark: return .mark
        case .format: return .silent
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .connectorPunctuation,
            .dashPunctuation:
            return .softGap
        default: return .hardGap
        }
    }

    /// The lower-case letters without their marks that stand for `scalar`.
    private static func letters(for scalar: Unicode.Scalar) -> String {
        if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
            return String(Int(value))
        }
        // Only the first scalar: İ becomes i and a dot above, which is a mark.
        let isLower = !scalar.properties.changesWhenLowercased
        let lower = isLower ? scalar : scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return respelled[lower] ?? baseOfAccentedLatin(lower) ?? baseOfAccentedGreek(lower) ?? String(lower)
    }

    /// Letters whose plain form their Unicode name does not give: ligatures, letters of their own, Cyrillic letters
    /// that decompose, and the Arabic letters that writers use for one another.
    private static let respelled: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ð", "d"), ("ı", "i"), ("ȷ", "j"),
            ("ĳ", "ij"), ("ŋ", "n"), ("ŉ", "n"), ("ſ", "s"), ("ĸ", "k"), ("ς", "σ"),
            ("ѐёӗ", "е"), ("йѝӣӥ", "и"), ("ї", "і"), ("ўӯӱӳ", "у"), ("ѓ", "г"), ("ќ", "к"), ("ӂӝ", "ж"), ("ӑӓ", "а"),
            ("ӟ", "з"), ("ӧ", "о"), ("ӭ", "э"), ("ӵ", "ч"), ("ӹ", "ы"),
            // Alef with hamza, madda or wasla; alef maqsura and the yas of Persian and Kurdish; ta marbuta and
            // the final has; hamza on waw and on ya; Kurdish o, l and r; Persian kaf.
            ("أإآٱ", "ا"), ("ىیېێئ", "ي"), ("ةەھہۀۃ", "ه"), ("ؤۆۇ", "و"), ("ک", "ك"), ("ڵ", "ل"), ("ڕ", "ر"),
        ]
        return rows.reduce(into: [:]) { table, row in
            for scalar in row.0.unicodeScalars { table[scalar] = row.1 }
        }
    }()

    /// `é` is named LATIN SMALL LETTER E WITH ACUTE: the base is the one or two letters before WITH.
    private static func baseOfAccentedLatin(_ scalar: Unicode.Scalar) -> String? {
        guard let base = baseName(of: scalar, after: "LATIN SMALL LETTER "), base.utf8.count <= 2 else { return nil }
        return base.lowercased()
    }

    private static let greekLetters: [Substring: String] = [
        "ALPHA": "α", "EPSILON": "ε", "ETA": "η", "IOTA": "ι", "OMICRON": "ο", "UPSILON": "υ", "OMEGA": "ω", "RHO": "ρ",
    ]

    private static func baseOfAccentedGreek(_ scalar: Unicode.Scalar) -> String? {
        baseName(of: scalar, after: "GREEK SMALL LETTER ").flatMap { greekLetters[$0] }
    }

    /// The part of the Unicode name between `prefix` and ` WITH `; nil where the name has no such form.
    private static func baseName(of scalar: Unicode.Scalar, after prefix: String) -> Substring? {
        guard (0xC0..<0x2000).contains(scalar.value), let name = scalar.properties.name, name.hasPrefix(prefix)
        else { return nil }
        let rest = name.dropFirst(prefix.count)
        let base = rest.prefix { $0 != " " }
        return rest.dropFirst(base.count).hasPrefix(" WITH ") ? base : nil
    }
}
