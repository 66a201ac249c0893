package import HTTP

/// The formats that the contract knows, each named by its suffix.
///
/// A route serves those of its `formats`; the others are known so that `tally-1.csv` reads as a request for a sheet
/// that is not served, not as an id with a dot.
package enum RepresentationFormat: String, CaseIterable, Sendable {
    case json
    case ndjson
    case csv
    case geojson
    case atom
    case rss
    case jsonFeed = "feed.json"
    case svg

    /// The value of `Content-Type`, and what `Accept` is compared with. JSON types have no charset (RFC 8259 §11).
    package var mediaType: MediaType {
        switch self {
        case .json: MediaType("application", "json")
        case .ndjson: MediaType("application", "x-ndjson")
        case .csv: MediaType("text", "csv", parameters: [MediaType.Parameter(name: "charset", value: "utf-8")])
        case .geojson: MediaType("application", "geo+json")
        case .atom: MediaType("application", "atom+xml")
        case .rss: MediaType("application", "rss+xml")
        case .jsonFeed: MediaType("application", "feed+json")
        case .svg: MediaType("image", "svg+xml")
        }
    }

    /// Whether a list comes whole when no `limit` is given: what is read from its beginning to its end by programs.
    var isWhole: Bool {
        switch self {
        case .csv, .ndjson, .geojson: true
        case .json, .atom, .rss, .jsonFeed, .svg: false
        }
    }

    /// Splits `name.suffix` where the suffix is that of a format; the longest suffix wins.
    static func split(_ segment: String) -> (stem: String, format: RepresentationFormat)? {
        allCases
            .filter { segment.hasSuffix("." + $0.rawValue) && segment.utf8.count > $0.rawValue.utf8.count + 1 }
            .max { $0.rawValue.utf8.count < $1.rawValue.utf8.count }
            .map { (String(segment.dropLast($0.rawValue.count + 1)), $0) }
    }
}
