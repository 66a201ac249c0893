extension Dataset {
    /// From so many rows on, a question that no index answers takes longer than others on the same loop should wait.
    private static let manyRows = 20_000

    /// Whether going over all rows takes long.
    package var isLarge: Bool { records.rowCounts.reduce(0, +) > Self.manyRows }

    /// Whether there is a record of that present or former id, served or not.
    package func knows(_ id: String, in type: RecordType) -> Bool { row(ofAnyID: id, in: type) != nil }
}
