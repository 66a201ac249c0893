/// The places that have a location, from south to north, so that a box or a circle looks only at its own latitudes.
struct PlaceLocations: Sendable {
    private struct Located: Sendable {
        let row: UInt32
        let latitude: Double
        let longitude: Double
        let vector: UnitVector
    }

    private let places: [Located]

    init(of records: Records) {
        let table = RecordType.place.table
        let latitude = records.columns[Schema.shared.column(table, "location.lat")]
        let longitude = records.columns[Schema.shared.column(table, "location.lon")]
        var places: [Located] = []
        for row in 0..<records.rowCounts[table] {
            let (lat, lon) = (latitude.wide(row), longitude.wide(row))
            guard lat != Column.noNumber, lon != Column.noNumber else { continue }
            let (phi, lambda) = (
                Double(bitPattern: UInt64(bitPattern: lat)), Double(bitPattern: UInt64(bitPattern: lon))
            )
            places.append(
                Located(
                    row: UInt32(row), latitude: phi, longitude: lambda,
                    vector: UnitVector(latitude: phi, longitude: lambda)))
        }
        self.places = places.sorted { $0.latitude < $1.latitude }
    }

    func insert(_ box: GeoBox, into rows: inout Bitmap) {
        for place in between(box.south...box.north)
        where box.contains(latitude: place.latitude, longitude: place.longitude) {
            rows.insert(Int(place.row))
        }
    }

    func insert(_ circle: GeoCircle, into rows: inout Bitmap) {
        let (center, reach) = (circle.center, circle.squaredChord)
        for place in between(circle.latitudes) where place.vector.squaredDistance(to: center) <= reach {
            rows.insert(Int(place.row))
        }
    }

    private func between(_ latitudes: ClosedRange<Double>) -> ArraySlice<Located> {
        let start = first { $0.latitude >= latitudes.lowerBound }
        return places[start..<max(start, first { $0.latitude > latitudes.upperBound })]
    }

    /// The first place that passes a test which, once passed, all places further north pass.
    private func first(where passes: (Located) -> Bool) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if passes(places[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
