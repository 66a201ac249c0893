package import ConflictData

/// What is said around a picture.
package struct ChartCaption: Sendable {
    package var title: String
    package var subtitle: String
    /// A sentence or two on what the picture shows, with figures, for those who do not see it.
    package var summary: String
    /// How to read it, and what is left out.
    package var notes: [String] = []

    package init(title: String, subtitle: String, summary: String = "", notes: [String] = []) {
        self.title = title
        self.subtitle = subtitle
        self.summary = summary
        self.notes = notes
    }
}

/// Where the figures of a picture come from: a picture travels without its page.
package struct ChartSource: Sendable {
    let text: String

    package init(_ dataset: Dataset) {
        let card = dataset.card
        let moment = dataset.asOf.map { ", as known at \($0.text)" } ?? ""
        text =
            "Source: \(card.title.asName.asSentence) \(card.attribution.asName.asSentence) Licence: \(card.license.asName)."
            + " Data version \(dataset.version.prefix(Self.versionDigits))\(moment)."
    }

    init(text: String) { self.text = text }

    /// Enough of the digest to tell versions apart.
    private static let versionDigits = 12
}

extension String {
    /// With a full stop at its end.
    fileprivate var asSentence: String { hasSuffix(".") ? self : self + "." }
}

/// How large a picture is to be, in pixels.
package struct ChartSize: Sendable, Equatable {
    package let width: Int
    /// nil: as high as what it shows needs.
    package let height: Int?

    package init(width: Int = 720, height: Int? = nil) {
        self.width = width
        self.height = height
    }

    /// Narrower than a phone nothing is legible; wider than a large screen it is better scaled.
    package static let widths = 320...1_600
    package static let heights = 240...4_000
}
