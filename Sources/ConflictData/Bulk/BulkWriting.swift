/// Writes the files of lists to descriptors: the same bytes that are served.
package struct BulkWriting {
    private let dataset: Dataset

    package init(_ dataset: Dataset) { self.dataset = dataset }

    /// Writes a list in some forms, each to the file that is open there, and gives what was written.
    ///
    /// - Parameter progress: told, of the rows to be gone over, how many have been.
    package func write(
        _ type: RecordType, to descriptors: [BulkFormat: Int32],
        progress: @escaping (_ done: Int, _ total: Int) -> Void
    ) throws(BulkWriteFailure) -> [BulkFormat: FileMeasure] {
        let sinks = descriptors.mapValues { DescriptorSink($0) }
        let hasLines = sinks[.lines] != nil || sinks[.gzip] != nil
        let length = dataset.served(type).count
        let total = length * ((hasLines ? 1 : 0) + (sinks[.sheet] == nil ? 0 : 1))
        var measures: [BulkFormat: FileMeasure] = [:]
        if let gzip = sinks[.gzip] {
            let both = GzipPass(type, lines: sinks[.lines], gzip: gzip).run(dataset) { progress($0, total) }
            (measures[.lines], measures[.gzip]) = (both.lines, both.gzip)
        } else if let lines = sinks[.lines] {
            measures[.lines] = TextPass(type, isSheet: false, to: lines).run(dataset) { progress($0, total) }
        }
        if let sheet = sinks[.sheet] {
            let before = total - length
            measures[.sheet] = TextPass(type, isSheet: true, to: sheet).run(dataset) { progress(before + $0, total) }
        }
        for format in BulkFormat.allCases {
            if let failure = sinks[format]?.failure {
                throw BulkWriteFailure(format: format, errorNumber: failure)
            }
        }
        return measures.filter { descriptors.keys.contains($0.key) }
    }
}

/// A file could not be written to its end.
package struct BulkWriteFailure: Error {
    package let format: BulkFormat
    /// Of errno.
    package let errorNumber: Int32
}
