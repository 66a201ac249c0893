import ConflictData

/// How the client wants to see the data: format, members, envelope or not. Routes have these in common.
struct Presentation: Sendable {
    let format: RepresentationFormat
    /// Whether the client named the format by suffix or parameter, rather than by `Accept`.
    let isFormatNamed: Bool
    /// The members chosen, nil for all.
    let selection: FieldSelection?
    let isEnveloped: Bool
    /// The moment from which the data is looked at, as it is written in addresses; nil: now.
    let asOf: String?

    /// The canonical address of a path seen this way.
    func address(of path: String) -> Address {
        var address = Address(path: path, explicitFormat: isFormatNamed ? format : nil)
        address.append(.asOf, asOf)
        // The columns of a sheet stand in the order in which they are named.
        address.append(.fields, format == .csv ? selection?.names.joined(separator: ",") : selection?.canonical)
        address.append(.envelope, String(isEnveloped))
        return address
    }
}
