/// A place in the list of changes, behind one of its rows. It names the row rather than counting, so it stays right
/// when the data is loaded again, and, for what the data itself tells, when the server is started anew.
struct ChangeCursor: Sendable, Equatable {
    /// What the row was told by: an entry of the data and its cause, or the store.
    enum Teller: Sendable, Equatable {
        case data(DerivedChanges.Cause)
        case store
    }

    let at: Int64
    let type: RecordType
    let id: String
    let teller: Teller

    init(at: Int64, type: RecordType, id: String, teller: Teller) {
        (self.at, self.type, self.id, self.teller) = (at, type, id, teller)
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == Self.mark, let at = Int64(parts[1]),
            let type = RecordType(rawValue: String(parts[2])), let number = UInt8(parts[4])
        else { return nil }
        let cause = DerivedChanges.Cause(rawValue: number)
        guard cause != nil || number == Self.storeNumber else { return nil }
        self.init(at: at, type: type, id: String(parts[3]), teller: cause.map(Teller.data) ?? .store)
    }

    var text: String {
        let number: UInt8
        switch teller {
        case .data(let cause): number = cause.rawValue
        case .store: number = Self.storeNumber
        }
        return Base64URL.encode(Array("\(Self.mark) \(at) \(type.rawValue) \(id) \(number)".utf8))
    }

    /// Tells these cursors from those of other lists.
    private static let mark = "change"
    private static let storeNumber = UInt8.max
}
