import ConflictData
import HTTP
import Representations

/// The shape around all data: `{"data": …, "meta": {…}, "links": {…}}`, or the data bare.
struct Envelope: Sendable {
    let dataset: Dataset
    let links: PageLinks
    let total: Int
    let returned: Int
    /// False for `envelope=false`: only the data, its links in the `Link` field.
    let isShown: Bool
    var members: [EnvelopeMember] = []

    /// `writeData` writes exactly one value. `capacityBytes` is a guess at the size of the data.
    func rendering(capacityBytes: Int, writeData: (inout JSONWriter) -> Void) -> Rendering {
        var writer = JSONWriter(reservingCapacity: capacityBytes + 1_024)
        if isShown {
            writer.beginObject()
            writer.key("data")
            writeData(&writer)
            writeMeta(to: &writer)
            writeLinks(to: &writer)
            for member in members { member.write(to: &writer) }
            writer.endObject()
        } else {
            writeData(&writer)
        }
        return Rendering(body: .bytes(writer.bytes), links: links)
    }

    private func writeMeta(to writer: inout JSONWriter) {
        writer.object("meta") { writer in
            writer.member("total", total)
            writer.member("returned", returned)
            writer.member("data_version", dataset.version)
            writer.member("as_of", dataset.asOf?.text)
            writer.member("license", dataset.card.license)
            writer.member("attribution", dataset.card.attribution)
            writer.member("caveats", dataset.card.caveats)
        }
    }

    private func writeLinks(to writer: inout JSONWriter) {
        writer.object("links") { writer in
            writer.member("self", links.current)
            writer.member("next", links.next)
            writer.member("prev", links.previous)
        }
    }
}

extension Plan {
    /// A plan for one thing without pages, in its envelope; `write` writes exactly one value.
    init(
        _ presentation: Presentation, at address: Address, of dataset: Dataset, count: Int = 1,
        members: @escaping @Sendable () -> [EnvelopeMember] = { [] },
        write: @escaping @Sendable (inout JSONWriter) -> Void
    ) {
        self.init(address: address, format: presentation.format) {
            Envelope(
                dataset: dataset, links: PageLinks(current: address), total: count, returned: count,
                isShown: presentation.isEnveloped, members: presentation.isEnveloped ? members() : []
            )
            .rendering(capacityBytes: Self.typicalRecordBytes, writeData: write)
        }
    }

    /// Most records are smaller; the buffer grows for those that are not.
    private static let typicalRecordBytes = 4_096
}
