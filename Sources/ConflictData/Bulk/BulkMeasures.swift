/// What was found out about the files of a moment: each is measured once, when it is first asked for, and each `.gz` is
/// made once; those who ask meanwhile wait for the same.
final class BulkMeasures: Sendable {
    private struct Gzip: Sendable {
        let lines: FileMeasure
        let measure: FileMeasure
        let bytes: SpooledBytes
    }

    private struct OfType: Sendable {
        let lines = OnceMade<FileMeasure>()
        let gzip = OnceMade<Gzip>()
        let sheet = OnceMade<FileMeasure>()
    }

    private let types = Dictionary(uniqueKeysWithValues: RecordType.allCases.map { ($0, OfType()) })

    /// - Parameter dataset: at this object's moment.
    func file(_ name: BulkName, of dataset: Dataset) -> BulkFile {
        guard let known = types[name.type] else { preconditionFailure("every type is there") }
        switch name.format {
        case .lines:
            // The one pass for the .gz has measured both.
            let measure = known.lines.value {
                known.gzip.made?.lines ?? TextPass(name.type, isSheet: false).run(dataset)
            }
            return BulkFile(name, measure, .rows(dataset))
        case .sheet:
            let measure = known.sheet.value { TextPass(name.type, isSheet: true).run(dataset) }
            return BulkFile(name, measure, .rows(dataset))
        case .gzip:
            let gzip = known.gzip.value { Self.gzip(name.type, dataset) }
            return BulkFile(name, gzip.measure, .spooled(gzip.bytes))
        }
    }

    private static func gzip(_ type: RecordType, _ dataset: Dataset) -> Gzip {
        var measures: GzipPass.Measures?
        let bytes = SpooledBytes { sink in measures = GzipPass(type, gzip: sink).run(dataset) }
        guard let measures else { preconditionFailure("a spool is filled before it is there") }
        return Gzip(lines: measures.lines, measure: measures.gzip, bytes: bytes)
    }
}
