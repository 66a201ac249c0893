import ConflictData
import HTTP
import Representations

/// Answers who says how many, of one event: the statements of all parties side by side.
enum TollHandler {
    static let measure = RouteParameter(
        "measure", .text, "What is counted: killed where it is left out, or one of injured, missing, materiel….")
    static let unit = RouteParameter(
        "unit", .text, "What one counted is; left out: persons where somebody counts persons.")
    static let includeChildren = RouteParameter(
        "include_children", .flag(default: false), "Whether statements on the events inside this one count too.")

    static let parameters: [RouteParameter] =
        [.recordID, measure, unit, .policy, .sources, includeChildren, .envelope, .format] + SheetOptions.parameters
        + ChartOptions.parameters

    /// In a sheet and in lines each figure is a row; JSON alone has the envelope, the disagreement and the checks.
    static let formats = RepresentationFormat.ofAnswers + [.svg]

    private static let typicalFigureBytes = 600

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        switch call.dataset.lookUp(call.captures[0], in: .event) {
        case .row(let row): return .representation(try plan(call, event: row))
        case .moved(let id):
            let query = call.request.target.rawQuery.map { "?" + $0 } ?? ""
            return .moved(to: Address(path: path(ofEvent: id), explicitFormat: call.suffix).text + query)
        case .gone(let id, let moment, let reason):
            throw RecordHandler.retracted(.event, id, at: moment, reason: reason)
        case .missing(let nearest): throw RecordHandler.missing(.event, call.captures[0], nearest)
        }
    }

    static func path(ofEvent id: String) -> String { RecordHandler.path(of: .event, id) + "/toll" }

    private static func plan(_ call: RouteCall, event: Int) throws(APIError) -> Plan {
        let presentation = try call.presentation(of: nil)
        let chart = try ChartOptions(call, presentation.format)
        let question = try question(call)
        let dataset = call.dataset
        let id = dataset.id(ofRow: event, in: .event)
        let options = try SheetOptions(call, presentation.format)
        var address = address(presentation, id, question, dataset)
        options.append(to: &address)
        chart.append(to: &address)
        if presentation.format == .svg {
            return .chart(at: address) { picture(question, event: event, chart, dataset).bytes }
        }
        return Plan(address: address, format: presentation.format) { [address] in
            guard presentation.format == .json else {
                let figures = TollFigure.all(of: dataset.toll(ofEvent: event, question))
                let answer = AnswerRows(
                    columns: AnswerColumn.ofToll, presentation: presentation, options: options, dataset: dataset,
                    filters: question.filters + [("measure", question.measure)], typicalRowBytes: typicalFigureBytes)
                return answer.rendering(figures, total: figures.count, links: PageLinks(current: address))
            }
            return dataset.withToll(ofEvent: event, question) { toll, rows in
                Envelope(
                    dataset: dataset, links: PageLinks(current: address), total: toll.statementCount,
                    returned: toll.statementCount, isShown: presentation.isEnveloped
                )
                .rendering(capacityBytes: toll.typicalBytes) { writer in
                    writer.object { write(toll, ofEvent: event, question, dataset, rows, to: &$0) }
                }
            }
        }
    }

    private static func write(
        _ toll: Toll, ofEvent event: Int, _ question: TollQuestion, _ dataset: Dataset, _ rows: LentTallies,
        to writer: inout JSONWriter
    ) {
        writer.key("event")
        writer.value { bytes in
            dataset.appendJSON(ofRow: event, in: .event, selection: eventMembers, to: &bytes)
        }
        writer.member("measure", question.measure)
        writer.member("unit", toll.unit ?? question.unit)
        writer.member("policy", question.policy.policy.rawValue)
        writer.members { toll.appendMembers(from: rows, checks: FindingRows.json(toll.checks), to: &$0) }
    }

    private static func picture(
        _ question: TollQuestion, event: Int, _ options: ChartOptions, _ dataset: Dataset
    ) -> TollChart {
        let words = ChartWords(dataset: dataset)
        return TollChart(
            dataset.toll(ofEvent: event, question), measure: question.measure,
            event: dataset.title(ofRow: event, in: .event) ?? "",
            policy: question.policy.policy == .bySource ? nil : question.policy.policy.rawValue,
            source: ChartSource(dataset), size: options.size
        ) { words.name(ofRecord: $0, in: .actor) }
    }

    /// What of the event is shown above its toll.
    private static let eventMembers = try? FieldSelection("id,name,date_start,date_end,links.self", of: .event)

    private static func question(_ call: RouteCall) throws(APIError) -> TollQuestion {
        let parameters = call.parameters
        let policy = try call.policyChoice() ?? .bySource
        let includesChildren = try parameters.flag(includeChildren)
        let others = call.route.queryNames
        return try APIError.translating { () throws(QueryError) in
            try call.dataset.tollQuestion(
                measure: parameters.text(measure), unit: parameters.text(unit), policy: policy,
                includesChildren: includesChildren, filters: parameters.filters, others: others)
        }
    }

    private static func address(
        _ presentation: Presentation, _ id: String, _ question: TollQuestion, _ dataset: Dataset
    ) -> Address {
        var address = presentation.address(of: path(ofEvent: id))
        if question.measure != TollQuestion.standardMeasure { address.append(measure, question.measure) }
        address.append(unit, question.unit)
        if question.policy.policy != .bySource { address.append(.policy, question.policy.policy.rawValue) }
        let sources = dataset.sources(of: question.policy)
        if !sources.isEmpty { address.append(.sources, sources.joined(separator: ",")) }
        address.append(includeChildren, String(question.includesChildren))
        for (name, value) in question.filters { address.append(name, value) }
        return address
    }
}
