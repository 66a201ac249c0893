extension Vocabulary {
    /// A term for people: `air_drone_strike` is "Air drone strike", `ngo` is "NGO".
    package static func label(of term: String) -> String {
        let words = (term.hasPrefix("x_") ? term.dropFirst(2) : term[...]).split(separator: "_")
            .map { acronyms.contains(String($0)) ? $0.uppercased() : String($0) }
        return words.joined(separator: " ").capitalizedFirst
    }

    private static let acronyms: Set = ["un", "ngo", "uav", "uxo", "ied", "cbrn"]
}

extension String {
    /// As the first word of a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
