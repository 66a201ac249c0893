/// Where the records of a type are: the places whose locations they have.
package struct RecordLocations: Sendable {
    /// How exact UCDP takes a location to be that is known to a district at best.
    private static let firstCoarsePrecision: Int64 = 3
    private static let coarseTypes = ["country", "governorate", "district"].map(Terms.symbol)

    private let dataset: Dataset
    private let type: RecordType
    private let (latitude, longitude, precision, placeType): (Int, Int, Int, Int)

    /// Whether records of a type have a place at all.
    package static func has(_ type: RecordType) -> Bool { type != .actor && type != .source }

    init(_ type: RecordType, _ dataset: Dataset) {
        self.type = type
        self.dataset = dataset
        let places = RecordType.place.table
        latitude = Schema.shared.column(places, "location.lat")
        longitude = Schema.shared.column(places, "location.lon")
        precision = Schema.shared.column(places, "geo_precision")
        placeType = Schema.shared.column(places, "place_type")
    }

    /// The rows of the places that a record names itself, else the place of its event; only those that are served.
    func places(of row: Int) -> [Int] {
        let records = dataset.records
        func column(_ path: String) -> Int { Schema.shared.column(type.table, path) }
        let links: [UInt32]
        switch type {
        case .place: links = [UInt32(row)]
        case .event, .interview: links = records.link(column("place_id"), row).map { [$0] } ?? []
        case .tally: links = records.link(DerivedColumns.tallyPlace, row).map { [$0] } ?? []
        case .count:
            let tally = Int(records.parents[CountRow.table][row])
            links = records.link(DerivedColumns.tallyPlace, tally).map { [$0] } ?? []
        case .article, .excerpt:
            let list = column("place_ids")
            links = records.columns[list].list(row).map { records.links[list][$0] }
        case .actor, .source: links = []
        }
        return links.filter { $0 != Records.none }.map(Int.init).filter { dataset.state(.place, $0) == .served }
    }

    /// The location of a place; nil when it has none.
    func point(ofPlace row: Int) -> (longitude: Double, latitude: Double)? {
        let columns = dataset.records.columns
        let (x, y) = (columns[longitude].wide(row), columns[latitude].wide(row))
        guard x != Column.noNumber, y != Column.noNumber else { return nil }
        return (Double(bitPattern: UInt64(bitPattern: x)), Double(bitPattern: UInt64(bitPattern: y)))
    }

    func name(ofPlace row: Int) -> String {
        dataset.records.string(Schema.shared.column(RecordType.place.table, "name"), row) ?? ""
    }

    /// How exact a place's location is, from 1 exact to 7 country; nil where it is not said.
    func precision(ofPlace row: Int) -> Int64? { dataset.records.integer(precision, row) }

    /// Whether a location stands for an area rather than a spot: as its precision says, else as the kind of place does.
    func isCoarse(place row: Int) -> Bool {
        precision(ofPlace: row).map { $0 >= Self.firstCoarsePrecision }
            ?? Self.coarseTypes.contains(dataset.records.columns[placeType].narrow(row))
    }
}
