/// The script that a line of text is written in, as far as its direction depends on it.
struct TextScript: Equatable {
    let isRightToLeft: Bool
    /// A language tag that says no more than the script, so that a renderer finds a font; nil for most.
    let language: String?

    /// By the first letter that has a direction, as the Unicode bidirectional algorithm finds that of a paragraph: what
    /// is isolated in it does not count (UAX #9, P2), unless it is all there is.
    init(of text: String) {
        let scalars = text.unicodeScalars
        let isOneName =
            scalars.first == "\u{2068}"
            && scalars.firstIndex(of: "\u{2069}") == scalars.index(scalars.endIndex, offsetBy: -1)
        var depth = 0
        for scalar in scalars {
            if scalar == "\u{2068}" { depth += 1 } else if scalar == "\u{2069}" { depth -= 1 }
            if depth > 0, !isOneName { continue }
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x58F, 0x900...0x1FFF, 0x3040...0xD7FF:
                (isRightToLeft, language) = (false, nil)
                return
            case 0x590...0x5FF, 0xFB1D...0xFB4F:
                (isRightToLeft, language) = (true, "und-Hebr")
                return
            case 0x600...0x65F, 0x66A...0x6EF, 0x6FA...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF,
                0xFE70...0xFEFC:
                (isRightToLeft, language) = (true, "und-Arab")
                return
            case 0x700...0x74F, 0x780...0x89F:
                (isRightToLeft, language) = (true, nil)
                return
            default: break
            }
        }
        (isRightToLeft, language) = (false, nil)
    }
}

extension String {
    /// A name as it may stand in a sentence of ours: what it holds to turn the direction of text is left out, and one
    /// from right to left turns nothing around it (FSI and PDI of UAX #9).
    var asName: String {
        let isPlain = utf8.allSatisfy { $0 < 0x80 }
        if isPlain { return self }
        let scalars = unicodeScalars.filter {
            !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
        }
        let name = String(String.UnicodeScalarView(scalars))
        return TextScript(of: name).isRightToLeft ? "\u{2068}\(name)\u{2069}" : name
    }
}
