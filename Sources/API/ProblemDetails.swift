import ConflictData
import HTTP
import HTTPTypes
import Representations

/// Writes an error as RFC 9457 problem details.
enum ProblemDetails {
    static let mediaType = "application/problem+json"

    /// `instance` is the target as the client sent it.
    static func response(to error: APIError, instance: RequestTarget) -> Response {
        Response(
            status: error.code.status,
            fields: [.contentType: mediaType, .cacheControl: "no-store"],
            body: .bytes(body(of: error, instance: instance))
        )
    }

    private static func body(of error: APIError, instance: RequestTarget) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.object { writer in
            writer.member("type", error.code.type)
            writer.member("title", error.code.title)
            writer.member("status", error.code.statusCode)
            writer.member("detail", error.detail)
            writer.member("instance", instance.rawPath + (instance.rawQuery.map { "?" + $0 } ?? ""))
            if let parameter = error.parameter { writer.member("parameter", parameter) }
            if !error.suggestions.isEmpty { writer.member("suggestions", error.suggestions) }
            if let overlaps = error.overlaps { write(overlaps, to: &writer) }
        }
        return writer.bytes
    }

    private static func write(_ report: OverlapReport, to writer: inout JSONWriter) {
        writer.array("overlaps", report.entries) { writer, entry in
            writer.object { writer in
                writer.member("tallies", entry.tallies)
                writer.member("reason", entry.reason)
            }
        }
        writer.member("overlaps_total", report.pairs)
        writer.member("policies", report.policies.map(\.rawValue))
    }
}
