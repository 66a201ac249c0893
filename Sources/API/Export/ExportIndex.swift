package import ConflictData
import HTTP
import Representations

/// One file of an export, as its index tells of it.
package struct ExportRow: Sendable {
    fileprivate let name: BulkName
    fileprivate let measure: FileMeasure
    fileprivate let rowCount: Int

    package init(_ name: BulkName, _ measure: FileMeasure, of dataset: Dataset) {
        (self.name, self.measure) = (name, measure)
        rowCount = dataset.count(of: name.type)
    }

    fileprivate func write(_ dataset: Dataset, to writer: inout JSONWriter) {
        var address = Address(path: ExportHandler.path + "/" + name.text, explicitFormat: nil)
        address.append(.asOf, dataset.asOf?.text)
        writer.object { writer in
            writer.member("name", name.text)
            writer.member("type", name.type.rawValue)
            writer.member("format", name.format.rawValue)
            writer.member("media_type", name.format.mediaType.fieldValue)
            writer.member("rows", rowCount)
            writer.member("bytes", measure.bytes)
            writer.member("sha256", measure.sha256Hex)
            writer.member("url", address.text)
        }
    }
}

/// The files of an export with their sizes and digests, in the envelope of every answer.
package struct ExportIndex: Sendable {
    private let rows: [ExportRow]
    private let dataset: Dataset
    private let address: Address

    init(rows: [ExportRow], dataset: Dataset, address: Address) {
        (self.rows, self.dataset, self.address) = (rows, dataset, address)
    }

    /// The index of files that are written without a server: what `/v1/export` answers, of these files.
    package init(_ rows: [ExportRow], of dataset: Dataset) {
        var address = Address(path: ExportHandler.path, explicitFormat: nil)
        address.append(.asOf, dataset.asOf?.text)
        self.init(rows: rows, dataset: dataset, address: address)
    }

    /// As the body of an answer.
    package var json: [UInt8] {
        guard case .bytes(let bytes) = rendering(isEnveloped: true).body else { return [] }
        return bytes
    }

    func rendering(isEnveloped: Bool) -> Rendering {
        Envelope(
            dataset: dataset, links: PageLinks(current: address), total: rows.count, returned: rows.count,
            isShown: isEnveloped
        )
        .rendering(capacityBytes: rows.count * Self.typicalRowBytes) { writer in
            writer.array(rows) { $1.write(dataset, to: &$0) }
        }
    }

    private static let typicalRowBytes = 320
}

extension BulkFormat {
    /// The value of `Content-Type`.
    var mediaType: MediaType {
        switch self {
        case .lines: RepresentationFormat.ndjson.mediaType
        case .sheet: RepresentationFormat.csv.mediaType
        case .gzip: MediaType("application", "gzip")
        }
    }
}
