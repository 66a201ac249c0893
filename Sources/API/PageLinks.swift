/// The addresses around an answer: its own, and those of the pages beside it.
struct PageLinks: Sendable {
    let current: String
    let next: String?
    let previous: String?

    /// Something that has no pages.
    init(current: Address) {
        self.current = current.text
        next = nil
        previous = nil
    }

    /// A page at `cursor` of what `first` addresses, and its neighbours, where there are any.
    init(first: Address, cursor: String?, next: String?, previous: String?) {
        current = first.appending(.cursor, cursor).text
        self.next = next.map { first.appending(.cursor, $0).text }
        self.previous = previous.map { first.appending(.cursor, $0).text }
    }
}
