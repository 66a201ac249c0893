/// Says in a sentence why a tally is left out.
struct SkipWording {
    let symbols: SymbolTable
    let measure: String

    /// Appends the sentence as plain text.
    /// - Parameters:
    ///   - other: the id of the tally that stands in its place.
    ///   - measures: what it states.
    ///   - units: in what.
    func append(
        _ reason: SkipReason, by other: SymbolTable.Symbol?, measures: @autoclosure () -> [SymbolTable.Symbol],
        units: @autoclosure () -> [SymbolTable.Symbol], to text: ByteBuffer
    ) {
        switch reason {
        case .superseded: append(other, " revises it.", to: text)
        case .retracted:
            if other == nil { return text.append("It was withdrawn.") }
            append(other, " withdraws it.", to: text)
        case .otherMeasure: append(measures: measures(), to: text)
        case .otherUnit:
            text.append("It counts ")
            append(list: units(), to: text)
            text.append("; figures in different units do not add up.")
        case .otherPopulation: text.append("What it counts does not pass the filters.")
        case .laterTotal: append(other, " is the later statement of the same running figure.", to: text)
        case .samePeriod: append(other, " counts the same in an overlapping period.", to: text)
        case .partOfWhole: append(other, " holds what it counts already.", to: text)
        case .overlap:
            text.append("It may count some of those that ")
            append(other, " counts.", to: text)
        case .childEvent: text.append("It counts an event inside this one; include_children=true asks for it.")
        }
    }

    private func append(_ other: SymbolTable.Symbol?, _ rest: StaticString, to text: ByteBuffer) {
        if let other {
            text.append("“")
            unsafe text.append(symbols.bytes(other))
            text.append("”")
        } else {
            text.append("another")
        }
        text.append(rest)
    }

    /// Who speaks of dead and injured together says nothing of either alone.
    private func append(measures: [SymbolTable.Symbol], to text: ByteBuffer) {
        if measures == [Self.casualties], measure == "killed" || measure == "injured" {
            text.append("It counts dead and injured together; how many were ")
            text.append(text: measure)
            return text.append(" is not said.")
        }
        text.append("It counts ")
        append(list: measures, to: text)
        text.append(", not ")
        text.append(text: measure)
        text.append(".")
    }

    private static let casualties = Terms.symbol("casualties")

    /// Each once.
    private func append(list: [SymbolTable.Symbol], to text: ByteBuffer) {
        for (place, symbol) in list.enumerated() where !list[..<place].contains(symbol) {
            if place > 0 { text.append(" and ") }
            unsafe text.append(symbols.bytes(symbol))
        }
    }
}
