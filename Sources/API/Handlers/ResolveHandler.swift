import ConflictData
import Representations

/// Answers which actor a name means, on a date if one is given, and who else it could be.
enum ResolveHandler {
    static let name = RouteParameter(
        "name", .text, required: true, "A name in any spelling; case, diacritics, hyphens and spaces do not matter.")
    static let date = RouteParameter("on", .date, "Who the name meant then: a year, month, day or moment.")

    static let parameters: [RouteParameter] = [name, date, .fields, .envelope, .format]

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: .actor)
        let name = try call.parameters.required(Self.name)
        let date = call.parameters.text(Self.date)
        let dataset = call.dataset
        let resolution = try APIError.translating { () throws(QueryError) in
            try dataset.resolveActor(name, on: date)
        }
        guard !resolution.matches.isEmpty else { throw nobody(name, on: date, resolution) }

        var address = presentation.address(of: call.route.path)
        address.append(Self.name, name)
        address.append(Self.date, date)
        return .representation(
            Plan(presentation, at: address, of: dataset, count: resolution.matches.count) { writer in
                writer.object { writer in
                    writer.member("name", name)
                    writer.member("on", date)
                    writer.key("matches")
                    write(resolution.matches, presentation.selection, dataset, to: &writer)
                    writer.key("alternatives")
                    write(resolution.alternatives, presentation.selection, dataset, to: &writer)
                }
            })
    }

    private static func nobody(_ name: String, on date: String?, _ resolution: ActorResolution) -> APIError {
        let alternatives = resolution.alternatives.map(\.id)
        let when = date.map { " on \($0)" } ?? ""
        let detail =
            alternatives.isEmpty
            ? "Nobody goes by the name “\(name)”\(when)."
            : "“\(name)” means nobody by itself\(when); it may stand for \(alternatives.joined(separator: ", "))."
        return APIError(.nameNotFound, detail, parameter: Self.name.name, suggestions: resolution.suggestions)
    }

    private static func write(
        _ matches: [ActorResolution.Match], _ selection: FieldSelection?, _ dataset: Dataset,
        to writer: inout JSONWriter
    ) {
        writer.array(matches) { writer, match in
            writer.object { writer in
                writer.member("id", match.id)
                writer.object("via") { writer in
                    writer.member("name", match.name)
                    writer.member("kind", match.kind)
                    writer.member("from", match.from)
                    writer.member("to", match.to)
                }
                writer.member("url", RecordHandler.path(of: .actor, match.id))
                writer.key("actor")
                writer.value { bytes in
                    dataset.appendJSON(ofRow: match.row, in: .actor, selection: selection, to: &bytes)
                }
            }
        }
    }
}
