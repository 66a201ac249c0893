/// The members that `fields=` names; dotted paths reach inside.
package struct FieldSelection: Sendable {
    /// What is kept of an object.
    private final class Branch: Sendable {
        let whole: Set<String>
        let parts: [String: Branch]

        init(_ paths: [[Substring]]) {
            whole = Set(paths.filter { $0.count == 1 }.map { String($0[0]) })
            parts = Dictionary(grouping: paths.filter { $0.count > 1 }) { String($0[0]) }
                .mapValues { Branch($0.map { Array($0.dropFirst()) }) }
        }
    }

    private let root: Branch
    /// The same for selections that mean the same.
    package let canonical: String
    /// What is named, each once, in the order given.
    package let names: [String]

    /// Members that are named at most, which is far more than a record has.
    package static let maxNames = 200
    /// Dotted parts of a name; only members that begin with `x_` go deeper than records do.
    package static let maxDepth = 8

    /// Whether it keeps the links to lists of other records, which take finding out; not for `links.self` alone.
    var keepsLists: Bool { root.whole.contains("links") }

    /// Members that are no fields of a record's own, and may be selected all the same.
    private static let derived = ["links", "links.self", "checks", "mentions", "superseded_by"]

    /// `list`: names joined by commas, as in `fields=id,headline`.
    package init(_ list: String, of type: RecordType) throws(QueryError) {
        var seen: Set<String> = []
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            .filter { seen.insert($0).inserted }
        guard names.count <= Self.maxNames else {
            throw QueryError(.illTyped, parameter: "fields", detail: "fields names at most \(Self.maxNames) members.")
        }
        guard names.allSatisfy({ $0.utf8.count(where: { $0 == UInt8(ascii: ".") }) < Self.maxDepth }) else {
            throw QueryError(
                .illTyped, parameter: "fields", detail: "fields reaches at most \(Self.maxDepth) members deep.")
        }
        let known = Self.names(of: type)
        for name in names where !known.contains(name) && !name.hasPrefix("x_") {
            throw QueryError(
                .unknownValue, parameter: "fields",
                detail: "\(type.plural.capitalizedFirst) have no field \"\(name)\".",
                suggestions: NearestNames.meant(by: name, among: known.sorted(), limit: 3)
            )
        }
        root = Branch(names.map { $0.split(separator: ".") })
        canonical = names.sorted().joined(separator: ",")
        self.names = names
    }

    /// The addresses of rows inside a record, which are derived too.
    private static func addresses(_ type: RecordType) -> [String] {
        switch type {
        case .tally: ["counts.id"]
        case .interview: ["exchanges.id"]
        default: []
        }
    }

    /// The paths of a type's fields, and of the objects and lists that hold them.
    package static func names(of type: RecordType) -> Set<String> {
        var names = Set(derived + addresses(type))
        for field in FieldTable.of(type).fields {
            var path = ""
            for part in field.name.split(separator: ".") {
                path += path.isEmpty ? String(part) : "." + part
                names.insert(path)
            }
        }
        return names
    }

    /// Appends the object, keeping what is selected, in the order it is written.
    func append(of object: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        unsafe Self.append(object, 0..<object.count, root, to: &bytes)
    }

    private static func append(
        _ json: UnsafeBufferPointer<UInt8>,
        _ value: Range<Int>,
        _ branch: Branch,
        to bytes: inout [UInt8]
    ) {
        let isList = unsafe json[value.lowerBound] == UInt8(ascii: "[")
        guard unsafe isList || json[value.lowerBound] == UInt8(ascii: "{") else {
            return unsafe bytes.append(contentsOf: json[value])
        }
        bytes.append(UInt8(ascii: isList ? "[" : "{"))
        var isFirst = true
        for member in unsafe JSONMembers(json, at: value.lowerBound) {
            let key = unsafe String(decoding: json[member.key], as: UTF8.self)
            guard isList || branch.whole.contains(key) || branch.parts[key] != nil else { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            if isList {
                unsafe append(json, member.value, branch, to: &bytes)
            } else {
                unsafe bytes.append(contentsOf: json[member.key.lowerBound - 1..<member.value.lowerBound])
                if let part = branch.parts[key], !branch.whole.contains(key) {
                    unsafe append(json, member.value, part, to: &bytes)
                } else {
                    unsafe bytes.append(contentsOf: json[member.value])
                }
            }
        }
        bytes.append(UInt8(ascii: isList ? "]" : "}"))
    }
}
