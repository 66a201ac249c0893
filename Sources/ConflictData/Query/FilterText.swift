/// The values of a parameter as text: separated by commas, in double quotes where they hold one.
package enum FilterText {
    /// Twice as many as anybody has listed by hand; a list of ids that is longer is better asked for by what they share.
    package static let maxValues = 500

    /// The values, at least one and none empty.
    static func values(of name: String, _ text: String) throws(QueryError) -> [String] {
        var values: [String] = []
        var rest = Substring(text).unicodeScalars
        repeat {
            if !values.isEmpty { rest.removeFirst() }
            let value = rest.first == "\"" ? try quoted(&rest, name) : plain(&rest)
            guard !value.isEmpty else {
                throw QueryError(.illTyped, parameter: name, detail: "\(name) needs a value: \(name)=a or \(name)=a,b.")
            }
            values.append(value)
            guard values.count <= maxValues else {
                throw QueryError(
                    .illTyped, parameter: name, detail: "\(name) takes at most \(maxValues) values; ask in parts.")
            }
        } while !rest.isEmpty
        return values
    }

    /// The one value of a parameter that takes no list.
    static func value(of name: String, _ text: String) throws(QueryError) -> String {
        let values = try values(of: name, text)
        guard values.count == 1 else {
            throw QueryError(.illTyped, parameter: name, detail: "\(name) takes one value, not \(values.count).")
        }
        return values[0]
    }

    /// Values as one text, each once and in order.
    static func joined(_ values: [String]) -> String {
        if values.count == 1 { return quotedIfNeeded(values[0]) }
        return Set(values).sorted().map(quotedIfNeeded).joined(separator: ",")
    }

    private static func quotedIfNeeded(_ value: String) -> String {
        let isPlain = !value.utf8.contains(UInt8(ascii: ",")) && value.utf8.first != UInt8(ascii: "\"")
        return isPlain ? value : "\"\(value.replacing("\"", with: "\"\""))\""
    }

    private static func plain(_ rest: inout Substring.UnicodeScalarView) -> String {
        let value = rest.prefix { $0 != "," }
        rest = rest[value.endIndex...]
        return String(value)
    }

    /// A value in double quotes, in which two stand for one.
    private static func quoted(
        _ rest: inout Substring.UnicodeScalarView, _ name: String
    ) throws(QueryError) -> String {
        var value = String.UnicodeScalarView()
        rest.removeFirst()
        while let scalar = rest.popFirst() {
            guard scalar == "\"" else {
                value.append(scalar)
                continue
            }
            guard let next = rest.first, next != "," else { return String(value) }
            guard next == "\"" else { break }
            value.append("\"")
            rest.removeFirst()
        }
        throw QueryError(
            .illTyped, parameter: name,
            detail:
                "A quote in \(name) is not closed before a comma or the end; write \"a, b\", and \"\" for a quote within."
        )
    }
}
