import ConflictData

/// One page of findings. A cursor names the finding beside the page and the side it is on, so it needs no offset and
/// stays right when others are added or mended.
struct FindingPage: Sendable {
    let rows: ArraySlice<Finding>
    let next: String?
    let previous: String?

    private static let after: Character = "a"
    private static let before: Character = "b"

    init(of findings: [Finding], limit: Int, cursor: String?) throws(APIError) {
        let range = try Self.range(in: findings, limit: limit, cursor: cursor)
        rows = findings[range]
        next = range.upperBound < findings.count ? rows.last.map { "\(Self.after)\(Self.key(of: $0))" } : nil
        previous = range.lowerBound > 0 ? rows.first.map { "\(Self.before)\(Self.key(of: $0))" } : nil
    }

    private static func range(in findings: [Finding], limit: Int, cursor: String?) throws(APIError) -> Range<Int> {
        guard let cursor else { return 0..<min(limit, findings.count) }
        let key = cursor.dropFirst()
        guard let side = cursor.first, side == after || side == before,
            let index = findings.firstIndex(where: { Self.key(of: $0) == key })
        else {
            throw APIError(
                .invalidCursor, "This cursor is of no finding; begin again without one.",
                parameter: RouteParameter.cursor.name)
        }
        return side == after
            ? (index + 1)..<min(index + 1 + limit, findings.count)
            : max(0, index - limit)..<index
    }

    private static func key(of finding: Finding) -> String {
        var digest = Digest()
        digest.combine(finding.file)
        digest.combine(String(finding.line))
        digest.combine(String(finding.column))
        digest.combine(finding.rule.rawValue)
        digest.combine(finding.message)
        return digest.hex
    }
}
