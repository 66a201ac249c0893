/// A page of the list of changes.
package struct ChangePage: Sendable {
    package struct Row: Sendable {
        package let change: RecordChange
        /// Stands behind this row: `since=` it gives what came later.
        package let cursor: String
    }

    package let rows: [Row]
    /// All that match, on this page and off it.
    package let total: Int
    package let hasNext: Bool
    package let hasPrevious: Bool
}

/// Which changes are asked for.
package struct ChangeQuery: Sendable {
    /// Where they begin: from an instant on, after one, or behind a row.
    enum Start: Sendable {
        case from(Int64)
        case after(Int64)
        case behind(ChangeCursor)
    }

    let start: Start?
    let types: Set<RecordType>
    let kinds: Set<RecordChange.Kind>

    /// - Parameter since: a time, of which the first instant counts; a cursor; or a data version that was served.
    package init(
        since: String?, types: [RecordType]?, kinds: [RecordChange.Kind]?, in history: ChangeHistory
    ) throws(QueryError) {
        start = try since.map { text throws(QueryError) in try Self.start(text, in: history) }
        self.types = Set(types ?? RecordType.stored)
        self.kinds = Set(kinds ?? RecordChange.Kind.allCases)
    }

    private static func start(_ text: String, in history: ChangeHistory) throws(QueryError) -> Start {
        if let date = PackedDate(queryText: text) { return .from(date.start) }
        if let version = history.versions.last(where: { $0.name == text }) { return .after(version.now) }
        if let cursor = ChangeCursor(text) { return .behind(cursor) }
        throw QueryError(
            .illTyped, parameter: "since",
            detail: "since takes a time such as 2024-11-29T12:00:00Z, the cursor of a row of an earlier answer, or a "
                + "data_version that this server has served since it was started; not “\(text)”.")
    }

    func accepts(_ type: RecordType, _ kind: RecordChange.Kind) -> Bool {
        types.contains(type) && kinds.contains(kind)
    }
}

extension Dataset {
    /// A page of what has happened up to this dataset's moment, oldest first: what the data itself tells, and between it
    /// what the store saw. Behind a cursor, or before it.
    package func changes(
        _ query: ChangeQuery, _ history: ChangeHistory, limit: Int, cursor: String?
    ) throws(QueryError) -> ChangePage {
        let list = ChangeList(self, history, query)
        guard let cursor else { return list.page(from: 0, limit: limit) }
        guard let side = cursor.first, side == ChangePage.after || side == ChangePage.before,
            let place = ChangeCursor(String(cursor.dropFirst()))
        else {
            throw QueryError(
                .badCursor, parameter: "cursor",
                detail: "This cursor is not one of this list; take it from links.next or links.prev, or leave it out.")
        }
        let (behind, isThere) = list.place(behind: place)
        if side == ChangePage.after { return list.page(from: behind, limit: limit) }
        // The row itself is on the page after.
        let end = isThere ? behind - 1 : behind
        return list.page(from: max(0, end - limit), limit: min(limit, end))
    }
}

extension ChangePage {
    fileprivate static let after: Character = "a"
    fileprivate static let before: Character = "b"

    package var next: String? { hasNext ? rows.last.map { "\(Self.after)\($0.cursor)" } : nil }
    package var previous: String? { hasPrevious ? rows.first.map { "\(Self.before)\($0.cursor)" } : nil }
}
