extension RecordDecoder {
    /// Reads a value that goes into a column, by the kind of its field.
    mutating func decodeScalar(
        _ member: ObjectLayout.Member,
        column: Int,
        row: Int,
        isListed: Bool,
        depth: Int
    ) throws(JSONFault) {
        switch member.shape {
        case .integer(let range): try decodeInteger(member, range, column, row)
        case .number(let range): try decodeNumber(member, range, column, row)
        case .flag: try decodeFlag(member, column, row)
        case .map: try decodeMap(member, column, row, depth: depth)
        case .text: try decodeText(member, column, row)
        case .date: try decodeDate(member, column, row)
        case .symbol: try decodeSymbol(member, column, row, isListed: isListed)
        case .object, .rows, .figure: preconditionFailure("\(member.field.name) is not a leaf")
        }
    }

    private mutating func decodeSymbol(
        _ member: ObjectLayout.Member,
        _ column: Int,
        _ row: Int,
        isListed: Bool
    ) throws(JSONFault) {
        guard try isKind(.string, member) else { return }
        let offset = scanner.position
        let string = try scanner.scanString()
        let symbol = intern(string)
        let problem = unsafe symbols._withUnsafeGuaranteedRef { StringForm.problem(of: symbol, as: member, in: $0) }
        if let problem { find(problem.rule, at: offset, problem.message) }
        unsafe scratch.append(scanner.bytes(offset, string.length + 2))
        if isListed {
            columns[column].append(listed: symbol, row: row)
        } else {
            columns[column].set(narrow: symbol, row: row)
        }
    }

    private func intern(_ string: JSONScanner.StringSlice) -> SymbolTable.Symbol {
        guard string.hasEscapes else {
            return unsafe chunk.symbols.intern(scanner.bytes(string.start, string.length))
        }
        return unsafe scanner.unescaped(string).withUnsafeBufferPointer { unsafe chunk.symbols.intern($0) }
    }

    private mutating func decodeText(_ member: ObjectLayout.Member, _ column: Int, _ row: Int) throws(JSONFault) {
        guard try isKind(.string, member) else { return }
        let offset = scanner.position
        let string = try scanner.scanString()
        unsafe scratch.append(scanner.bytes(offset, string.length + 2))
        columns[column].set(narrow: 1, row: row)
    }

    private mutating func decodeDate(_ member: ObjectLayout.Member, _ column: Int, _ row: Int) throws(JSONFault) {
        guard try isKind(.string, member) else { return }
        let offset = scanner.position
        let string = try scanner.scanString()
        unsafe scratch.append(scanner.bytes(offset, string.length + 2))
        let raw = unsafe scanner.bytes(string.start, string.length)
        let read =
            string.hasEscapes
            ? PackedDate(String(decoding: scanner.unescaped(string), as: UTF8.self))
            : unsafe PackedDate.parse(ByteCursor(raw))
        guard let date = read else {
            let text = unsafe String(decoding: raw, as: UTF8.self)
            return find(
                .badDate,
                at: offset,
                "\"\(text)\" is no date; write 2024, 2024-11, 2024-11-29 or 2024-11-29T18:00:00Z"
            )
        }
        columns[column].set(wide: date.bits, row: row)
        if date.precision == .instant { columns[column].set(narrow: intern(string), row: row) }
    }

    private mutating func decodeInteger(
        _ member: ObjectLayout.Member,
        _ range: ClosedRange<Int64>,
        _ column: Int,
        _ row: Int
    ) throws(JSONFault) {
        guard try isKind(.number, member) else { return }
        let number = try scanner.scanNumber()
        guard let value = try scanner.integer(number) else {
            find(.wrongType, at: number.start, "\"\(member.field.name)\" must be a whole number")
            return scratch.append("null")
        }
        if !range.contains(value) {
            let bounds =
                range.upperBound == Int64.max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            find(.numberOutOfRange, at: number.start, "\"\(member.field.name)\" must be \(bounds), not \(value)")
        }
        scratch.append(decimal: value)
        columns[column].set(wide: value, row: row)
    }

    private mutating func decodeNumber(
        _ member: ObjectLayout.Member,
        _ range: ClosedRange<Double>,
        _ column: Int,
        _ row: Int
    ) throws(JSONFault) {
        guard try isKind(.number, member) else { return }
        let number = try scanner.scanNumber()
        let value = try scanner.double(number)
        if !range.contains(value) {
            find(
                .numberOutOfRange,
                at: number.start,
                "\"\(member.field.name)\" must be from \(Int(range.lowerBound)) to \(Int(range.upperBound)), not \(value)"
            )
        }
        unsafe scratch.append(scanner.bytes(number.start, number.length))
        // Adding zero turns −0, whose bits stand for "none" in a column, into 0.
        columns[column].set(wide: Int64(bitPattern: (value + 0).bitPattern), row: row)
    }

    private mutating func decodeFlag(_ member: ObjectLayout.Member, _ column: Int, _ row: Int) throws(JSONFault) {
        guard try isKind(.boolean, member) else { return }
        let value = try scanner.scanBoolean()
        if value { scratch.append("true") } else { scratch.append("false") }
        columns[column].set(narrow: value ? 2 : 1, row: row)
    }

    /// An object of strings by any key; the column lists them as `key=value`.
    private mutating func decodeMap(
        _ member: ObjectLayout.Member,
        _ column: Int,
        _ row: Int,
        depth: Int
    ) throws(JSONFault) {
        guard try isKind(.object, member) else { return }
        let offset = scanner.position
        let start = scratch.count
        try scanner.scanValue(depth: depth, into: scratch)
        sortMembers(from: start)
        var again = scanner
        again.position = offset + 1
        again.skipWhitespace()
        while again.current == UInt8(ascii: "\"") {
            let key = again.unescaped(try again.scanString())
            again.skipWhitespace()
            try again.expect(UInt8(ascii: ":"), "':'")
            again.skipWhitespace()
            if try again.peekKind() == .string {
                let pair = key + [UInt8(ascii: "=")] + again.unescaped(try again.scanString())
                let symbol = unsafe pair.withUnsafeBufferPointer { unsafe chunk.symbols.intern($0) }
                columns[column].append(listed: symbol, row: row)
            } else {
                let name = String(decoding: key, as: UTF8.self)
                find(.wrongType, at: again.position, "\"\(name)\" in \"\(member.field.name)\" must be a string")
                try again.scanValue(depth: depth, into: nil)
            }
            again.skipWhitespace()
            if again.current == UInt8(ascii: ",") { again.position += 1 }
            again.skipWhitespace()
        }
    }

    /// Puts the members of the object at the end of `scratch` in order of their keys: the order in a file says nothing.
    private func sortMembers(from start: Int) {
        let written = unsafe Array(scratch.slice(start, scratch.count - start))
        let members = unsafe written.withUnsafeBufferPointer { json in
            unsafe JSONMembers(json).map { unsafe json[$0.key.lowerBound - 1..<$0.value.upperBound].map(\.self) }
        }
        scratch.truncate(to: start)
        scratch.append(UInt8(ascii: "{"))
        scratch.append(
            Array(members.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [UInt8(ascii: ",")])))
        scratch.append(UInt8(ascii: "}"))
    }
}
