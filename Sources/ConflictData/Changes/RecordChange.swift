/// Something that happened to a record, as `/v1/changes` tells it.
package struct RecordChange: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case created, updated
        /// Withdrawn, or gone from the files.
        case retracted
    }

    /// When: as the data says, else when the server first served it so.
    package let at: Int64
    package let kind: Kind
    package let type: RecordType
    package let id: String
    /// The members that differ, where it is known.
    package let fields: [String]

    /// The moment as it is written.
    package var atText: String { PackedDate(start: at, precision: .second).text }
}
