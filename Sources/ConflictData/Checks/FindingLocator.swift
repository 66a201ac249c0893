/// Looks up where in its file each finding stands: line, column and JSON Pointer.
///
/// Files are read again for it, one at a time, so that a sound dataset pays nothing. Of a file with a record a line only
/// the lines around a finding are read: where some of them begin has been noted already.
struct FindingLocator {
    /// Some lines of a file, to where the next piece begins; or the file.
    private struct Piece {
        let start: Int
        let firstLine: Int
    }

    private let files: [DatasetFile]
    /// Of plain files with a record a line, in their order.
    private let pieces: [Int: [Piece]]

    /// `chunks`: what the files gave, in order.
    init(files: [DatasetFile], chunks: [DecodedChunk]) {
        self.files = files
        var pieces: [Int: [Piece]] = [:]
        var nextLines: [Int: Int] = [:]
        for chunk in chunks where chunk.lineCount > 0 && files[chunk.file].isReadInPieces {
            let first = nextLines[chunk.file, default: 1]
            for (place, start) in chunk.lineStarts.enumerated() {
                let line = first + place * DecodedChunk.linesBetweenStarts
                pieces[chunk.file, default: []].append(Piece(start: start, firstLine: line))
            }
            nextLines[chunk.file] = first + chunk.lineCount
        }
        self.pieces = pieces
    }

    /// The findings with their places, in no order.
    func locate(_ findings: [RawFinding]) throws(DatasetUnreadable) -> [Finding] {
        var located: [Finding] = []
        for (file, group) in Dictionary(grouping: findings, by: \.file).sorted(by: { $0.key < $1.key }) {
            let pieces = pieces[file] ?? [Piece(start: 0, firstLine: 1)]
            let groups = Dictionary(grouping: group) { finding in
                max(1, pieces.partitioningIndex { $0.start > finding.site.start }) - 1
            }
            for (place, group) in groups.sorted(by: { $0.key < $1.key }) {
                let end = place + 1 < pieces.count ? pieces[place + 1].start : files[file].size
                let text = try text(of: files[file], pieces[place].start..<end)
                located += locate(group, in: text, pieces[place], of: files[file])
            }
        }
        return located
    }

    /// The text of some bytes of a file, or of all where it is not read in pieces.
    private func text(of file: DatasetFile, _ bytes: Range<Int>) throws(DatasetUnreadable) -> PaddedText {
        guard file.isReadInPieces, case .path(let path) = file.location else { return try PaddedText.whole(file) }
        let text = PaddedText()
        try text.read(path: path, from: bytes.lowerBound, count: bytes.count)
        return text
    }

    private func locate(
        _ findings: [RawFinding], in text: PaddedText, _ piece: Piece, of file: DatasetFile
    ) -> [Finding] {
        let sited = findings.map { (offset: offset(of: $0.site, in: text, from: piece.start), finding: $0) }
        let places = TextPlaces(text, isLines: file.isLines, firstLine: piece.firstLine).places(of: sited.map(\.offset))
        return sited.compactMap { offset, raw in
            guard let place = places[offset] else { return nil }
            return Finding(
                rule: raw.rule, type: raw.type, id: raw.id, file: file.name, line: place.line, column: place.column,
                pointer: place.pointer, message: raw.message)
        }
    }

    /// Where in a text that begins at a byte of the file a finding stands.
    private func offset(of site: RawFinding.Site, in text: PaddedText, from start: Int) -> Int {
        switch site {
        case .offset(let offset): return offset - start
        case .path(let record, let steps):
            // A file that was cut off since it was decoded does not reach that far.
            guard record - start < text.count else { return record - start }
            var scanner = text.scanner
            scanner.position = record - start
            return scanner.locate(steps) ?? record - start
        }
    }
}
