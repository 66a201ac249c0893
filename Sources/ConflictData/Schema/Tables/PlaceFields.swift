/// The gazetteer: a tree by `parent_id`.
enum PlaceFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, "The place's usual name."),
        Field("names", .rows(name), list: true, "Other names, in any language."),
        Field("place_type", .vocabulary(.placeType), required: true, "Its level in the gazetteer."),
        Field("country", .code(.country), required: true, "The country it lies in (ISO 3166-1 alpha-3)."),
        Field("parent_id", .reference([.place]), "The place that contains it."),
        Field("location", .object(location), "Coordinates in WGS 84."),
        Field("geo_precision", .integer(1...7), "How exact the location is: 1 exact … 7 country (UCDP)."),
        Field("pcode", .string, "OCHA place code."),
    ])

    static let name: [Field] = [
        Field("name", .string, required: true, "The name."),
        Field("lang", .code(.language), "Its language (BCP 47)."),
        Field("kind", .vocabulary(.nameKind), "What kind of name it is."),
    ]

    static let location: [Field] = [
        Field("lat", .number(-90...90), required: true, "Latitude in degrees."),
        Field("lon", .number(-180...180), required: true, "Longitude in degrees."),
    ]
}
