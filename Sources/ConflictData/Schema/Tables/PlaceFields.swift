/// The gazetteer: a tree by `parent_id`.
enum PlaceFields {
    static let fields = CommonFields.record([
        Field("name", .string, required: true, search: 4, hxl: "#loc+name", "The place's usual name."),
        Field("names", .rows(name), list: true, "Other names, in any language."),
        Field("place_type", .vocabulary(.placeType), required: true, hxl: "#loc+type", "Its level in the gazetteer."),
        Field(
            "country", .code(.country), required: true, hxl: "#country+code",
            "The country it lies in (ISO 3166-1 alpha-3)."),
        Field("parent_id", .reference([.place]), hxl: "#loc+code+parent", "The place that contains it."),
        Field("location", .object(location), "Coordinates in WGS 84."),
        Field(
            "geo_precision", .integer(1...7), hxl: "#geo+precision",
            "How exact the location is: 1 exact … 7 country (UCDP)."),
        Field("pcode", .string, hxl: "#loc+code+pcode", "OCHA place code."),
    ])

    static let name: [Field] = [
        Field("name", .string, required: true, search: 4, "The name."),
        Field("lang", .code(.language), "Its language (BCP 47)."),
        Field("kind", .vocabulary(.nameKind), "What kind of name it is."),
    ]

    static let location: [Field] = [
        Field("lat", .number(-90...90), required: true, hxl: "#geo+lat", "Latitude in degrees."),
        Field("lon", .number(-180...180), required: true, hxl: "#geo+lon", "Longitude in degrees."),
    ]
}
