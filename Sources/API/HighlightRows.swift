import ConflictData
import Representations

/// Highlights as they are served: `[{"field", "text", "ranges": [[start, end]]}]`.
enum HighlightRows {
    /// Adds them as the last member of an object that has been written.
    static func add(_ highlights: [Highlight], toObjectAtEndOf bytes: inout [UInt8]) {
        let close = bytes.removeLast()
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        var writer = JSONWriter()
        write(highlights, to: &writer)
        bytes += Array("\"highlights\":".utf8) + writer.bytes
        bytes.append(close)
    }

    static func write(_ highlights: [Highlight], to writer: inout JSONWriter) {
        writer.beginArray()
        for highlight in highlights {
            writer.beginObject()
            writer.key("field")
            writer.string(highlight.field)
            writer.key("text")
            writer.string(highlight.text)
            writer.key("ranges")
            writer.beginArray()
            for range in highlight.ranges {
                writer.beginArray()
                writer.integer(range.lowerBound)
                writer.integer(range.upperBound)
                writer.endArray()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }
}
