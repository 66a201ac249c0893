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
        writer.array(lists) { writer, list in
            writer.object { writer in
                writer.member("list", list.path)
                writer.member("title", list.summary)
                for format in RepresentationFormat.feeds where list.formats.contains(format) {
                    writer.member(
                        format == .jsonFeed ? "json_feed" : format.rawValue, list.path + "." + format.rawValue)
                }
            }
        }
    }
}
