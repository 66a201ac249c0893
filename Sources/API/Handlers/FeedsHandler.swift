import ConflictData
import Representations

/// Answers which feeds there are: those of whole lists. Any filter of a list makes another.
enum FeedsHandler {
    static let parameters: [RouteParameter] = [.envelope, .format]

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let lists = RouteTable.routes.filter { !Set($0.formats).isDisjoint(with: RepresentationFormat.feeds) }
        return .representation(
            Plan(
                presentation, at: presentation.address(of: call.route.path), of: call.dataset, count: lists.count
            ) { writer in write(lists, to: &writer) })
    }

    private static func write(_ lists: [Route], to writer: inout JSONWriter) {
        writer.beginArray()
        for list in lists {
            writer.beginObject()
            writer.key("list")
            writer.string(list.path)
            writer.key("title")
            writer.string(list.summary)
            for format in RepresentationFormat.feeds where list.formats.contains(format) {
                writer.key(format == .jsonFeed ? "json_feed" : format.rawValue)
                writer.string(list.path + "." + format.rawValue)
            }
            writer.endObject()
        }
        writer.endArray()
    }
}
