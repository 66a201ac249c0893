import ConflictData
import HTTP
import Representations

/// Answers one record by its id.
enum RecordHandler {
    static let parameters: [RouteParameter] = [.recordID, .fields, .include, .envelope, .format]

    static func answer(_ call: RouteCall, _ type: RecordType) throws(APIError) -> Outcome {
        let (lookup, id, suffix) = find(call.captures[0], type, in: call.dataset)
        switch lookup {
        case .missing(let nearest): throw missing(type, id, nearest)
        case .gone(let id, let moment, let reason): throw retracted(type, id, at: moment, reason: reason)
        case .moved(let id):
            let query = call.request.target.rawQuery.map { "?" + $0 } ?? ""
            return .moved(to: Address(path: path(of: type, id), explicitFormat: suffix).text + query)
        case .row(let row):
            let presentation = try call.presentation(of: type, suffix: suffix)
            let included = try ListAdditions.included(call.parameters, type)
            let dataset = call.dataset
            let address = presentation.address(of: path(of: type, id))
                .appending(.include, included.isEmpty ? nil : included.map(\.plural).joined(separator: ","))
            return .representation(
                Plan(
                    presentation, at: address, of: dataset,
                    members: {
                        included.isEmpty
                            ? [] : [.included(dataset.included(included, from: [row], of: type), dataset)]
                    },
                    write: { writer in
                        writer.value { bytes in
                            dataset.appendJSON(ofRow: row, in: type, selection: presentation.selection, to: &bytes)
                        }
                    }))
        }
    }

    static func path(of type: RecordType, _ id: String) -> String { "/v1/\(type.plural)/\(id)" }

    /// First the whole segment as an id, then an id with a format suffix.
    private static func find(
        _ segment: String, _ type: RecordType, in dataset: Dataset
    ) -> (lookup: Lookup, id: String, suffix: RepresentationFormat?) {
        let whole = dataset.lookUp(segment, in: type)
        guard case .missing = whole, let (stem, format) = RepresentationFormat.split(segment) else {
            return (whole, segment, nil)
        }
        return (dataset.lookUp(stem, in: type), stem, format)
    }

    static func missing(_ type: RecordType, _ id: String, _ nearest: [String]) -> APIError {
        APIError(.recordNotFound, "There is no \(type.rawValue) with the id “\(id)”.", suggestions: nearest)
    }

    static func retracted(_ type: RecordType, _ id: String, at moment: String?, reason: String?) -> APIError {
        let when = moment.map { " on \($0)" } ?? ""
        let why = reason.map { ": \($0)" } ?? "."
        return APIError(.recordRetracted, "The \(type.rawValue) “\(id)” was retracted\(when)\(why)")
    }
}
