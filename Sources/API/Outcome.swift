import HTTP
import HTTPTypes

/// What a handler decides before it does any work.
enum Outcome: Sendable {
    /// A representation of the data: it has an entity tag, and is rendered only when the client lacks it.
    case representation(Plan)
    /// The record's permanent address is another one (308).
    case moved(to: String)
    /// A fixed answer that is not part of the data.
    case direct(Response)
}

/// A representation that could be rendered.
struct Plan: Sendable {
    let address: Address
    let format: RepresentationFormat
    /// The type it is sent as where the format alone does not say it.
    var mediaType: MediaType?
    /// False when it is the same for every dataset.
    var isOfData = true
    /// What the answer depends on beside the data version, the address and the format.
    var edition = ""
    /// False when the answer holds the name by which the client called the server: others may have another.
    var isForEveryHost = true
    let render: @Sendable () throws(APIError) -> Rendering
}

/// What has been rendered.
struct Rendering: Sendable {
    let body: ResponseBody
    let links: PageLinks
    /// What is said of this body beside what all answers say.
    var fields: HTTPFields = [:]
    /// False for a body that is compressed already, or whose length is promised.
    var isCompressible = true
}
