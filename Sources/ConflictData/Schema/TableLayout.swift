/// A table in memory: the records of a type, or the rows inside them (`tallies.counts`).
struct TableLayout: Sendable {
    /// "tallies", "tallies.counts".
    let name: String
    /// The table whose rows hold these rows.
    let parent: Int?
    /// Where the columns of this table begin among all columns.
    let firstColumn: Int
    fileprivate(set) var columns: [ColumnLayout] = []

    /// The place of a column among all columns.
    func column(_ path: String) -> Int? {
        columns.firstIndex { $0.path == path }.map { firstColumn + $0 }
    }
}

/// One leaf of a record: a key that holds a value, or a list of them.
struct ColumnLayout: Sendable {
    /// Dotted path within the table's rows: "reference_period.start".
    let path: String
    let field: Field
}

/// All tables and objects, compiled once from the field tables.
struct Schema: Sendable {
    let tables: [TableLayout]
    let columnCount: Int
    let card: ObjectLayout
    private let roots: [RecordType: ObjectLayout]

    static let shared = Schema()

    func root(_ type: RecordType) -> ObjectLayout {
        guard let root = roots[type] else { preconditionFailure("\(type) has no files of its own") }
        return root
    }

    func table(_ type: RecordType) -> Int { root(type).table }

    func table(named name: String) -> Int {
        guard let index = tables.firstIndex(where: { $0.name == name }) else { preconditionFailure("no table \(name)") }
        return index
    }

    /// The type whose files hold the records of a table, or hold the records that its rows are inside.
    func type(of table: Int) -> RecordType? { RecordType(plural: String(tables[table].name.prefix { $0 != "." })) }

    /// The place among all columns of a path within a table; the path must be in the field tables.
    func column(_ table: Int, _ path: String) -> Int {
        guard let column = tables[table].column(path) else {
            preconditionFailure("no column \(path) in \(tables[table].name)")
        }
        return column
    }

    /// A copy of its own for each worker: threads that count references to the same objects slow each other down.
    init() {
        var compiler = SchemaCompiler()
        card = compiler.table("dataset", DatasetFields.fields, parent: nil)
        var roots: [RecordType: ObjectLayout] = [:]
        for type in RecordType.stored {
            roots[type] = compiler.table(type.plural, Field.ofRecord(type), parent: nil)
        }
        self.roots = roots
        tables = compiler.tables
        columnCount = compiler.columnCount
    }
}

extension Field {
    /// The table of fields of a type that has files.
    static func ofRecord(_ type: RecordType) -> [Field] {
        switch type {
        case .source: SourceFields.fields
        case .place: PlaceFields.fields
        case .actor: ActorFields.fields
        case .event: EventFields.fields
        case .article: ArticleFields.fields
        case .tally: TallyFields.fields
        case .interview: InterviewFields.fields
        case .excerpt, .count: []
        }
    }
}

/// Walks the field tables and hands out places for tables and columns.
private struct SchemaCompiler {
    var tables: [TableLayout] = []
    var columnCount = 0

    /// Columns of a table stand together, so those of inner tables come after all of their parent's.
    mutating func table(_ name: String, _ fields: [Field], parent: Int?) -> ObjectLayout {
        let table = tables.count
        tables.append(TableLayout(name: name, parent: parent, firstColumn: columnCount))
        tables[table].columns = leaves(fields, prefix: "")
        columnCount += tables[table].columns.count
        return object(fields, table: table, prefix: "")
    }

    private func leaves(_ fields: [Field], prefix: String) -> [ColumnLayout] {
        fields.flatMap { field -> [ColumnLayout] in
            let path = prefix + field.name
            switch field.kind {
            case .object(let inner): return leaves(inner, prefix: path + ".")
            case .figure: return leaves(TallyFields.value, prefix: path + ".")
            case .rows: return []
            default: return [ColumnLayout(path: path, field: field)]
            }
        }
    }

    private mutating func object(_ fields: [Field], table: Int, prefix: String) -> ObjectLayout {
        var members: [(field: Field, target: ObjectLayout.Target)] = []
        for field in fields {
            let path = prefix + field.name
            let target: ObjectLayout.Target
            switch field.kind {
            case .object(let inner): target = .object(object(inner, table: table, prefix: path + "."))
            case .figure: target = .figure(object(TallyFields.value, table: table, prefix: path + "."))
            case .rows(let inner):
                target = .rows(self.table(tables[table].name + "." + path, inner, parent: table))
            default: target = .column(place(of: path, in: table))
            }
            members.append((field, target))
        }
        let isNumbered = prefix.isEmpty && fields.contains { $0.name == "n" }
        return ObjectLayout(
            table: table, members: members, numberColumn: isNumbered ? place(of: "n", in: table) : nil,
            isRoot: prefix.isEmpty && tables[table].parent == nil)
    }

    private func place(of path: String, in table: Int) -> Int {
        guard let column = tables[table].column(path) else { preconditionFailure("no column \(path)") }
        return column
    }
}
