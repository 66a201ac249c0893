import ConflictData
import HTTP
import Representations

/// A list as rows without an envelope: a sheet, lines of JSON, or features of a map. All rows when no `limit` is given,
/// else a page.
struct RowExport: Sendable {
    let question: ListQuestion
    let presentation: Presentation
    let options: SheetOptions
    let type: RecordType
    let dataset: Dataset

    func rendering(_ first: Address) throws(APIError) -> Rendering {
        let (rows, links) = try question.rows(of: dataset, first)
        let selection = presentation.selection
        let body =
            switch presentation.format {
            case .csv: sheet(rows)
            case .geojson:
                StreamedBody.body(
                    FeatureCollection.heading,
                    RowStream(rows, of: type, in: dataset, as: .features(SheetColumns(of: type, selection)))
                ) { [card = dataset.card] rows in
                    FeatureCollection.ending(
                        boundingBox: rows.boundingBox, attribution: card.attribution, license: card.license)
                }
            default:
                StreamedBody.body([], RowStream(rows, of: type, in: dataset, as: .lines(selection)))
            }
        return Rendering(body: body, links: links)
    }

    private func sheet(_ rows: RowSequence) -> ResponseBody {
        let columns = SheetColumns(of: type, presentation.selection)
        let tags = HXLTag.refined(columns.tags, names: columns.names, filters: question.query.filters)
        let heading = SheetHeading(
            columns: columns.names, tags: options.hasTags ? tags : nil, separator: options.dialect.separator,
            hasMark: options.hasMark)
        return StreamedBody.body(
            heading.bytes, RowStream(rows, of: type, in: dataset, as: .sheet(columns, options.dialect)))
    }
}
