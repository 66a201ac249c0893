/// Looks up members of a record's JSON by key.
struct RecordMembers {
    private let json: [UInt8]

    init(_ json: [UInt8]) { self.json = json }

    /// The text at the end of a path of keys; nil where there is none.
    func text(_ path: String...) -> String? {
        unsafe json.withUnsafeBufferPointer { json in
            guard let range = unsafe json.value(at: path), unsafe json[range.lowerBound] == UInt8(ascii: "\"") else {
                return nil
            }
            return unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[range]))
        }
    }

    /// The texts of a list, or the text alone.
    func texts(_ key: String) -> [String] {
        if let text = text(key) { return [text] }
        return unsafe json.withUnsafeBufferPointer { json in
            guard let range = unsafe json.value(at: [key]), unsafe json[range.lowerBound] == UInt8(ascii: "[") else {
                return []
            }
            return unsafe JSONMembers(json, at: range.lowerBound).map { element in
                unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[element.value]))
            }
        }
    }

    /// The objects of a list.
    func objects(_ key: String) -> [RecordMembers] {
        unsafe json.withUnsafeBufferPointer { json in
            guard let range = unsafe json.value(at: [key]), unsafe json[range.lowerBound] == UInt8(ascii: "[") else {
                return []
            }
            return unsafe JSONMembers(json, at: range.lowerBound).map { unsafe RecordMembers(Array(json[$0.value])) }
        }
    }
}
