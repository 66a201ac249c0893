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
        // Of findings alike in everything the last counts forward and the first backward, so that pages always move on.
        if cursor.first == after, let index = findings.lastIndex(where: { Self.key(of: $0) == key }) {
            return (index + 1)..<min(index + 1 + limit, findings.count)
        }
        if cursor.first == before, let index = findings.firstIndex(where: { Self.key(of: $0) == key }) {
            return max(0, index - limit)..<index
        }
        throw APIError(
            .invalidCursor, "This cursor is of no finding; begin again without one.",
            parameter: RouteParameter.cursor.name)
    }

    private static func key(of finding: Finding) -> String {
        var digest = Digest()
        digest.combine(finding)
        return digest.hex
    }
}

extension Digest {
    /// Adds a finding: what it says and where.
    mutating func combine(_ finding: Finding) {
        combine(finding.file)
        combine(String(finding.line))
        combine(String(finding.column))
        combine(finding.pointer)
        combine(finding.rule.rawValue)
        combine(finding.message)
    }
}
