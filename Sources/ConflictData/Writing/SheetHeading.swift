/// What stands above the rows of a sheet (RFC 4180): the names of the columns, always, and their HXL hashtags if asked.
package struct SheetHeading: Sendable {
    private let columns: [String]
    /// A hashtag or nothing for each column; nil: no row of tags.
    private let tags: [String?]?
    private let separator: UInt8
    private let hasMark: Bool

    /// - Parameter hasMark: whether the byte order mark of UTF-8 leads, by which Excel knows it.
    package init(columns: [String], tags: [String?]?, separator: UInt8, hasMark: Bool) {
        self.columns = columns
        self.tags = tags
        self.separator = separator
        self.hasMark = hasMark
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
        append(columns, to: &bytes)
        if let tags { append(tags.map { $0 ?? "" }, to: &bytes) }
        return bytes
    }

    /// Names and tags are of letters, digits and `._#+`: they need no quotes, but for an extension's name that may be
    /// anything.
    private func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            let special = [separator, UInt8(ascii: "\""), 0x0A, 0x0D]
            guard cell.utf8.contains(where: special.contains) else {
                bytes.append(contentsOf: cell.utf8)
                continue
            }
            bytes.append(contentsOf: ("\"" + cell.replacing("\"", with: "\"\"") + "\"").utf8)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
}
