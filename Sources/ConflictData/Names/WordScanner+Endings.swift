/// Endings that are joined to a word by an apostrophe and are not part of it: `Assad's`, `Suriye'nin`.
extension WordScanner {
    /// The English possessive and the case endings of Turkish names, folded. Single vowels are left out, since they end
    /// names as well: `Sana'a` is not the `Sana` of an agency.
    private static let endings: Set<[UInt8]> = Set(
        "s in un nin nun ye ya yi yu de da te ta den dan ten tan deki daki teki taki le la yle yla"
            .split(separator: " ").map { Array($0.utf8) })
    private static let maxEndingLetters = 4

    /// Bytes of `letters` before such an ending, 0 without one; the word ends there at `endBeforeApostrophe`.
    var lettersBeforeEnding: Int {
        let count = lettersBeforeApostrophe
        guard count > 0, (1...Self.maxEndingLetters).contains(letters.count - count),
            Self.endings.contains(Array(letters[count...]))
        else { return 0 }
        return count
    }
}
