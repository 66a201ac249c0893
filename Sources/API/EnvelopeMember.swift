import ConflictData
import Representations

/// A member of the envelope beside data, meta and links.
enum EnvelopeMember: Sendable {
    case facets([FacetCounts])
    case histogram(Histogram)
    case included(IncludedRecords, Dataset)

    func write(to writer: inout JSONWriter) {
        switch self {
        case .facets(let facets): Self.write(facets, to: &writer)
        case .histogram(let histogram): Self.write(histogram, to: &writer)
        case .included(let records, let dataset): Self.write(records, of: dataset, to: &writer)
        }
    }

    private static func write(_ facets: [FacetCounts], to writer: inout JSONWriter) {
        writer.object("facets") { writer in
            for facet in facets {
                writer.array(facet.name, facet.entries) { writer, entry in
                    writer.object { writer in
                        writer.key("value")
                        write(entry.value, to: &writer)
                        writer.member("label", entry.label)
                        writer.member("count", entry.count)
                    }
                }
            }
        }
    }

    private static func write(_ value: FacetCounts.Value, to writer: inout JSONWriter) {
        switch value {
        case .text(let text): writer.string(text)
        case .integer(let number): writer.integer(Int(number))
        case .number(let number): writer.value { $0.append(contentsOf: "\(number)".utf8) }
        case .flag(let flag): writer.boolean(flag)
        }
    }

    private static func write(_ histogram: Histogram, to writer: inout JSONWriter) {
        writer.object("histogram") { writer in
            writer.member("field", histogram.field.name)
            writer.member("interval", histogram.interval.rawValue)
            writer.array("buckets", histogram.buckets) { writer, bucket in
                writer.object { writer in
                    writer.member("start", bucket.start)
                    writer.member("count", bucket.count)
                }
            }
        }
    }

    private static func write(_ included: IncludedRecords, of dataset: Dataset, to writer: inout JSONWriter) {
        writer.object("included") { writer in
            for (type, rows) in included.rows {
                writer.key(type.plural)
                RecordRows(rows: rows, type: type, dataset: dataset).write(nil, to: &writer)
            }
        }
    }
}
