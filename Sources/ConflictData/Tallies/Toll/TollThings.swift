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
    /// The numbers of counts that were asked for, by what a count says itself and the number of what it is inside.
    private var known: [(own: UInt32, whole: Int?, number: Int)] = []

    init(_ statements: StatementReader) { self.statements = statements }

    /// The number of what a count counts, with what its wholes say of it: a part is inside them in every respect.
    func number(ofCount count: Int, in rows: LentTallies) -> Int {
        let whole = rows.whole(of: count).map { number(ofCount: $0, in: rows) }
        let own = rows.categoryNumber(of: count)
        if let own, let known = known.first(where: { $0.own == own && $0.whole == whole }) { return known.number }
        var category = rows.category(of: count)
        if let whole { category.fill(from: all[whole]) }
        let thing = number(of: category)
        if let own { known.append((own, whole, thing)) }
        return thing
    }

    private func number(of category: CountCategories.Category) -> Int {
        if let known = all.firstIndex(of: category) { return known }
        let number = all.count
        all.append(category)
        plainNumbers.append(number)
        traits.append(statements.traits(of: category))
        attributeCounts.append(category.attributeCount)
        let plain = category.withoutPerpetrator
        if plain != category { plainNumbers[number] = self.number(of: plain) }
        return number
    }

    func plain(_ number: Int) -> Int { plainNumbers[number] }

    /// Whether one thing says nothing that the other does not say too, so that it holds all that the other counts.
    func isHeld(_ thing: Int, by wider: Int) -> Bool { all[wider].holds(all[thing]) }

    func areApart(_ thing: Int, _ other: Int) -> Bool { thing != other && traits[thing].areApart(from: traits[other]) }
}
