import ConflictData
import HTTP
import HTTPTypes
import Representations

/// Answers whole lists as files to keep, and what files there are.
enum ExportHandler {
    static let file = RouteParameter(
        "file", .word(BulkName.all.map(\.text)), in: .path, "Which list and in which form, as /v1/export names them.")
    static let indexParameters: [RouteParameter] = [.envelope, .format]

    /// Below this path answers take as long as a list is gone through.
    static let path = "/v1/export"

    static func index(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let dataset = call.dataset
        return .representation(
            Plan(address: presentation.address(of: call.route.path), format: presentation.format) {
                // The .gz first: making it measures its lines, too.
                for type in RecordType.allCases { _ = dataset.bulkFile(BulkName(type, .gzip)) }
                let rows = BulkName.all.map { ExportRow($0, dataset.bulkFile($0).measure, of: dataset) }
                return ExportIndex(rows: rows, dataset: dataset, address: presentation.address(of: path))
                    .rendering(isEnveloped: presentation.isEnveloped)
            })
    }

    static func file(_ call: RouteCall) throws(APIError) -> Outcome {
        guard let name = BulkName(call.captures[0]) else { throw unknown(call.captures[0]) }
        var address = Address(path: path + "/" + name.text, explicitFormat: nil)
        address.append(.asOf, call.dataset.asOf?.text)
        let dataset = call.dataset
        return .representation(
            Plan(address: address, format: name.format == .sheet ? .csv : .ndjson) { [address] in
                let file = dataset.bulkFile(name)
                return Rendering(
                    body: .chunks(FileBody(file)), links: PageLinks(current: address),
                    fields: fields(of: file), isCompressible: false)
            })
    }

    private static func fields(of file: BulkFile) -> HTTPFields {
        [
            .contentType: file.name.format.mediaType.fieldValue,
            .contentDisposition: "attachment; filename=\"\(file.name.text)\"",
            // The whole or nothing: rows are written as they are sent.
            .acceptRanges: "none",
            .reprDigest: "sha-256=:\(file.measure.sha256Base64):",
        ]
    }

    private static func unknown(_ text: String) -> APIError {
        var search = NearestNames(to: text, limit: APIError.maxSuggestions)
        for name in BulkName.all { search.consider(name.text) }
        return APIError(
            .routeNotFound, "There is no file “\(text)”; /v1/export lists those there are.",
            suggestions: search.names.map { path + "/" + $0 })
    }
}

/// The pieces of a file, made when the socket has room for them.
final class FileBody: ChunkSource, @unchecked Sendable {
    // Proof for @unchecked Sendable: made by the thread that works out the answer, which hands it to the connection and
    // does not keep it; from then on the engine asks for pieces on that connection's loop only.
    private let reader: BulkReader
    let totalBytes: Int?

    init(_ file: BulkFile) {
        reader = file.reader()
        totalBytes = file.measure.bytes
    }

    func appendNext(to bytes: inout [UInt8]) -> Bool { reader.appendNext(to: &bytes) }
}

extension HTTPField.Name {
    /// RFC 9530 §3: a digest of the representation.
    fileprivate static let reprDigest: HTTPField.Name = {
        guard let name = HTTPField.Name("Repr-Digest") else { preconditionFailure("Repr-Digest is a token") }
        return name
    }()
}
