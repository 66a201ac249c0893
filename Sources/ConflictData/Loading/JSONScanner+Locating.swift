extension JSONScanner {
    /// The byte at which the value at the end of a path begins, from the value at the position; nil: no such value.
    mutating func locate(_ path: [JSONPathStep]) -> Int? {
        do {
            for step in path {
                switch step {
                case .key(let key): guard try enter(key: key) else { return nil }
                case .index(let index): guard try enter(index: index) else { return nil }
                }
            }
            return position
        } catch {
            return nil
        }
    }

    private mutating func enter(key wanted: String) throws(JSONFault) -> Bool {
        guard try peekKind() == .object else { return false }
        let wanted = Array(wanted.utf8)
        position += 1
        skipWhitespace()
        while current == UInt8(ascii: "\"") {
            let key = try scanString()
            skipWhitespace()
            try expect(UInt8(ascii: ":"), "':'")
            skipWhitespace()
            if unescaped(key) == wanted { return true }
            guard try skipToNext() else { return false }
        }
        return false
    }

    private mutating func enter(index wanted: Int) throws(JSONFault) -> Bool {
        guard try peekKind() == .array else { return false }
        position += 1
        skipWhitespace()
        if current == UInt8(ascii: "]") { return false }
        for _ in 0..<wanted {
            guard try skipToNext() else { return false }
        }
        return true
    }

    /// Passes the value here and the comma after it; false when it was the last.
    private mutating func skipToNext() throws(JSONFault) -> Bool {
        try scanValue(depth: 0, into: nil)
        skipWhitespace()
        guard current == UInt8(ascii: ",") else { return false }
        position += 1
        skipWhitespace()
        return true
    }
}
