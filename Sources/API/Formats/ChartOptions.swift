import ConflictData
import HTTP
import Representations

/// What a client asks of a picture beside its figures.
struct ChartOptions: Sendable {
    let size: ChartSize

    static let parameters: [RouteParameter] = [.width, .height]

    /// Reads the parameters; on any other format they are refused, since they would mean nothing.
    init(_ call: RouteCall, _ format: RepresentationFormat) throws(APIError) {
        guard format == .svg else {
            for parameter in Self.parameters where call.parameters.text(parameter) != nil {
                throw APIError(
                    .parameterNotApplicable, "“\(parameter.name)” is about pictures; ask for .svg, or leave it out.",
                    parameter: parameter.name)
            }
            size = ChartSize()
            return
        }
        size = ChartSize(
            width: try call.parameters.integer(.width), height: try call.parameters.integerIfGiven(.height))
    }

    func append(to address: inout Address) {
        address.append(.width, String(size.width))
        address.append(.height, size.height.map(String.init))
    }

    /// Refuses more rows than a picture can hold.
    static func limit(_ call: RouteCall, most: Int) throws(APIError) -> Int {
        let limit = try call.parameters.integer(.limit)
        guard limit <= most else {
            throw APIError(
                .parameterNotApplicable,
                "A picture has at most \(most) rows: give a smaller “limit”, or ask for .csv.",
                parameter: RouteParameter.limit.name, suggestions: ["limit=\(most)"])
        }
        return limit
    }
}

extension RouteParameter {
    static let width = RouteParameter(
        "width", .integer(ChartSize.widths, default: ChartSize().width), "Of .svg: how wide the picture is, in pixels.")
    static let height = RouteParameter(
        "height", .integer(ChartSize.heights, default: nil),
        "Of .svg: how high the picture is; left out, as high as what it shows.")
}

extension Plan {
    /// A plan for a picture.
    static func chart(
        at address: Address, links: PageLinks? = nil, _ bytes: @escaping @Sendable () throws(APIError) -> [UInt8]
    ) -> Plan {
        Plan(address: address, format: .svg) { () throws(APIError) in
            Rendering(body: .bytes(try bytes()), links: links ?? PageLinks(current: address))
        }
    }
}
