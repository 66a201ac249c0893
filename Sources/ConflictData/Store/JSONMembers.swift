/// The members of an object, or the elements of a list, in JSON that was written here: sound and without white space.
@safe
struct JSONMembers: Sequence, IteratorProtocol {
    struct Member {
        /// The key as written between its quotes; empty for elements of a list.
        let key: Range<Int>
        /// The value, from its first byte to its last.
        let value: Range<Int>
    }

    private let json: UnsafeBufferPointer<UInt8>
    private let count: Int
    private let isObject: Bool
    private var position: Int

    /// `start`: where the object or list begins in `json`. The closing bracket may be missing at the end.
    init(_ json: UnsafeBufferPointer<UInt8>, at start: Int = 0) {
        unsafe self.json = unsafe json
        count = json.count
        isObject = unsafe start < json.count && json[start] == UInt8(ascii: "{")
        position = start + 1
    }

    private func byte(_ index: Int) -> UInt8 { unsafe json[index] }

    mutating func next() -> Member? {
        guard position < count, byte(position) != UInt8(ascii: "}"), byte(position) != UInt8(ascii: "]") else {
            return nil
        }
        if byte(position) == UInt8(ascii: ",") { position += 1 }
        var key = position..<position
        if isObject {
            let end = endOfString(position)
            key = position + 1..<end - 1
            position = end + 1
        }
        let start = position
        position = endOfValue(position)
        return Member(key: key, value: start..<position)
    }

    /// The byte after a string's closing quote.
    private func endOfString(_ start: Int) -> Int {
        var index = start + 1
        while index < count {
            guard let plain = unsafe UnsafeBufferPointer(rebasing: json[index...]).firstByte(UInt8(ascii: "\"")) else {
                return count
            }
            let quote = index + plain
            // Behind an odd number of backslashes it is part of the text.
            var first = quote
            while first > start + 1, byte(first - 1) == UInt8(ascii: "\\") { first -= 1 }
            if (quote - first).isMultiple(of: 2) { return quote + 1 }
            index = quote + 1
        }
        return count
    }

    private func endOfValue(_ start: Int) -> Int {
        var index = start
        var depth = 0
        while index < count {
            switch byte(index) {
            case UInt8(ascii: "\""):
                index = endOfString(index)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ","): if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return count
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a part of it is that text.
    func matches(_ text: some Collection<UInt8>, at range: Range<Int>) -> Bool {
        unsafe range.count == text.count && UnsafeBufferPointer(rebasing: self[range]).elementsEqual(text)
    }

    /// The value at the end of a path of keys, in JSON that was written here; nil when there is none.
    func value(at path: [String]) -> Range<Int>? {
        var found = 0..<count
        for key in path {
            var next: Range<Int>?
            for member in unsafe JSONMembers(self, at: found.lowerBound) where unsafe matches(key.utf8, at: member.key)
            {
                next = member.value
                break
            }
            guard let next else { return nil }
            found = next
        }
        return found
    }

    /// The value of one member of the object that begins at `start`; nil when there is none.
    func value(of key: String, inObjectAt start: Int) -> Range<Int>? {
        for member in unsafe JSONMembers(self, at: start) where unsafe matches(key.utf8, at: member.key) {
            return member.value
        }
        return nil
    }
}
