/// What an id leads to.
package enum Lookup: Sendable {
    case row(Int)
    /// A former id: the id that answers now.
    case moved(to: String)
    /// Retracted: since when and why, where it is said.
    case gone(id: String, at: String?, reason: String?)
    case missing(nearest: [String])
}

extension Dataset {
    /// Finds a record by id, as its address does.
    package func lookUp(_ id: String, in type: RecordType) -> Lookup {
        guard let row = row(ofAnyID: id, in: type), !state(type, row).isHidden else {
            return .missing(nearest: nearestIDs(to: id, in: type))
        }
        let present = self.id(ofRow: row, in: type)
        if state(type, row) == .retracted { return gone(present, type, row) }
        return present == id ? .row(row) : .moved(to: present)
    }

    private func gone(_ id: String, _ type: RecordType, _ row: Int) -> Lookup {
        let owner = type.ownerType
        let record = type.isInner ? Int(records.parents[type.table][row]) : row
        let json = unsafe records.text(owner.table, record)
        var reason = unsafe json.value(at: ["retraction_reason"]).map { range in
            unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[range]))
        }
        if reason == nil, owner == .tally, standing.retractedBy[record] != Records.none {
            reason = "retracted by the tally \"\(records.id(.tally, Int(standing.retractedBy[record])))\""
        }
        let date = records.date(Schema.shared.column(owner.table, "retracted_at"), record)
        return .gone(id: id, at: date?.text, reason: reason)
    }

    /// The row of a present or former id; of rows inside records, of `<record id>.<n>`.
    func row(ofAnyID id: String, in type: RecordType) -> Int? {
        if type.isInner {
            guard let dot = id.lastIndex(of: "."), let number = Int64(id[id.index(after: dot)...]),
                let record = row(ofAnyID: String(id[..<dot]), in: type.ownerType)
            else { return nil }
            let numbers = records.columns[Schema.shared.column(type.table, "n")]
            return records.rows(of: type.table, in: record).first { numbers.wide($0) == number }
        }
        guard let symbol = records.symbols.find(id) else { return nil }
        return records.rowOfID[type.table][symbol].map { Int($0) }
    }

    /// The ids of served records that are most like one that is not there; if none is, of those that are called so.
    func nearestIDs(to id: String, in type: RecordType) -> [String] {
        guard type.isInner else {
            var search = IDSearch(to: id, limit: Self.mostNearestIDs, in: type, of: self)
            let near = search.find()
            if !near.isEmpty { return near }
            return NameSearch(of: type, in: self)?.ids(near: id, limit: Self.mostNearestIDs) ?? []
        }
        let record = id.lastIndex(of: ".").map { String(id[..<$0]) } ?? id
        func served(_ id: String) -> Int? {
            row(ofAnyID: id, in: type.ownerType).flatMap { standing.state(type.ownerType, $0) == .served ? $0 : nil }
        }
        guard let owner = served(record) ?? nearestIDs(to: record, in: type.ownerType).first.flatMap(served) else {
            return []
        }
        return records.rows(of: type.table, in: owner).prefix(Self.mostNearestIDs).map { self.id(ofRow: $0, in: type) }
    }

    private static let mostNearestIDs = 3

    /// What a filter says of an id that no record of these types has.
    func unknownRecord(
        _ id: String, in types: [RecordType], parameter: String, suggestsIDs: Bool = true
    ) -> QueryError {
        QueryError(
            .unknownRecord, parameter: parameter,
            detail: "No \(types.map(\.rawValue).joined(separator: " or ")) has the id \"\(id)\".",
            suggestions: suggestsIDs ? types.flatMap { nearestIDs(to: id, in: $0) } : [])
    }
}
