import ConflictData
import Representations

/// Answers the findings of loading, in the order in which they were found: by file and place in it.
enum ChecksHandler {
    static let severity = RouteParameter(
        "severity", .words(Finding.Severity.allCases.map(\.rawValue)), "Only findings this severe.")
    static let rule = RouteParameter("rule", .words(Rule.allCases.map(\.rawValue)), "Only findings of these rules.")
    static let type = RouteParameter(
        "type", .words(RecordType.allCases.map(\.rawValue)), "Only findings on records of these types.")
    static let id = RouteParameter("id", .values, "Only findings on the records with these ids.")
    static let file = RouteParameter("file", .values, "Only findings in these files.")

    static let parameters: [RouteParameter] = [severity, rule, type, id, file, .limit, .cursor, .envelope, .format]

    /// A row with its message is about this large.
    private static let typicalRowBytes = 320

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let limit = try call.parameters.integer(.limit)
        let cursor = call.parameters.text(.cursor)
        let filter = try FindingFilter(call.parameters)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        filter.append(to: &first)
        first.append(.limit, String(limit))
        return .representation(
            Plan(
                address: first.appending(.cursor, cursor), format: presentation.format,
                edition: edition(of: dataset.findings)
            ) {
                [first] () throws(APIError) in
                let matching = dataset.findings.filter(filter.accepts)
                let page = try FindingPage(of: matching, limit: limit, cursor: cursor)
                let links = PageLinks(first: first, cursor: cursor, next: page.next, previous: page.previous)
                return Envelope(
                    dataset: dataset, links: links, total: matching.count, returned: page.rows.count,
                    isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: page.rows.count * typicalRowBytes) { writer in
                    FindingRows.write(page.rows, to: &writer)
                }
            })
    }

    /// The data version does not depend on how the data is laid out in files; the places of findings do.
    private static func edition(of findings: [Finding]) -> String {
        var digest = Digest()
        for finding in findings { digest.combine(finding) }
        return digest.hex
    }
}
