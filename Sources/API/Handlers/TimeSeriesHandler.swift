import ConflictData
import Representations

/// Answers figures over time.
enum TimeSeriesHandler {
    static let interval = RouteParameter(
        "interval", .word(CalendarInterval.allCases.map(\.rawValue)),
        "The calendar unit of the points; left out, each statement stands at its own time.")

    static let parameters: [RouteParameter] =
        [interval, .envelope, .format] + SheetOptions.parameters + ChartOptions.parameters

    static let formats = RepresentationFormat.ofAnswers + [.svg]

    /// A point is about this large.
    private static let typicalPointBytes = 240

    static func answer(_ call: RouteCall) throws(APIError) -> Outcome {
        let presentation = try call.presentation(of: nil)
        let options = try SheetOptions(call, presentation.format)
        let chart = try ChartOptions(call, presentation.format)
        let query = try query(call)
        let dataset = call.dataset
        var address = presentation.address(of: call.route.path)
        address.append(interval, query.interval?.rawValue)
        for (name, value) in query.counts.filters { address.append(name, value) }
        options.append(to: &address)
        chart.append(to: &address)
        if presentation.format == .svg {
            return .representation(
                .chart(at: address) { () throws(APIError) in try Self.chart(query, chart, dataset).bytes })
        }
        let answer = AnswerRows(
            columns: AnswerColumn.ofTimeSeries, presentation: presentation, options: options, dataset: dataset,
            filters: query.counts.filters, typicalRowBytes: typicalPointBytes)
        return .representation(
            Plan(address: address, format: presentation.format) { [address] () throws(APIError) in
                let points = try APIError.translating { () throws(QueryError) in try dataset.timeSeries(query) }
                return answer.rendering(points, total: points.count, links: PageLinks(current: address))
            })
    }

    private static func chart(
        _ query: TimeSeriesQuery, _ options: ChartOptions, _ dataset: Dataset
    ) throws(APIError) -> TimeSeriesChart {
        let points = try APIError.translating { () throws(QueryError) in try dataset.timeSeries(query) }
        guard points.count <= TimeSeriesChart.mostPoints else {
            throw APIError(
                .parameterNotApplicable,
                "A picture has at most \(TimeSeriesChart.mostPoints) points, and these are \(points.count): take a "
                    + "coarser “interval”, filter by a party, event or time, or ask for .csv.",
                parameter: interval.name, suggestions: ["interval=month", "interval=year"])
        }
        let words = ChartWords(dataset: dataset)
        return TimeSeriesChart(
            points, isBucketed: query.interval != nil,
            caption: words.caption(
                query.interval.map { " over time, by \($0.rawValue)" } ?? " over time", filters: query.counts.filters),
            source: ChartSource(dataset), size: options.size
        ) { words.party($0) }
    }

    private static func query(_ call: RouteCall) throws(APIError) -> TimeSeriesQuery {
        let words = try call.parameters.list(interval)
        guard (words?.count ?? 1) == 1 else {
            throw APIError(
                .invalidParameter, "“interval” takes one unit, not several.", parameter: interval.name,
                suggestions: CalendarInterval.allCases.map(\.rawValue))
        }
        let others = call.route.queryNames
        return try APIError.translating { () throws(QueryError) in
            TimeSeriesQuery(
                counts: try call.dataset.query(.count, filters: call.parameters.filters, others: others),
                interval: words.flatMap { CalendarInterval(rawValue: $0[0]) })
        }
    }
}
