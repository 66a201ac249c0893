extension Dataset {
    /// From so many rows on, a question that no index answers takes longer than others on the same loop should wait.
    private static let manyRows = 20_000

    /// Whether going over all rows takes long.
    package var isLarge: Bool { records.rowCounts.reduce(0, +) > Self.manyRows }

    /// Whether there is a record of that present or former id that may be told of, so that no nearest ids are looked for.
    package func knows(_ id: String, in type: RecordType) -> Bool {
        row(ofAnyID: id, in: type).map { !state(type, $0).isHidden } ?? false
    }
}
