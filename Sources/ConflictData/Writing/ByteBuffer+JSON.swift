/// Values of JSON, from columns and from texts.
extension ByteBuffer {
    /// A text that is made up while the program runs; a literal needs no string to be made of it.
    func append(text: String) {
        var text = text
        text.withUTF8 { unsafe append($0) }
    }

    /// Appends a text as a string with its quotes.
    func append(jsonString text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        unsafe JSONText.forEachPiece(of: text) { unsafe append($0) }
        append(UInt8(ascii: "\""))
    }

    func append(jsonString text: String) {
        var text = text
        text.withUTF8 { unsafe append(jsonString: $0) }
    }

    /// Appends a text that needs no escapes, such as an id.
    @inline(__always)
    func append(quoted text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        unsafe append(text)
        append(UInt8(ascii: "\""))
    }

    func append(json flag: Bool) { append(flag ? "true" : "false") }

    /// Appends a number, or null where there is none.
    @inline(__always)
    func append(json number: Int64?) {
        if let number { append(decimal: number) } else { append("null") }
    }

    /// Appends again what was written before.
    func append(again range: Range<Int>) {
        reserve(range.count)
        unsafe append(slice(range.lowerBound, range.count))
    }
}
