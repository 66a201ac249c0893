import ConflictData
import HTTP
import HTTPTypes
import Representations

/// Answers whether the process lives and whether it serves data, for supervisors and load balancers.
enum HealthHandler {
    /// The process answers requests; nothing else is asked of it.
    static func live(_ call: RouteCall) -> Outcome { .direct(response { _ in }) }

    /// A dataset is loaded and served, of this version.
    static func ready(_ call: RouteCall) -> Outcome {
        .direct(
            response { $0.member("data_version", call.dataset.version) })
    }

    private static func response(_ writeMembers: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("status", "ok")
            writeMembers(&writer)
        }
        return Response(
            status: .ok,
            fields: [.contentType: RepresentationFormat.json.mediaType.fieldValue, .cacheControl: "no-store"],
            body: .bytes(writer.bytes)
        )
    }
}
