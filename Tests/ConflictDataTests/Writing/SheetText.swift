/// A sheet read back by the letter of RFC 4180.
struct SheetText {
    let rows: [[String]]

    init(_ text: String, separator: Character = ",") {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                guard scalar == "\"" else {
                    cell.unicodeScalars.append(scalar)
                    continue
                }
                if scalars.first == "\"" {
                    cell.unicodeScalars.append(scalar)
                    scalars.removeFirst()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"": isQuoted = true
            case separator.unicodeScalars.first:
                row.append(cell)
                cell = ""
            case "\r" where scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.unicodeScalars.append(scalar)
            }
        }
        self.rows = rows
    }
}
