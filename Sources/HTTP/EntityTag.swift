/// An entity tag (RFC 9110 §8.8.3): `"opaque"`, or `W/"opaque"` when weak.
package struct EntityTag: Hashable, Sendable {
    /// The characters between the quotes.
    package var opaque: String
    package var isWeak: Bool

    package init(opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// The field value, quotes included.
    package var fieldValue: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }
}
