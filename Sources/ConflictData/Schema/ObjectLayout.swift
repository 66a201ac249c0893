/// An object as the decoder meets it: its keys, and where the value of each goes.
@safe
final class ObjectLayout: @unchecked Sendable {
    // Proof for @unchecked Sendable: nothing of it changes after it was made, and what members point to lives as long.
    enum Target {
        /// A column, by its place among all columns.
        case column(Int)
        case object(ObjectLayout)
        case rows(ObjectLayout)
        case figure(ObjectLayout)
    }

    let table: Int
    /// Bits of the members that must be there.
    let requiredMembers: UInt64
    /// Rows that have an `n` get an id of their own: `<record id>.<n>`.
    let numberColumn: Int?
    /// A whole record, or `dataset.json`: nothing is around it.
    let isRoot: Bool
    let memberCount: Int
    private let plainMembers: UnsafeMutablePointer<Member>
    private let details: [Details]

    init(table: Int, members: [(field: Field, target: Target)], numberColumn: Int?, isRoot: Bool) {
        precondition(members.count < 64, "a set of members is one word")
        self.table = table
        (self.numberColumn, self.isRoot) = (numberColumn, isRoot)
        requiredMembers = members.indices.reduce(0) { $0 | (members[$1].field.isRequired ? 1 << UInt64($1) : 0) }
        details = members.map { Details($0.field, $0.target) }
        memberCount = members.count
        unsafe plainMembers = UnsafeMutablePointer<Member>.allocate(capacity: members.count)
        for (index, details) in details.enumerated() {
            unsafe (plainMembers + index).initialize(to: Member(details))
        }
    }

    deinit { unsafe plainMembers.deallocate() }

    var members: [Member] { (0..<memberCount).map { self[$0] } }

    @inline(__always)
    subscript(index: Int) -> Member { unsafe plainMembers[index] }

    /// The member of that key; `guess` is tried first, since most files write keys in one order.
    @inline(__always)
    func member(_ key: UnsafeBufferPointer<UInt8>, guess: Int) -> Int? {
        if guess < memberCount, unsafe plainMembers[guess].matches(key) { return guess }
        // Keys that are left out make the guess fall short by a few.
        var index = guess + 1
        while index < memberCount {
            if unsafe plainMembers[index].matches(key) { return index }
            index += 1
        }
        return (0..<min(guess, memberCount)).first { unsafe plainMembers[$0].matches(key) }
    }
}

extension ObjectLayout {
    /// A key and where its value goes.
    ///
    /// Plain values and pointers, so that the inner loop of a load counts no references; it is used only while its layout
    /// is held.
    @safe
    struct Member: @unchecked Sendable {
        // Proof for @unchecked Sendable: like its layout, it never changes.

        /// What its value is, as far as the inner loop asks.
        enum Shape {
            case symbol, text, date, flag, map
            case integer(ClosedRange<Int64>)
            case number(ClosedRange<Double>)
            case object, rows, figure
        }

        /// What is asked of a symbol.
        enum Form {
            case any, term, id, code
        }

        let shape: Shape
        let form: Form
        let isList: Bool
        /// Neither required nor a list: null may stand for it.
        let takesNull: Bool
        /// Of leaves: the place among all columns.
        let column: Int
        private let written: UnsafePointer<UInt8>
        private let keyCount: Int
        private let terms: UnsafePointer<UInt64>
        private let termWords: Int
        private let details: Unmanaged<Details>

        fileprivate init(_ details: Details) {
            let field = details.field
            (isList, takesNull) = (field.isList, !field.isRequired && !field.isList)
            unsafe (written, keyCount) = unsafe (UnsafePointer(details.written), field.name.utf8.count)
            unsafe (terms, termWords) = unsafe (UnsafePointer(details.terms), details.termWords)
            unsafe self.details = unsafe Unmanaged.passUnretained(details)
            if case .column(let place) = details.target { column = place } else { column = -1 }
            shape =
                switch details.target {
                case .object: .object
                case .rows: .rows
                case .figure: .figure
                case .column: Self.shape(of: field)
                }
            form =
                switch field.kind {
                case .vocabulary: .term
                case .identifier, .code(.formerID): .id
                case .code: .code
                default: .any
                }
        }

        private static func shape(of field: Field) -> Shape {
            switch field.kind {
            case .identifier, .reference, .vocabulary, .code, .string: .symbol
            case .text: .text
            case .date: .date
            case .flag: .flag
            case .map: .map
            case .integer(let range): .integer(range)
            case .number(let range): .number(range)
            case .object, .rows, .figure: preconditionFailure("\(field.name) is not a leaf")
            }
        }

        var field: Field { unsafe details._withUnsafeGuaranteedRef { $0.field } }

        var target: Target { unsafe details._withUnsafeGuaranteedRef { $0.target } }

        /// The layout of the objects in it; it must not be a leaf.
        var inner: ObjectLayout {
            switch target {
            case .object(let layout), .rows(let layout), .figure(let layout): layout
            case .column: preconditionFailure("\(field.name) is a leaf")
            }
        }

        /// `"key":` as it is written.
        @inline(__always)
        var writtenKey: UnsafeBufferPointer<UInt8> {
            unsafe UnsafeBufferPointer(start: written, count: keyCount + 3)
        }

        @inline(__always)
        func matches(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
            guard keyCount == other.count else { return false }
            for index in 0..<keyCount where unsafe written[index + 1] != other[index] { return false }
            return true
        }

        /// Of a vocabulary: whether the symbol is one of its terms.
        @inline(__always)
        func isTerm(_ symbol: SymbolTable.Symbol) -> Bool {
            let word = Int(symbol / 64)
            return unsafe word < termWords && terms[word] & (1 << UInt64(symbol % 64)) != 0
        }
    }

    /// What members point to.
    @safe
    fileprivate final class Details {
        let field: Field
        let target: Target
        let written: UnsafeMutablePointer<UInt8>
        /// For a vocabulary: a bit for the symbol of each of its terms.
        let terms: UnsafeMutablePointer<UInt64>
        let termWords: Int

        init(_ field: Field, _ target: Target) {
            (self.field, self.target) = (field, target)
            unsafe written = Self.copy(Array("\"\(field.name)\":".utf8))
            let bits = Terms.bits(field)
            unsafe terms = Self.copy(bits)
            termWords = bits.count
        }

        deinit {
            unsafe written.deallocate()
            unsafe terms.deallocate()
        }

        private static func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
            let copy = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
            for (index, value) in values.enumerated() { unsafe (copy + index).initialize(to: value) }
            return unsafe copy
        }
    }
}
