/// Looks up where in its file each finding stands: line, column and JSON Pointer.
///
/// Files are read again for it, one at a time, so that a sound dataset pays nothing.
struct FindingLocator {
    let files: [DatasetFile]

    /// The findings with their places, in no order.
    func locate(_ findings: [RawFinding]) throws(DatasetUnreadable) -> [Finding] {
        var located: [Finding] = []
        for (number, group) in Dictionary(grouping: findings, by: \.file).sorted(by: { $0.key < $1.key }) {
            let file = files[number]
            let text = try PaddedText.whole(file)
            let sited = group.map { (offset: offset(of: $0.site, in: text), finding: $0) }
            let places = TextPlaces(text, isLines: file.isLines).places(of: sited.map(\.offset))
            for (offset, raw) in sited {
                guard let place = places[offset] else { continue }
                located.append(
                    Finding(
                        rule: raw.rule, type: raw.type, id: raw.id, file: file.name, line: place.line,
                        column: place.column, pointer: place.pointer, message: raw.message
                    )
                )
            }
        }
        return located
    }

    private func offset(of site: RawFinding.Site, in text: PaddedText) -> Int {
        switch site {
        case .offset(let offset): return offset
        case .path(let record, let steps):
            var scanner = text.scanner
            scanner.position = record
            return scanner.locate(steps) ?? record
        }
    }
}
