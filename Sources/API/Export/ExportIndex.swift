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
        writer.beginObject()
        writer.key("name")
        writer.string(name.text)
        writer.key("type")
        writer.string(name.type.rawValue)
        writer.key("format")
        writer.string(name.format.rawValue)
        writer.key("media_type")
        writer.string(name.format.mediaType.fieldValue)
        writer.key("rows")
        writer.integer(rowCount)
        writer.key("bytes")
        writer.integer(measure.bytes)
        writer.key("sha256")
        writer.string(measure.sha256Hex)
        writer.key("url")
        writer.string(address.text)
        writer.endObject()
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
            writer.beginArray()
            for row in rows { row.write(dataset, to: &writer) }
            writer.endArray()
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
