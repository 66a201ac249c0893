/// What stands around the features of a GeoJSON text (RFC 7946).
package enum FeatureCollection {
    package static let heading = Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8)

    /// The box comes last, since it is known when all features are written; members may stand in any order. The rest are
    /// foreign members (RFC 7946 §6.1): what must travel with the data.
    package static func ending(boundingBox: [Double]?, attribution: String, license: String) -> [UInt8] {
        var members = JSONWriter()
        members.beginObject()
        members.key("attribution")
        members.string(attribution)
        members.key("license")
        members.string(license)
        members.endObject()
        let box = boundingBox.map { ",\"bbox\":[\($0.map { "\($0)" }.joined(separator: ","))]" } ?? ""
        return Array("]\(box),".utf8) + members.bytes.dropFirst()
    }
}
