/// What `dataset.json` says of the whole.
package struct DatasetCard: Sendable {
    package let title: String
    package let license: String
    package let attribution: String
    package let caveats: [String]
    /// All its members as JSON, without the outer braces: `"title":"…","license":…`
    package let membersJSON: [UInt8]

    init(_ records: Records) {
        let table = Schema.shared.card.table
        func string(_ name: String) -> String { records.string(Schema.shared.column(table, name), 0) ?? "" }
        title = string("title")
        license = string("license")
        attribution = string("attribution")
        let json = unsafe records.text(table, 0)
        membersJSON = unsafe Array(json.dropFirst())
        caveats = unsafe json.value(at: ["caveats"]).map { list in unsafe Self.strings(json, list) } ?? []
    }

    private static func strings(_ json: UnsafeBufferPointer<UInt8>, _ list: Range<Int>) -> [String] {
        unsafe JSONMembers(json, at: list.lowerBound).map { member in
            unsafe JSONText.string(UnsafeBufferPointer(rebasing: json[member.value]))
        }
    }
}
