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

    static let parameters: [RouteParameter] =
        [severity, rule, type, id, file, .limit, .cursor, .envelope, .format] + SheetOptions.parameters

    /// A row with its message is about this large.
    private static let typicalRowBytes = 320

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let extent = try AnswerExtent(call, presentation.format)
        let filter = try FindingFilter(call.parameters)
        let dataset = call.dataset

        var first = presentation.address(of: call.route.path)
        filter.append(to: &first)
        extent.append(to: &first)
        options.append(to: &first)
        let answer = AnswerRows(
            columns: AnswerColumn.ofFindings, presentation: presentation, options: options, dataset: dataset,
            typicalRowBytes: typicalRowBytes)
        return .representation(
            Plan(
                address: first.appending(.cursor, extent.cursor), format: presentation.format,
                edition: edition(of: dataset.findings)
            ) {
                [first] () throws(APIError) in
                let matching = dataset.findings.filter(filter.accepts)
                let page = try FindingPage(of: matching, limit: extent.limit, cursor: extent.cursor)
                let links = PageLinks(first: first, cursor: extent.cursor, next: page.next, previous: page.previous)
                return answer.rendering(page.rows, total: matching.count, links: links)
            })
    }

    /// The data version does not depend on how the data is laid out in files; the places of findings do.
    private static func edition(of findings: [Finding]) -> String {
        var digest = Digest()
        for finding in findings { digest.combine(finding) }
        return digest.hex
    }
}
