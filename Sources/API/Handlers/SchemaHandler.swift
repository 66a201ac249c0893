import ConflictData
import HTTP
import Representations

/// Answers the JSON Schemas of dataset files: which there are, and each of them, for editors and validators.
enum SchemaHandler {
    static let type = RouteParameter(
        "type", .identifier, in: .path, "dataset, or a type of record, in the plural or the singular.")
    static let parameters: [RouteParameter] = [.envelope, .format]

    static func list(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let subjects = JSONSchema.Subject.all
        return .representation(
            Plan(presentation, at: presentation.address(of: call.route.path), of: call.dataset, count: subjects.count) {
                writer in
                writer.array(subjects) { write($1, to: &$0) }
            })
    }

    /// The same for every dataset, so the tag depends on the release alone.
    static func one(_ call: RouteCall) throws(APIError) -> Outcome {
        let file = call.captures[0]
        let name = file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file
        guard let subject = JSONSchema.Subject(name: name) else {
            throw APIError(
                .routeNotFound, "There is no schema of “\(name)”; /v1/schema lists those there are.",
                suggestions: NearestNames.nearest(
                    to: name, among: JSONSchema.Subject.names, limit: APIError.maxSuggestions))
        }
        guard name != file else { return .moved(to: path(of: name)) }
        let address = Address(path: path(of: subject.name), explicitFormat: nil)
        return .representation(
            Plan(address: address, format: .json, mediaType: mediaType, isOfData: false) {
                Rendering(body: .bytes(documents[subject.name] ?? []), links: PageLinks(current: address))
            })
    }

    static func path(of name: String) -> String { "/v1/schema/" + name + suffix }

    private static let suffix = ".json"
    private static let mediaType = MediaType("application", "schema+json")

    /// Made once a process.
    private static let documents = Dictionary(
        uniqueKeysWithValues: JSONSchema.Subject.all.map { ($0.name, JSONSchema.schema(of: $0).bytes) })

    private static func write(_ subject: JSONSchema.Subject, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", subject.name)
            writer.member("title", subject.summary)
            writer.member("url", path(of: subject.name))
        }
    }
}
