/// Words so common that no one looks for them: they are not indexed, and in a phrase they stand for any one word.
///
/// Kept short, since each of them is a word that cannot be asked for: `who`, `us` and `will` are also names and nouns,
/// and `على` is spelled like the name Ali once it is folded. `al` is the article of Arabic names in Latin letters.
enum StopWords {
    private static let english = """
        a an and are as at be been but by for from had has have he her his if in into is it its of on or she that the \
        their then there these they this those to was were which with
        """
    private static let arabic = "من في الى إلى عن ان أن إن مع هذا هذه ذلك التي الذي ما لا او أو كان كانت قد ثم هو هي و"

    /// Folded, each once.
    static let folded: [[UInt8]] = {
        var seen: Set<[UInt8]> = []
        return "\(english) al \(arabic)".split(separator: " ")
            .map { Array(TextFolding.fold(String($0)).utf8) }
            .filter { seen.insert($0).inserted }
    }()

    private static let all = Set(folded)

    static func contains(_ letters: some Sequence<UInt8>) -> Bool { all.contains(Array(letters)) }
}
