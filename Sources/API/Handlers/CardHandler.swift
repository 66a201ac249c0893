import ConflictData
import Representations

/// Answers the dataset card: what this is, under which terms, how much of it there is, and where to go on.
enum CardHandler {
    static let parameters: [RouteParameter] = [.envelope, .format]

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let dataset = call.dataset
        return .representation(
            Plan(presentation, at: presentation.address(of: call.route.path), of: dataset) { writer in
                write(dataset, to: &writer)
            })
    }

    private static func write(_ dataset: Dataset, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.members(dataset.card.membersJSON)
            writer.member("data_version", dataset.version)
            writer.object("counts") { writer in
                for type in RecordType.allCases { writer.member(type.plural, dataset.count(of: type)) }
            }
            writer.object("links") { writer in
                for route in RouteTable.routes {
                    guard let relation = route.relation else { continue }
                    writer.member(relation, route.path)
                }
            }
        }
    }
}
