/// The bytes around the pieces of a chunked response (RFC 9112 §7.1).
package enum ChunkedEncoder {
    /// What follows the data of each chunk.
    package static let chunkEnd: [UInt8] = [0x0D, 0x0A]
    /// The last chunk and an empty trailer section.
    package static let bodyEnd: [UInt8] = [0x30, 0x0D, 0x0A, 0x0D, 0x0A]

    /// Appends the size line of a chunk. A chunk has at least one byte: an empty one would end the body.
    package static func appendChunkStart(dataBytes: Int, to bytes: inout [UInt8]) {
        precondition(dataBytes > 0, "an empty chunk ends the body")
        bytes.append(contentsOf: String(dataBytes, radix: 16, uppercase: true).utf8)
        bytes.append(contentsOf: chunkEnd)
    }
}
