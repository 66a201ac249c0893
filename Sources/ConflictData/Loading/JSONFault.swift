/// Where and why bytes are not JSON (RFC 8259).
struct JSONFault: Error, Equatable {
    enum Kind: Equatable {
        case syntax, encoding, duplicateKey, tooDeep, numberRange
    }

    let kind: Kind
    /// Byte that breaks it, counted from the beginning of the text.
    let offset: Int
    /// What is wrong and what to do, one sentence.
    let message: String
}
