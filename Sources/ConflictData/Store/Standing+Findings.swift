extension Standing {
    /// The findings that may be published: those that are not on a record under embargo, nor name one.
    func published(_ findings: [Finding], _ records: Records) -> [Finding] {
        let withheld = Dictionary(
            uniqueKeysWithValues: RecordType.stored.map { type in
                let states = states[type.table]
                return (type, Set(states.indices.filter { states[$0] == .embargoed }.map { records.id(type, $0) }))
            }
        )
        return findings.filter { finding in
            guard let ids = finding.type.flatMap({ withheld[$0] }), !ids.isEmpty else { return true }
            return !ids.contains(finding.id ?? "") && finding.quoted.allSatisfy { !ids.contains(String($0)) }
        }
    }
}

extension Finding {
    /// What its sentence says in double quotes, which is how it names other records.
    fileprivate var quoted: [Substring] {
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
    }
}
