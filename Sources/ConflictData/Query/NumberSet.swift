/// Some 32-bit numbers (symbols, or rows that references lead to), for asking about very many rows: a table of bits
/// between the least and the greatest, so that a question is one look.
///
/// References to one of two types mark the second in their top bit (`Records.secondType`); those have a table of their
/// own, as the numbers between would fill memory.
struct NumberSet: Sendable {
    private struct Table: Sendable {
        var base: UInt32 = 0
        var words: [UInt64] = []

        init(_ numbers: [UInt32]) {
            guard let least = numbers.min(), let greatest = numbers.max() else { return }
            base = least
            words = Array(repeating: 0, count: Int(greatest - least) / 64 + 1)
            for number in numbers { words[Int(number - least) / 64] |= 1 << UInt64((number - least) % 64) }
        }

        @inline(__always)
        func contains(_ number: UInt32) -> Bool {
            let offset = number &- base
            let index = Int(offset >> 6)
            return index < words.count && words[index] &>> UInt64(offset & 63) & 1 != 0
        }
    }

    private let plain: Table
    private let marked: Table

    init(_ numbers: [UInt32]) {
        plain = Table(numbers.filter { $0 & Records.secondType == 0 })
        marked = Table(numbers.filter { $0 & Records.secondType != 0 })
    }

    @inline(__always)
    func contains(_ number: UInt32) -> Bool {
        number & Records.secondType == 0 ? plain.contains(number) : marked.contains(number)
    }
}
