extension RecordDecoder {
    /// Reads a `CountValue`: derives its bounds, checks it, and writes it with them.
    mutating func decodeFigure(_ layout: ObjectLayout, row: Int, depth: Int) throws(JSONFault) {
        let source = scanner.position
        let start = scratch.count
        let findingsBefore = chunk.findings.count
        let isExtended = try decodeObject(layout, row: row, depth: depth)
        let places = FigureColumns.ofCounts
        let figure = places.figure(of: row, in: chunk)
        // A figure that could not be read is a finding already, and not missing.
        let problems = chunk.findings.count == findingsBefore ? figure.problems : []
        for problem in problems {
            let offset = problem.key.flatMap { locate($0, inObjectAt: source) } ?? source
            find(problem.rule, at: offset, problem.message)
        }
        let bounds = figure.bounds
        columns[places.min].set(wide: bounds.min ?? Column.noNumber, row: row)
        columns[places.max].set(wide: bounds.max ?? Column.noNumber, row: row)
        // Rows of counts give 0 as the value of "none".
        if figure.qualifier == .none { columns[places.value].set(wide: 0, row: row) }
        if figure.qualifier != .other {
            let qualifier = columns[places.qualifier].narrow(row)
            write(qualifier, figure, bounds, over: start, keepsRest: isExtended || figure.text != nil)
        }
    }

    /// Where the value of a key stands in an object that was read already.
    private func locate(_ key: String, inObjectAt source: Int) -> Int? {
        var again = scanner
        again.position = source
        return again.locate([.key(key)])
    }

    /// Writes the figure with its bounds over the object that begins at `start`; its `x_` members stay.
    private func write(
        _ qualifier: SymbolTable.Symbol, _ figure: CountValue, _ bounds: CountValue.Bounds, over start: Int,
        keepsRest: Bool
    ) {
        let middle = scratch.count
        scratch.append("{\"qualifier\":\"")
        unsafe scratch.append(chunk.symbols.bytes(qualifier))
        scratch.append("\"")
        write(",\"value\":", figure.value)
        scratch.append(",\"min\":")
        writeOpen(bounds.min)
        scratch.append(",\"max\":")
        writeOpen(bounds.max)
        if bounds.isMinDerived { scratch.append(",\"min_derived\":true") }
        write(",\"best\":", figure.best)
        write(",\"rounded_to\":", figure.roundedTo)
        if keepsRest { appendRest(of: start..<middle) }
        scratch.append("}")
        scratch.replace(from: start, withTailFrom: middle)
    }

    private func write(_ key: StaticString, _ number: Int64?) {
        guard let number else { return }
        scratch.append(key)
        scratch.append(decimal: number)
    }

    /// A bound, or null when it is open.
    private func writeOpen(_ number: Int64?) {
        if let number { scratch.append(decimal: number) } else { scratch.append("null") }
    }

    /// Copies the members of the object as it was read that are not numbers: `text` and `x_…`.
    private func appendRest(of object: Range<Int>) {
        let written = unsafe Array(scratch.slice(object.lowerBound, object.count))
        unsafe written.withUnsafeBufferPointer { written in
            for member in unsafe JSONMembers(written) {
                let isText = unsafe written.matches("text".utf8, at: member.key)
                guard unsafe isText || written.matches("x_".utf8, at: member.key.prefix(2)) else { continue }
                scratch.append(UInt8(ascii: ","))
                let whole = member.key.lowerBound - 1..<member.value.upperBound
                unsafe scratch.append(UnsafeBufferPointer(rebasing: written[whole]))
            }
        }
    }
}
