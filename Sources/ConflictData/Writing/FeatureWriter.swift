/// Writes the beginnings of GeoJSON features (RFC 7946): id, geometry and what the location is worth; the record's own
/// members follow as properties.
struct FeatureWriter {
    private let locations: RecordLocations
    private let dataset: Dataset
    private let type: RecordType
    private var west = Double.infinity
    private var (south, east, north) = (Double.infinity, -Double.infinity, -Double.infinity)

    init(_ type: RecordType, _ dataset: Dataset) {
        self.type = type
        self.dataset = dataset
        locations = RecordLocations(type, dataset)
    }

    /// The smallest box around all points so far: west, south, east, north.
    var boundingBox: [Double]? { west <= east ? [west, south, east, north] : nil }

    /// Appends a feature up to its own properties: the object of properties is open, and not empty.
    mutating func begin(_ row: Int, in out: ByteBuffer) {
        out.append("{\"type\":\"Feature\",\"id\":\"")
        out.append(Array(dataset.id(ofRow: row, in: type).utf8))
        out.append("\",\"geometry\":")
        let places = locations.places(of: row)
        let points = places.compactMap { place in locations.point(ofPlace: place).map { (place: place, point: $0) } }
        switch points.count {
        case 0: out.append("null")
        case 1:
            out.append("{\"type\":\"Point\",\"coordinates\":")
            append(points[0].point, to: out)
            out.append("}")
        default:
            out.append("{\"type\":\"MultiPoint\",\"coordinates\":[")
            for (index, located) in points.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                append(located.point, to: out)
            }
            out.append("]}")
        }
        out.append(",\"properties\":{\"location_name\":")
        appendNames(of: places, to: out)
        // Of several the least exact, so that nothing seems more exact than it is.
        let precisions = points.compactMap { locations.precision(ofPlace: $0.place) }
        out.append(",\"location_precision\":")
        out.append(Array((precisions.max().map { String($0) } ?? "null").utf8))
        out.append(",\"location_is_coarse\":")
        out.append(points.isEmpty ? "null" : points.contains { locations.isCoarse(place: $0.place) } ? "true" : "false")
    }

    private func appendNames(of places: [Int], to out: ByteBuffer) {
        guard !places.isEmpty else { return out.append("null") }
        let joined = ByteBuffer(capacity: 64)
        for (index, place) in places.enumerated() {
            if index > 0 { joined.append(SheetDialect.listSeparator) }
            let name = Array(locations.name(ofPlace: place).utf8)
            unsafe name.withUnsafeBufferPointer { unsafe joined.append(listed: $0) }
        }
        unsafe out.append(jsonString: joined.bytes)
    }

    /// A position: longitude first (RFC 7946 §3.1.1).
    private mutating func append(_ point: (longitude: Double, latitude: Double), to out: ByteBuffer) {
        west = min(west, point.longitude)
        east = max(east, point.longitude)
        south = min(south, point.latitude)
        north = max(north, point.latitude)
        out.append(Array("[\(point.longitude),\(point.latitude)]".utf8))
    }
}
