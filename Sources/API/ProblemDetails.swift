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
        writer.beginObject()
        writer.key("type")
        writer.string(error.code.type)
        writer.key("title")
        writer.string(error.code.title)
        writer.key("status")
        writer.integer(error.code.statusCode)
        writer.key("detail")
        writer.string(error.detail)
        writer.key("instance")
        writer.string(instance.rawPath + (instance.rawQuery.map { "?" + $0 } ?? ""))
        if let parameter = error.parameter {
            writer.key("parameter")
            writer.string(parameter)
        }
        if !error.suggestions.isEmpty {
            writer.key("suggestions")
            writer.strings(error.suggestions)
        }
        if let overlaps = error.overlaps { write(overlaps, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ report: OverlapReport, to writer: inout JSONWriter) {
        writer.key("overlaps")
        writer.beginArray()
        for entry in report.entries {
            writer.beginObject()
            writer.key("tallies")
            writer.strings(entry.tallies)
            writer.key("reason")
            writer.string(entry.reason)
            writer.endObject()
        }
        writer.endArray()
        writer.key("overlaps_total")
        writer.integer(report.pairs)
        writer.key("policies")
        writer.strings(report.policies.map(\.rawValue))
    }
}
