/// How many records fall into each day, week, month or year of a date, from the first to the last without gaps.
package struct Histogram: Sendable {
    package struct Bucket: Sendable {
        /// The first day: of a week its Monday.
        package let start: String
        package let count: Int
    }

    /// More would be a list of days longer than anybody's chart is wide, and a date that is far off its fellows.
    package static let maxBuckets = 10_000

    package let field: DateField
    package let interval: CalendarInterval
    package let buckets: [Bucket]

    /// A field by which records can be put into buckets.
    package struct DateField: Sendable {
        let field: ServedField

        /// As it stands in addresses and answers.
        package var name: String { field.name }

        package init(_ name: String, of type: RecordType) throws(QueryError) {
            let table = FieldTable.of(type)
            guard let field = table.field(askedAs: name) else {
                throw QueryError(
                    .unknownValue, parameter: "histogram",
                    detail: "\(type.plural.capitalizedFirst) have no field \"\(name)\".",
                    suggestions: Self.suggestions(for: name, of: table))
            }
            guard field.isSingleDate else {
                throw QueryError(
                    .notApplicable, parameter: "histogram",
                    detail: field.isList
                        ? "\(field.name) may have several values in a record, so a record has no one bucket."
                        : "\(field.name) is no date.",
                    suggestions: Self.suggestions(for: name, of: table))
            }
            self.field = field
        }

        /// The dates that may be meant, else the first there are.
        private static func suggestions(for name: String, of table: FieldTable) -> [String] {
            let dates = table.fields.filter(\.isSingleDate).map(\.name)
            let meant = NearestNames.meant(by: name, among: dates, limit: 3)
            return meant.isEmpty ? Array(dates.prefix(3)) : meant
        }
    }
}

extension ServedField {
    /// A date of which a record has at most one.
    package var isSingleDate: Bool { if case .date = kind { !isList } else { false } }
}

extension QueryResult {
    /// Counts the records found by the bucket of a date; a coarse date counts in the bucket of its first instant.
    package func histogram(
        _ field: Histogram.DateField, by interval: CalendarInterval
    ) throws(QueryError) -> Histogram {
        let dates = BlockDates(field.field, in: dataset.records)
        guard let range = dates.range(of: rows) else { return Histogram(field: field, interval: interval, buckets: []) }
        let first = interval.bucket(of: range.lowerBound)
        let count = Int(interval.bucket(of: range.upperBound) - first) + 1
        guard count <= Histogram.maxBuckets else {
            throw QueryError(
                .illTyped, parameter: "interval",
                detail: "From the first to the last \(interval.rawValue) there are \(count) buckets, and at most "
                    + "\(Histogram.maxBuckets) are given; take a longer interval or filter by \(field.name)[gte].")
        }
        var counts = [Int](repeating: 0, count: count)
        // Rows of a time stand together in most lists, so the bucket is mostly that of the row before.
        var (bucket, bounds) = (first, interval.instants(of: first))
        dates.forEach(in: rows) { instant in
            if !bounds.contains(instant) {
                bucket = interval.bucket(of: instant)
                bounds = interval.instants(of: bucket)
            }
            counts[Int(bucket - first)] += 1
        }
        let buckets = counts.indices.map { index in
            Histogram.Bucket(start: interval.firstDate(of: first + Int64(index)), count: counts[index])
        }
        return Histogram(field: field, interval: interval, buckets: buckets)
    }
}

/// The first instants of a date of many rows.
private struct BlockDates {
    private let path: RowPath
    private let values: Column

    init(_ field: ServedField, in records: Records) {
        switch field.source {
        case .via(let hops, let column): (path, values) = (RowPath(hops, in: records), records.columns[column])
        case .own(let column), .inner(_, let column):
            (path, values) = (RowPath([], in: records), records.columns[column])
        case .rowID, .wholeID: (path, values) = (RowPath([], in: records), Column())
        }
    }

    func forEach(in rows: Bitmap, _ body: (Int64) -> Void) {
        var ends: [UInt32] = []
        rows.forEachBlock { block in
            ends.removeAll(keepingCapacity: true)
            ends.append(contentsOf: block)
            path.follow(&ends)
            for end in ends {
                let bits = values.wide(Int(end))
                if bits != PackedDate.none { body(PackedDate(bits: bits).start) }
            }
        }
    }

    func range(of rows: Bitmap) -> ClosedRange<Int64>? {
        var (first, last) = (Int64.max, Int64.min)
        forEach(in: rows) { instant in
            first = min(first, instant)
            last = max(last, instant)
        }
        return first <= last ? first...last : nil
    }
}

extension CalendarInterval {
    /// The instants of a bucket, in microseconds.
    fileprivate func instants(of bucket: Int64) -> Range<Int64> {
        firstDay(of: bucket) * PackedDate.microsecondsPerDay..<firstDay(of: bucket + 1) * PackedDate.microsecondsPerDay
    }

    /// The first day of a bucket as a date.
    fileprivate func firstDate(of bucket: Int64) -> String {
        PackedDate(start: firstDay(of: bucket) * PackedDate.microsecondsPerDay, precision: .day).text
    }
}
