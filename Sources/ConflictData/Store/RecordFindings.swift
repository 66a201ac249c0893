/// The warnings of a dataset, and the records they speak of.
struct RecordFindings: Sendable {
    private struct Subject: Sendable {
        let type: RecordType
        /// The record it is on; nil: on none that is there.
        let row: UInt32?
        /// The records that its sentence names.
        let named: [UInt32]
    }

    /// In order of file and place.
    private let all: [Finding]
    private let subjects: [Subject?]

    init(_ findings: [Finding], _ records: Records) {
        all = findings
        subjects = findings.map { finding in
            guard let type = finding.type else { return nil }
            func row(_ id: some StringProtocol) -> UInt32? {
                records.symbols.find(String(id)).flatMap { records.rowOfID[type.table][$0] }
            }
            return Subject(type: type, row: finding.id.flatMap(row), named: finding.quoted.compactMap(row))
        }
    }

    /// The findings that may be published: those that are not on a hidden record, nor name one. With them, of each
    /// table, the findings of each row by their places.
    func published(_ standing: Standing) -> (findings: [Finding], ofRow: [[UInt32: [Int]]]) {
        var published: [Finding] = []
        var ofRow: [[UInt32: [Int]]] = Array(repeating: [:], count: standing.states.count)
        for (finding, subject) in zip(all, subjects) {
            if let subject {
                let states = standing.states[subject.type.table]
                let rows = subject.named + [subject.row].compactMap(\.self)
                if rows.contains(where: { states[Int($0)].isHidden }) { continue }
                if let row = subject.row { ofRow[subject.type.table][row, default: []].append(published.count) }
            }
            published.append(finding)
        }
        return (published, ofRow)
    }
}

extension Finding {
    /// What its sentence says in double quotes, which is how it names other records.
    fileprivate var quoted: [Substring] {
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
    }
}
