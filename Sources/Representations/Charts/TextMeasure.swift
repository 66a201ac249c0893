/// How much room text takes, without its font: the server does not know which one the reader has.
///
/// The widths are those of DejaVu Sans, which is wider than the fonts that systems usually show, so that what fits by
/// this measure fits on the screen.
struct TextMeasure {
    /// Pixels of an em.
    let size: Double
    var isBold = false

    /// Letters of a bold font are wider by about an eighth.
    private static let boldFactor = 1.13

    /// Hundredths of an em of the characters from space to tilde.
    private static let ascii: [UInt8] = [
        32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
        84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 30, 30, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99,
        69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52,
        39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ]

    func width(of text: some StringProtocol) -> Double {
        var hundredths = 0
        for scalar in text.unicodeScalars { hundredths += Self.width(scalar) }
        return Double(hundredths) / 100 * size * (isBold ? Self.boldFactor : 1)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: Int(ascii[Int(scalar.value) - 0x20])
        // Marks above and below letters, and what only says how to join or turn them.
        case 0x300...0x36F, 0x591...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x200B...0x200F,
            0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF:
            0
        case 0xA0, 0xB7, 0x2018...0x201B, 0x2039, 0x203A: 40
        case 0xC0...0x24F: 68
        case 0x370...0x52F: 76
        case 0x590...0x5FF: 66
        case 0x600...0x8FF: 68
        case 0x2013: 50
        case 0x201C...0x201F: 53
        // Wide scripts, and pictures.
        default: scalar.value < 0x1100 ? 85 : 105
        }
    }

    /// The text in at most so many lines of a width; where it does not fit, the last one ends with an ellipsis.
    func lines(_ text: String, width: Double, most: Int) -> [String] {
        var lines: [String] = []
        var rest = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = rest.first, lines.count < most {
            rest = rest.dropFirst()
            var line = word
            if lines.count == most - 1 {
                // The last line takes all that is left.
                line = ([word] + rest).joined(separator: " ")
                rest = []
                lines.append(shortened(line, to: width))
                break
            }
            if self.width(of: line) > width {
                // A word that is longer than a line is broken where it must be.
                let head = prefix(of: line, width: width)
                rest = [String(line.dropFirst(head.count))] + rest
                lines.append(head)
                continue
            }
            while let next = rest.first, self.width(of: line) + self.width(of: " " + next) <= width {
                line += " " + next
                rest = rest.dropFirst()
            }
            lines.append(line)
        }
        return text.unicodeScalars.contains("\u{2068}") ? Self.isolated(lines) : lines
    }

    /// What is isolated ends with its line, and begins anew with the next.
    private static func isolated(_ lines: [String]) -> [String] {
        var isOpen = false
        return lines.map { line in
            let text = (isOpen ? "\u{2068}" : "") + line
            for scalar in line.unicodeScalars {
                if scalar == "\u{2068}" { isOpen = true } else if scalar == "\u{2069}" { isOpen = false }
            }
            return isOpen ? text + "\u{2069}" : text
        }
    }

    /// The text itself where it fits, else as much of it as does, and an ellipsis.
    func shortened(_ text: String, to width: Double) -> String {
        if self.width(of: text) <= width { return text }
        let head = prefix(of: text, width: width - self.width(of: "…"))
        let trimmed = head.last == " " ? head.dropLast() : head[...]
        return trimmed + "…"
    }

    /// As many whole characters as fit, at least one.
    private func prefix(of text: String, width: Double) -> String {
        var taken = 0.0
        var prefix = ""
        for character in text {
            taken += self.width(of: String(character))
            if taken > width, !prefix.isEmpty { break }
            prefix.append(character)
        }
        return prefix
    }
}
