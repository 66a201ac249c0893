/// Who counts or claims: a source or an actor, as `attributed_to` refers to them.
struct Party: Hashable, Sendable {
    /// As columns of such references keep it; actors are marked with `Records.secondType`.
    let link: UInt32

    init(link: UInt32) { self.link = link }

    init(_ type: RecordType, _ row: Int) { link = UInt32(row) | (type == .actor ? Records.secondType : 0) }

    var type: RecordType { link & Records.secondType == 0 ? .source : .actor }
    var row: Int { Int(link & ~Records.secondType) }
}

extension Dataset {
    func id(of party: Party) -> String { records.id(party.type, party.row) }

    /// What the party is called.
    func name(of party: Party) -> String {
        let column = Schema.shared.column(party.type.table, "name")
        return records.string(column, party.row) ?? id(of: party)
    }

    /// The parties of a list of ids, in its order; ids that a party had before count.
    func parties(_ ids: [String], parameter: String) throws(QueryError) -> [Party] {
        var parties: [Party] = []
        for id in ids {
            guard let party = party(id) else {
                throw unknownRecord(id, in: [.source, .actor], parameter: parameter)
            }
            if !parties.contains(party) { parties.append(party) }
        }
        return parties
    }

    private func party(_ id: String) -> Party? {
        for type in [RecordType.source, .actor] {
            if let row = row(ofAnyID: id, in: type), !state(type, row).isHidden { return Party(type, row) }
        }
        return nil
    }
}
