import HTTP
import HTTPTypes
import Representations

/// Answers the picture that browsers show beside the address.
enum IconHandler {
    static func svg(_ call: RouteCall) -> Outcome {
        icon("image/svg+xml", Array(Icon.svg.utf8), isCompressible: true)
    }

    static func ico(_ call: RouteCall) -> Outcome { icon("image/vnd.microsoft.icon", Icon.ico, isCompressible: false) }

    private static func icon(_ type: String, _ bytes: [UInt8], isCompressible: Bool) -> Outcome {
        .direct(
            Response(
                status: .ok, fields: [.contentType: type, .cacheControl: "public, max-age=86400"],
                body: .bytes(bytes), isCompressible: isCompressible))
    }
}
