/// What an id of a tally leads to when its history is asked for: a withdrawn statement has one, too.
package enum StatementLookup: Sendable {
    case row(Int)
    /// A former id: the id that answers now.
    case moved(to: String)
    case missing(nearest: [String])
}

extension Dataset {
    /// Finds a tally whose history is asked for.
    package func lookUpStatement(_ id: String) -> StatementLookup {
        switch lookUp(id, in: .tally) {
        case .row(let row): return .row(row)
        case .moved(let id): return .moved(to: id)
        case .missing(let nearest): return .missing(nearest: nearest)
        case .gone(let present, _, _):
            guard present == id, let row = row(ofAnyID: id, in: .tally) else { return .moved(to: present) }
            return .row(row)
        }
    }

    /// The statements that belong together through `revises`, oldest first: all that the tally replaces, directly or not,
    /// and all that replace any of these. What is hidden at the moment breaks the chain.
    package func revisions(of row: Int, limit: Int, cursor: String?) throws(QueryError) -> RecordPage {
        let chain = revisions(of: row)
        var start = 0
        if let cursor {
            let id = Base64URL.decode(cursor).map { String(decoding: $0, as: UTF8.self) }
            guard let place = chain.firstIndex(where: { records.id(.tally, $0) == id }) else {
                throw QueryError(
                    .badCursor, parameter: "cursor",
                    detail: "This cursor is not one of this list; take it from links.next, or leave it out.")
            }
            start = place
        }
        func place(_ place: Int) -> String { Base64URL.encode(Array(records.id(.tally, chain[place]).utf8)) }
        let end = min(start + limit, chain.count)
        return RecordPage(
            rows: Array(chain[start..<end]), total: chain.count,
            next: end < chain.count ? place(end) : nil,
            previous: start > 0 ? place(max(0, start - limit)) : nil)
    }

    private func revisions(of row: Int) -> [Int] {
        var root = row
        while let older = revised(by: root) { root = older }
        // From the oldest on: of those whose predecessor stands there already, the one recorded first comes next.
        var chain: [Int] = []
        var ready = [root]
        while let next = ready.indices.min(by: { isRecorded(ready[$0], before: ready[$1]) }) {
            let row = ready.remove(at: next)
            chain.append(row)
            ready += revisers(of: row)
        }
        return chain
    }

    /// The tally that one replaces, unless it is hidden.
    private func revised(by row: Int) -> Int? {
        records.link(Schema.shared.column(RecordType.tally.table, "revises"), row).map(Int.init)
            .flatMap { standing.state(.tally, $0).isHidden ? nil : $0 }
    }

    /// The tallies that replace one, but for the hidden.
    private func revisers(of row: Int) -> [Int] {
        loaded.chronology.revisers(of: row, in: records).filter { !standing.state(.tally, $0).isHidden }
    }

    private func isRecorded(_ row: Int, before other: Int) -> Bool {
        let column = Schema.shared.column(RecordType.tally.table, "recorded_at")
        let (time, otherTime) = (
            records.date(column, row)?.start ?? .min, records.date(column, other)?.start ?? .min
        )
        if time != otherTime { return time < otherTime }
        let (id, otherID) = (records.id(.tally, row), records.id(.tally, other))
        return id.unicodeScalars.lexicographicallyPrecedes(otherID.unicodeScalars)
    }

    // MARK: Writing

    /// What a withdrawn statement has in its history beside the members of a tally.
    package static let membersOfHistory = ["is_retracted", "retracted_by"]

    /// What remains of a withdrawn statement in its history: that it was made, by whom and when, and its withdrawal.
    private static let membersOfRetracted: Set = [
        "id", "attributed_to", "report_date", "recorded_at", "revises", "revision_kind", "retracted_at",
        "retraction_reason",
    ]

    /// Appends a tally of a history: whole, or, when it was withdrawn, without what it said.
    package func appendStatement(_ row: Int, selection: FieldSelection?, to bytes: inout [UInt8]) {
        guard standing.state(.tally, row) == .retracted else {
            return appendJSON(ofRow: row, in: .tally, selection: selection, to: &bytes)
        }
        var whole: [UInt8] = []
        let json = unsafe records.text(RecordType.tally.table, row)
        for member in unsafe JSONMembers(json) {
            let key = unsafe String(decoding: json[member.key], as: UTF8.self)
            guard Self.membersOfRetracted.contains(key) else { continue }
            whole.append(UInt8(ascii: whole.isEmpty ? "{" : ","))
            unsafe whole.append(contentsOf: json[member.key.lowerBound - 1..<member.value.upperBound])
        }
        whole.append(contentsOf: ",\"is_retracted\":true".utf8)
        let by = standing.retractedBy[row]
        if by != Records.none {
            whole.append(contentsOf: ",\"retracted_by\":\"\(records.id(.tally, Int(by)))\"".utf8)
        }
        let address = "/v1/tallies/\(records.id(.tally, row))"
        whole.append(contentsOf: ",\"links\":{\"self\":\"\(address)\",\"revisions\":\"\(address)/revisions\"}}".utf8)
        guard let selection else { return bytes.append(contentsOf: whole) }
        unsafe whole.withUnsafeBufferPointer { unsafe selection.append(of: $0, to: &bytes) }
    }
}
