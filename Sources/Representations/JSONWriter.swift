internal import ConflictData

/// Writes one JSON text (RFC 8259) into a byte buffer, placing the commas.
///
/// The caller keeps the nesting right: every `begin` has its `end`, and each value in an object follows a `key`.
/// Strings are always valid UTF-8, because Swift's are.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether the next key or value follows a sibling.
    private var followsValue = false

    package init(reservingCapacity capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func beginObject() { open("{") }
    package mutating func endObject() { close("}") }
    package mutating func beginArray() { open("[") }
    package mutating func endArray() { close("]") }

    /// Writes a member's name; its value must come next.
    package mutating func key(_ name: String) {
        separate()
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        followsValue = false
    }

    package mutating func string(_ value: String) {
        separate()
        JSONText.append(value, to: &bytes)
        followsValue = true
    }

    /// Writes a string, or `null` where there is none.
    package mutating func string(_ value: String?) {
        if let value { string(value) } else { null() }
    }

    package mutating func integer(_ value: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(of: value.magnitude)
        followsValue = true
    }

    /// Writes a number that is given in thousandths, with as many decimals as it needs.
    package mutating func thousandths(_ value: Int) {
        separate()
        bytes.append(contentsOf: Self.thousandthsText(value).utf8)
        followsValue = true
    }

    static func thousandthsText(_ value: Int) -> String {
        var digits = String(value.magnitude % 1_000 + 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000)\(digits.isEmpty ? "" : ".")\(digits)"
    }

    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func null() { literal("null") }

    private mutating func appendDigits(of number: UInt) {
        if number >= 10 { appendDigits(of: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// Writes an array of strings.
    package mutating func strings(_ values: [String]) {
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// Writes one value that is JSON already: `append` must add exactly one.
    package mutating func value(_ append: (inout [UInt8]) -> Void) {
        separate()
        append(&bytes)
        followsValue = true
    }

    /// Writes members that are JSON already, `"a":1,"b":2`, into the open object; none is allowed.
    package mutating func members(_ json: [UInt8]) {
        guard !json.isEmpty else { return }
        separate()
        bytes.append(contentsOf: json)
        followsValue = true
    }

    /// Writes members that are JSON already into the open object: `append` must add one or more.
    package mutating func members(_ append: (inout [UInt8]) -> Void) { value(append) }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        followsValue = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        followsValue = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        followsValue = true
    }

    private mutating func separate() {
        if followsValue { bytes.append(UInt8(ascii: ",")) }
    }
}
