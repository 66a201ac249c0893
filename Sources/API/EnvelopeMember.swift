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
        writer.key("facets")
        writer.beginObject()
        for facet in facets {
            writer.key(facet.name)
            writer.beginArray()
            for entry in facet.entries {
                writer.beginObject()
                writer.key("value")
                write(entry.value, to: &writer)
                writer.key("label")
                writer.string(entry.label)
                writer.key("count")
                writer.integer(entry.count)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
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
        writer.key("histogram")
        writer.beginObject()
        writer.key("field")
        writer.string(histogram.field.name)
        writer.key("interval")
        writer.string(histogram.interval.rawValue)
        writer.key("buckets")
        writer.beginArray()
        for bucket in histogram.buckets {
            writer.beginObject()
            writer.key("start")
            writer.string(bucket.start)
            writer.key("count")
            writer.integer(bucket.count)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ included: IncludedRecords, of dataset: Dataset, to writer: inout JSONWriter) {
        writer.key("included")
        writer.beginObject()
        for (type, rows) in included.rows {
            writer.key(type.plural)
            RecordRows(rows: rows, type: type, dataset: dataset).write(nil, to: &writer)
        }
        writer.endObject()
    }
}
