import ConflictData
import HTTP
import HTTPTypes
import Representations

/// Answers which APIs there are at this host and what describes them (RFC 9727): a linkset (RFC 9264).
enum CatalogHandler {
    /// Without its profile.
    static let type = mediaType.essence
    static let mediaType = MediaType(
        "application", "linkset+json",
        parameters: [MediaType.Parameter(name: "profile", value: "https://www.rfc-editor.org/info/rfc9727")])

    static func answer(_ call: RouteCall) -> Outcome {
        let base = call.server.text
        var writer = JSONWriter()
        writer.object { writer in
            writer.array("linkset", [()]) { writer, _ in
                writer.object { writer in
                    writer.member("anchor", base + "/v1")
                    let relations: [LinkField.Relation] = [.description, .documentation, .status]
                    for relation in relations {
                        writer.array(relation.name, [relation]) { writer, relation in
                            writer.object { writer in
                                writer.member("href", base + relation.path)
                                writer.member("type", relation.type)
                            }
                        }
                    }
                }
            }
        }
        return .direct(
            Response(
                status: .ok,
                fields: [
                    .contentType: mediaType.fieldValue, .cacheControl: "public, max-age=3600",
                    .link: LinkField.value(of: [.catalog]),
                ], body: .bytes(writer.bytes), isCompressible: true))
    }
}
