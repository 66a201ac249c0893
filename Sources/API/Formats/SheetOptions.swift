import ConflictData
import Representations

/// What a client asks of a sheet beside its rows and columns.
struct SheetOptions: Sendable {
    let hasTags: Bool
    let hasMark: Bool
    let dialect: SheetDialect
    /// The parameters as they are written in addresses, where they are not what is used anyway.
    private let canonical: [(parameter: RouteParameter, value: String)]

    static let parameters: [RouteParameter] = [.hxl, .bom, .separator, .safe]

    /// Reads the parameters; on any other format they are refused, since they would mean nothing.
    init(_ call: RouteCall, _ format: RepresentationFormat) throws(APIError) {
        let parameters = call.parameters
        guard format == .csv else {
            for parameter in Self.parameters where parameters.text(parameter) != nil {
                throw APIError(
                    .parameterNotApplicable, "“\(parameter.name)” is about sheets; ask for .csv, or leave it out.",
                    parameter: parameter.name)
            }
            (hasTags, hasMark, dialect, canonical) = (false, false, SheetDialect(), [])
            return
        }
        hasTags = try parameters.flag(.hxl)
        hasMark = try parameters.flag(.bom)
        let isSafe = try parameters.flag(.safe)
        let name = parameters.text(.separator) ?? ","
        guard let separator = Self.separators.first(where: { $0.names.contains(name) }) else {
            throw APIError(
                .invalidParameter, "“sep” must be a comma, a semicolon (%3B) or tab.",
                parameter: RouteParameter.separator.name, suggestions: [",", ";", "tab"])
        }
        dialect = SheetDialect(separator: separator.byte, isSafe: isSafe)
        canonical =
            [
                (.hxl, String(hasTags)), (.bom, String(hasMark)), (.safe, String(isSafe)),
            ] + (separator.byte == UInt8(ascii: ",") ? [] : [(.separator, separator.names[0])])
    }

    private static let separators: [(byte: UInt8, names: [String])] = [
        (UInt8(ascii: ","), [",", "comma"]), (UInt8(ascii: ";"), [";", "semicolon"]), (0x09, ["tab", "\t"]),
    ]

    /// What `sep` takes.
    static let separatorNames = separators.flatMap(\.names).filter { $0 != "\t" }

    func append(to address: inout Address) {
        for (parameter, value) in canonical { address.append(parameter, value) }
    }
}

extension RouteParameter {
    static let hxl = RouteParameter(
        "hxl", .flag(default: false), ofForm: true, "Of .csv: true adds the row of HXL hashtags.")
    static let bom = RouteParameter(
        "bom", .flag(default: false), ofForm: true,
        "Of .csv: true begins with a byte order mark, by which Excel knows UTF-8.")
    static let separator = RouteParameter(
        "sep", .text, ofForm: true, "Of .csv: what parts the cells, a comma, a semicolon or tab.")
    static let safe = RouteParameter(
        "safe", .flag(default: false), ofForm: true,
        "Of .csv: true puts ' before text that a spreadsheet would take for a formula.")
}
