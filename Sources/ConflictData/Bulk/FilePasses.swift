/// Goes through a list once for the bytes and the measure of a text.
struct TextPass {
    private let document: BulkDocument
    private let text: MeasuredBytes

    /// - Parameter sink: where the bytes go; nil: nowhere.
    init(_ type: RecordType, isSheet: Bool, to sink: (any ByteSink)? = nil) {
        document = BulkDocument(type, isSheet: isSheet)
        text = MeasuredBytes(to: sink)
    }

    /// - Parameter progress: told how many rows have been gone over.
    func run(_ dataset: Dataset, progress: @escaping (Int) -> Void = { _ in }) -> FileMeasure {
        BulkPass(document: document, dataset: dataset, isCompressed: false).run { [text] piece in
            unsafe text.append(piece.text.bytes)
            progress(piece.end)
        }
        return text.measure()
    }
}

/// Goes through a list once for its lines and their gzip coding.
struct GzipPass {
    typealias Measures = (lines: FileMeasure, gzip: FileMeasure)

    private let document: BulkDocument
    private let lines: MeasuredBytes
    private let gzip: MeasuredBytes

    init(_ type: RecordType, lines: (any ByteSink)? = nil, gzip: (any ByteSink)?) {
        document = BulkDocument(type, isSheet: false)
        (self.lines, self.gzip) = (MeasuredBytes(to: lines), MeasuredBytes(to: gzip))
    }

    /// - Parameter progress: told how many rows have been gone over.
    func run(_ dataset: Dataset, progress: @escaping (Int) -> Void = { _ in }) -> Measures {
        var wrapper = GzipWrapper()
        gzip.append(GzipWrapper.header)
        BulkPass(document: document, dataset: dataset, isCompressed: true).run { [lines, gzip] piece in
            unsafe lines.append(piece.text.bytes)
            if let deflated = piece.deflated {
                unsafe gzip.append(deflated.bytes.bytes)
                wrapper.add(deflated)
            }
            progress(piece.end)
        }
        gzip.append(wrapper.trailer)
        return (lines.measure(), gzip.measure())
    }
}
