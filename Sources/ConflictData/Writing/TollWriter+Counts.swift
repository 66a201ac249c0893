/// The counts of a toll: of whom or what they are, their figures, and what those are made of.
extension TollWriter {
    /// Who or what is counted and the figure, of one count or of several side by side.
    func writeValue(of counts: RowLists.List) {
        if counts.count == 1 { return writeValue(of: toll.lists[counts.lowerBound]) }
        let sum = CountInterval.sum(of: counts.map { rows.figure(of: toll.lists[$0]) })
        out.append(",\"value\":{\"qualifier\":null,")
        writeMembers(of: sum ?? .zero)
        out.append("}")
    }

    func writeValue(of count: Int) {
        writeSubject(rows.category(of: count))
        out.append(",\"value\":{\"qualifier\":")
        let (qualifier, figure) = (rows.qualifier.narrow(count), rows.figure(of: count))
        writeText(qualifier)
        out.append(",")
        writeMembers(of: figure)
        if let best = rows.known(rows.best, count) {
            out.append(",\"best\":")
            out.append(decimal: best)
        }
        if rows.word.narrow(count) != SymbolTable.none {
            out.append(",\"text\":")
            writeText(rows.word.narrow(count))
        }
        // A convention for the word, not a number that somebody gave.
        if qualifier == Self.orderOf, figure.min != nil { out.append(",\"min_derived\":true") }
        out.append("}")
    }

    private static let orderOf = Terms.symbol(CountValue.Qualifier.orderOf.rawValue)

    /// `"value":…,"min":…,"max":…`
    func writeMembers(of interval: CountInterval) {
        out.append("\"value\":")
        out.append(json: interval.value)
        out.append(",\"min\":")
        out.append(json: interval.min)
        out.append(",\"max\":")
        out.append(json: interval.max)
    }

    /// What a statement is made of: the parts of its count, or its counts side by side.
    func writeBreakdown(of counts: RowLists.List) {
        let first = toll.lists[counts.lowerBound]
        if counts.count == 1 { return writeBreakdown(of: first) }
        out.append(",\"breakdown\":[")
        for place in counts {
            if place > counts.lowerBound { out.append(UInt8(ascii: ",")) }
            writePart(toll.lists[place], of: first)
        }
        out.append("]")
    }

    /// What a count is made of; where it has parts, also whether they are all of it, and what they leave.
    private func writeBreakdown(of count: Int) {
        out.append(",\"breakdown\":[")
        let parts = rows.parts(of: count)
        if parts.isEmpty { return out.append("]") }
        for (place, part) in parts.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            writePart(part, of: count)
        }
        out.append("],\"exhaustive\":")
        let exhaustive = rows.exhaustive.narrow(count)
        if exhaustive == 0 { out.append("null") } else { out.append(json: exhaustive == 2) }
        out.append(",\"unexplained\":")
        guard let rest = rows.unexplained(of: count) else { return out.append("null") }
        out.append("{\"min\":")
        out.append(json: rest.min)
        out.append(",\"max\":")
        out.append(json: rest.max)
        out.append("}")
    }

    /// - Parameter whole: what is not as there is said.
    private func writePart(_ part: Int, of whole: Int) {
        out.append("{\"count_id\":")
        writeID(ofCount: part)
        if rows.measure(of: part) != rows.measure(of: whole) {
            out.append(",\"measure\":")
            writeText(rows.measure(of: part))
        }
        if rows.unit(of: part) != rows.unit(of: whole) {
            out.append(",\"unit\":")
            writeText(rows.unit(of: part))
        }
        writeValue(of: part)
        if !rows.parts(of: part).isEmpty { writeBreakdown(of: part) }
        out.append("}")
    }

    // MARK: Of whom

    /// `population`, `item`, `cause` and `perpetrator`, as counts have them, each after a comma; what says nothing is
    /// left out.
    func writeSubject(_ category: CountCategories.Category) {
        var group = Group("population")
        write("status", category[.status], in: &group)
        writeActor("affiliation_actor_id", category[.affiliation], in: &group)
        write("sex", category[.sex], in: &group)
        write("age_group", category[.ageGroup], in: &group)
        write("occupation", category[.occupation], in: &group)
        end(group)
        group = Group("item")
        write("category", category[.itemCategory], in: &group)
        write("outcome", category[.itemOutcome], in: &group)
        end(group)
        if category[.cause] != 0 {
            out.append(",\"cause\":")
            writeText(category[.cause])
        }
        group = Group("perpetrator")
        writeActor("actor_id", category[.perpetrator], in: &group)
        write("attribution", category[.attribution], in: &group)
        end(group)
    }

    /// A member that is an object, begun with its first member: there is none of an object without members.
    private struct Group {
        let name: StaticString
        var isBegun = false

        init(_ name: StaticString) { self.name = name }
    }

    private func write(_ name: StaticString, _ symbol: SymbolTable.Symbol, in group: inout Group) {
        if symbol == SymbolTable.none { return }
        begin(name, in: &group)
        writeText(symbol)
    }

    /// - Parameter number: the row of the actor, counted from 1.
    private func writeActor(_ name: StaticString, _ number: UInt32, in group: inout Group) {
        if number == 0 { return }
        begin(name, in: &group)
        unsafe out.append(quoted: symbols.bytes(rows.actorID.narrow(Int(number) - 1)))
    }

    private func begin(_ name: StaticString, in group: inout Group) {
        if !group.isBegun {
            out.append(",\"")
            out.append(group.name)
            out.append("\":{\"")
            group.isBegun = true
        } else {
            out.append(",\"")
        }
        out.append(name)
        out.append("\":")
    }

    private func end(_ group: Group) {
        if group.isBegun { out.append("}") }
    }
}
