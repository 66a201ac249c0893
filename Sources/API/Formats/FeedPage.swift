import ConflictData
import HTTP
import Representations

/// A page of a list as a feed.
struct FeedPage: Sendable {
    let question: ListQuestion
    let presentation: Presentation
    let type: RecordType
    let dataset: Dataset
    let server: ServerAddress
    /// The path of the same list in JSON.
    let listPath: String

    /// More withdrawals than a page has entries help nobody: who was away for so long reads the list anew.
    private static let maxWithdrawals = 50

    func rendering(_ first: Address) throws(APIError) -> Rendering {
        let (rows, links) = try question.rows(of: dataset, first)
        let entries = dataset.feedEntries(rows, of: type)
        let isFirst = question.cursor == nil && presentation.format == .atom
        let withdrawals = isFirst ? dataset.feedWithdrawals(question.query, limit: Self.maxWithdrawals) : []
        let latest = (entries.map(\.updated) + withdrawals.map(\.when)).max()
        let card = dataset.card
        let document = FeedDocument(
            title: "\(card.title): \(type.plural)",
            description: card.caveats.isEmpty ? nil : card.caveats.joined(separator: " "),
            attribution: card.attribution, license: card.license, base: server.text, path: links.current,
            nextPath: links.next, listPath: listPath, updated: latest ?? dataset.lastModifiedSeconds,
            entries: entries, withdrawals: withdrawals)
        let bytes =
            switch presentation.format {
            case .atom: AtomFeed.bytes(of: document)
            case .rss: RSSFeed.bytes(of: document)
            default: JSONFeed.bytes(of: document)
            }
        return Rendering(body: .bytes(bytes), links: links)
    }
}

extension RepresentationFormat {
    /// The formats of feeds.
    static let feeds: [RepresentationFormat] = [.atom, .rss, .jsonFeed]
}
