/// What the counts of a toll count: each combination once, by number. There are few, so that looking through them is
/// faster than a table.
///
/// A class, since it is handed on a great deal and each copy of its parts would be counted. Used by one thread.
final class TollThings {
    private(set) var all: [CountCategories.Category] = []
    /// Of each: the number of the same without who is held responsible.
    private var plainNumbers: [Int] = []
    private(set) var traits: [ExclusiveTraits] = []
    /// Of each: how much it says; the less, the wider it is.
    private(set) var attributeCounts: [Int] = []
    let statements: StatementReader
    /// The number that was asked for last. Tallies count the same things in the same order, so the one behind it comes next.
    private var last = -1

    init(_ statements: StatementReader) { self.statements = statements }

    func number(of category: CountCategories.Category) -> Int {
        let next = last + 1 < all.count ? last + 1 : 0
        last = next < all.count && all[next] == category ? next : firstNumber(of: category)
        return last
    }

    private func firstNumber(of category: CountCategories.Category) -> Int {
        if let known = all.firstIndex(of: category) { return known }
        let number = all.count
        all.append(category)
        plainNumbers.append(number)
        traits.append(statements.traits(of: category))
        attributeCounts.append(category.attributeCount)
        let plain = category.withoutPerpetrator
        if plain != category { plainNumbers[number] = firstNumber(of: plain) }
        return number
    }

    func plain(_ number: Int) -> Int { plainNumbers[number] }

    /// Whether one thing says nothing that the other does not say too, so that it holds all that the other counts.
    func isHeld(_ thing: Int, by wider: Int) -> Bool { all[wider].holds(all[thing]) }

    func areApart(_ thing: Int, _ other: Int) -> Bool { thing != other && traits[thing].areApart(from: traits[other]) }
}
