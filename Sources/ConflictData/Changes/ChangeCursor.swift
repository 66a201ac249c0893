/// A place in the list of changes, behind one of its rows. It names the row rather than counting, so it stays right
/// when the data is loaded again, and, for what the data itself tells, when the server is started anew. Where the row is
/// no longer told, what orders its record says where it was.
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
    /// What orders the record in its list.
    let order: Order

    enum Order: Sendable, Equatable {
        /// The first instant of its date, in microseconds; nil: it has none.
        case date(Int64?)
        /// The cursor does not say, since an earlier release gave it.
        case unknown
    }

    init(at: Int64, type: RecordType, id: String, teller: Teller, order: Order) {
        (self.at, self.type, self.id, self.teller, self.order) = (at, type, id, teller, order)
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 6, parts[0] == Self.mark, let at = Int64(parts[1]),
            let type = RecordType(rawValue: String(parts[2])), let number = UInt8(parts[4])
        else { return nil }
        let cause = DerivedChanges.Cause(rawValue: number)
        guard cause != nil || number == Self.storeNumber else { return nil }
        var order = Order.unknown
        if parts.count == 6 {
            guard parts[5].isEmpty || Int64(parts[5]) != nil else { return nil }
            order = .date(Int64(parts[5]))
        }
        self.init(at: at, type: type, id: String(parts[3]), teller: cause.map(Teller.data) ?? .store, order: order)
    }

    var text: String {
        let number: UInt8
        switch teller {
        case .data(let cause): number = cause.rawValue
        case .store: number = Self.storeNumber
        }
        var plain = "\(Self.mark) \(at) \(type.rawValue) \(id) \(number)"
        if case .date(let date) = order { plain += " " + (date.map(String.init) ?? "") }
        return Base64URL.encode(Array(plain.utf8))
    }

    /// Tells these cursors from those of other lists.
    private static let mark = "change"
    private static let storeNumber = UInt8.max
}
