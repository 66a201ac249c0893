/// Whole members of objects in one call.
extension JSONWriter {
    package mutating func member(_ name: String, _ value: String?) {
        key(name)
        string(value)
    }

    package mutating func member(_ name: String, _ value: Int64?) {
        key(name)
        if let value { integer(Int(value)) } else { null() }
    }

    /// An object of which `write` writes the members.
    package mutating func object(_ write: (inout JSONWriter) -> Void) {
        beginObject()
        write(&self)
        endObject()
    }

    /// A member that is an array; `write` writes one value for each element.
    package mutating func array<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}
