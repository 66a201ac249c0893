extension RecordDecoder {
    /// `$schema` tells an editor how to check the file; it is no part of the record and is not kept.
    mutating func decodeSchemaKey(at keyOffset: Int) throws(JSONFault) {
        let offset = scanner.position
        let kind = try scanner.peekKind()
        if namesSchema {
            find(.duplicateKey, at: keyOffset, "the key \"\(Field.schemaKey)\" stands twice in this object; keep one")
        } else if kind != .string {
            find(.wrongType, at: offset, "\"\(Field.schemaKey)\" must be the address of a schema, not \(kind.words)")
        }
        namesSchema = true
        try scanner.scanValue(depth: 0, into: nil)
    }
}
