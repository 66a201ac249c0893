import ConflictData
import HTTP
import Representations

/// Rows that were worked out, in the format that is asked for: all formats are written from one table of columns.
struct AnswerRows<Row: Sendable>: Sendable {
    let columns: [AnswerColumn<Row>]
    let presentation: Presentation
    let options: SheetOptions
    let dataset: Dataset
    /// Names and values of the query, which may say what the figures of a sheet count.
    var filters: [(name: String, value: String)] = []
    /// A row is about this large.
    let typicalRowBytes: Int

    func rendering(
        _ rows: some Collection<Row>, total: Int, links: PageLinks, members: [EnvelopeMember] = []
    ) -> Rendering {
        switch presentation.format {
        case .csv: Rendering(body: .bytes(sheet(rows)), links: links)
        case .ndjson: Rendering(body: .bytes(AnswerLines.bytes(of: rows, columns)), links: links)
        default:
            Envelope(
                dataset: dataset, links: links, total: total, returned: rows.count, isShown: presentation.isEnveloped,
                members: members
            )
            .rendering(capacityBytes: rows.count * typicalRowBytes) { $0.rows(rows, columns) }
        }
    }

    /// A sheet or lines whose rows are made as the socket takes them.
    func stream(_ rows: some Sequence<Row>) -> ResponseBody {
        guard presentation.format == .csv else {
            return AnswerStream.body([], rows) { AnswerLines.bytes(of: CollectionOfOne($0), columns) }
        }
        let sheet = AnswerSheet(columns, options.dialect)
        return AnswerStream.body(heading(of: sheet), rows) { sheet.bytes(of: CollectionOfOne($0)) }
    }

    private func sheet(_ rows: some Collection<Row>) -> [UInt8] {
        let sheet = AnswerSheet(columns, options.dialect)
        return heading(of: sheet) + sheet.bytes(of: rows)
    }

    private func heading(of sheet: AnswerSheet<Row>) -> [UInt8] {
        SheetHeading(
            columns: sheet.names, tags: options.hasTags ? sheet.tags(filters: filters) : nil,
            separator: options.dialect.separator, hasMark: options.hasMark
        ).bytes
    }
}

extension RepresentationFormat {
    /// The formats of rows that are worked out.
    static let ofAnswers: [RepresentationFormat] = [.json, .ndjson, .csv]
}

/// How much of an answer is asked for: a page, or all of it where a format comes whole and no limit is given.
struct AnswerExtent: Sendable {
    let limit: Int
    let cursor: String?
    let isPaged: Bool
    private let isWholeByDefault: Bool
    private let parameter: RouteParameter

    /// - Parameter limit: the route's own, where a page of it has another length than those of lists.
    init(
        _ call: RouteCall, _ format: RepresentationFormat, limit parameter: RouteParameter = .limit
    ) throws(APIError) {
        let asked = try call.parameters.integer(parameter)
        self.parameter = parameter
        isWholeByDefault = format.isWhole
        isPaged = !isWholeByDefault || call.parameters.text(parameter) != nil
        limit = isPaged ? asked : Int(Int32.max)
        cursor = call.parameters.text(.cursor)
    }

    /// Adds the limit where it is not what is used anyway.
    func append(to address: inout Address) {
        if !isWholeByDefault {
            address.append(parameter, String(limit))
        } else if isPaged {
            address.append(parameter.name, String(limit))
        }
    }
}
