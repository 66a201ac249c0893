import ConflictData
import HTTP
import Representations

/// Answers what a problem's `type` refers to: the table of error codes, or one row of it.
enum ProblemsHandler {
    static let code = RouteParameter("code", .identifier, in: .path, "The last part of a problem's type.")

    static func list(_ call: RouteCall) throws(APIError) -> Outcome {
        try plan(call, path: call.route.path) { $0.array(ErrorCode.allCases) { write($1, to: &$0) } }
    }

    static func one(_ call: RouteCall) throws(APIError) -> Outcome {
        guard let code = ErrorCode(rawValue: call.captures[0]) else {
            throw APIError(
                .routeNotFound, "There is no problem of this name.",
                suggestions: NearestNames.nearest(
                    to: call.captures[0], among: ErrorCode.allCases.map(\.rawValue), limit: APIError.maxSuggestions))
        }
        return try plan(call, path: code.type) { write(code, to: &$0) }
    }

    private static func plan(
        _ call: RouteCall, path: String, write: @escaping @Sendable (inout JSONWriter) -> Void
    ) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let address = presentation.address(of: path)
        return .representation(
            Plan(address: address, format: presentation.format) {
                var writer = JSONWriter()
                write(&writer)
                return Rendering(body: .bytes(writer.bytes), links: PageLinks(current: address))
            })
    }

    private static func write(_ code: ErrorCode, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", code.type)
            writer.member("status", code.statusCode)
            writer.member("title", code.title)
            writer.member("explanation", code.explanation)
        }
    }
}
