/// The columns of a sheet of records: chosen and ordered by `fields=`, else all that the type has.
package struct SheetColumns: Sendable {
    package let type: RecordType
    /// Dotted paths.
    package let names: [String]
    /// The HXL hashtag of each column, where it has one.
    package let tags: [String?]
    /// The members of the field table, when all columns are; nil when one is something else (`links`, `x_…`).
    let fields: [ServedField]?

    /// An object that is selected stands for its members.
    /// - Parameter more: derived members that rows have too; they stand last unless others are chosen.
    package init(of type: RecordType, _ selection: FieldSelection?, more: [String] = []) {
        let table = FieldTable.of(type)
        let names =
            selection?.names.flatMap { name -> [String] in
                let members = table.fields.map(\.name).filter { $0.hasPrefix(name + ".") }
                return members.isEmpty ? [name] : members
            } ?? table.fields.map(\.name) + more
        var seen: Set<String> = []
        self.type = type
        self.names = names.filter { seen.insert($0).inserted }
        let known = self.names.map { table.field($0) }
        tags = zip(known, self.names).map { $0?.hxl ?? HXLTag.ofDerived[$1] }
        fields = known.contains { $0 == nil } ? nil : known.compactMap(\.self)
    }
}
