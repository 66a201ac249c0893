/// Reads `bbox=` and `near=`, and writes each in one spelling.
enum PlaceFilters {
    static func box(_ name: String, _ text: String) throws(QueryError) -> (GeoBox, canonical: String) {
        let form = "west,south,east,north in degrees, such as 35.7,34.5,38.0,36.9"
        let numbers = try numbers(name, text, count: 4, form)
        let (west, south, east, north) = (numbers[0], numbers[1], numbers[2], numbers[3])
        try check(name, longitude: west)
        try check(name, longitude: east)
        try check(name, latitude: south)
        try check(name, latitude: north)
        guard south <= north else {
            throw QueryError(
                .illTyped, parameter: name,
                detail:
                    "The south of this box, \(south.plainText), is north of its north, \(north.plainText); \(name) is \(form).",
                suggestions: [[west, north, east, south].map(\.plainText).joined(separator: ",")])
        }
        return (GeoBox(west: west, south: south, east: east, north: north), canonical(numbers))
    }

    static func circle(_ name: String, _ text: String) throws(QueryError) -> (GeoCircle, canonical: String) {
        let form = "latitude,longitude,kilometres, such as 36.2,37.16,25"
        let numbers = try numbers(name, text, count: 3, form)
        try check(name, latitude: numbers[0])
        try check(name, longitude: numbers[1])
        guard numbers[2] >= 0 else {
            throw QueryError(
                .illTyped, parameter: name, detail: "A distance is not below zero; \(name) is \(form).")
        }
        let circle = GeoCircle(latitude: numbers[0], longitude: numbers[1], kilometres: numbers[2])
        return (circle, canonical(numbers))
    }

    private static func numbers(
        _ name: String, _ text: String, count: Int, _ form: String
    ) throws(QueryError) -> [Double] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double(decimal: String($0)) }
        guard parts.count == count, numbers.count == count else {
            throw QueryError(.illTyped, parameter: name, detail: "\(name) is \(form), not \"\(text)\".")
        }
        return numbers
    }

    private static func check(_ name: String, latitude: Double) throws(QueryError) {
        guard abs(latitude) <= 90 else {
            throw QueryError(
                .illTyped, parameter: name,
                detail: "\(latitude.plainText) is no latitude: in \(name) latitudes run from -90 to 90.")
        }
    }

    private static func check(_ name: String, longitude: Double) throws(QueryError) {
        guard abs(longitude) <= 180 else {
            throw QueryError(
                .illTyped, parameter: name,
                detail: "\(longitude.plainText) is no longitude: in \(name) longitudes run from -180 to 180.")
        }
    }

    private static func canonical(_ numbers: [Double]) -> String { numbers.map(\.plainText).joined(separator: ",") }
}

extension Double {
    /// A finite decimal number; adding zero turns −0 into 0.
    init?(decimal text: String) {
        guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }), let number = Double(text),
            number.isFinite
        else { return nil }
        self = number + 0
    }

    /// The shortest text that means the number, whole numbers without a point.
    var plainText: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
