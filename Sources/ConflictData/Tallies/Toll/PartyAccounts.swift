/// Entries party by party, in the order of their first ones, with what becomes of each.
struct PartyAccounts {
    private(set) var entries: [TollEntry] = []
    private(set) var verdicts: [PartyAccount.Verdict] = []
    /// The places of each party's entries.
    private(set) var parties: [Range<Int>] = []

    init() {}

    /// - Parameter entries: in the order of their tallies, the newest first.
    init(
        _ entries: ArraySlice<TollEntry>, from sources: [TollSource], _ things: TollThings,
        isLater: (_ tally: Int, _ other: Int) -> Bool
    ) {
        self.entries.reserveCapacity(entries.count)
        for place in entries.indices {
            let party = entries[place].party
            // One that came before has its account already.
            guard !parties.contains(where: { self.entries[$0.lowerBound].party == party }) else { continue }
            let start = self.entries.count
            for entry in entries[place...] where entry.party == party { self.entries.append(entry) }
            let range = start..<self.entries.count
            parties.append(range)
            verdicts += PartyAccount.verdicts(self.entries[range], from: sources, things, isLater: isLater)
        }
    }

    /// The places of those of some entries that are in the total of their party.
    func counted(of range: Range<Int>) -> some Sequence<Int> { range.lazy.filter { verdicts[$0] == .counted } }

    /// The entries of each tally, which follow each other.
    func byTally(_ range: Range<Int>) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for place in range {
            if let last = groups.last, entries[last.lowerBound].tally == entries[place].tally {
                groups[groups.count - 1] = last.lowerBound..<place + 1
            } else {
                groups.append(place..<place + 1)
            }
        }
        return groups
    }
}
