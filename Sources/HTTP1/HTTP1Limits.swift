/// How much of a request the parser takes before it refuses. Each default says why that number.
package struct HTTP1Limits: Sendable, Hashable {
    /// Empty lines before a request line (RFC 9112 §2.2 asks for one): old clients send one after a body.
    static let maxLeadingEmptyLines = 2
    /// Longer methods are 501 (RFC 9112 §3). The longest registered one, UPDATEREDIRECTREF, has 17 letters.
    static let maxMethodBytes = 32
    /// What `maxHeadBytes` may be at most: offsets are kept in 16 bits, and empty lines may come before the head.
    package static let largestHeadBytes = 65_000

    /// The request line without its CRLF; longer is 414. RFC 9112 §3 asks for at least 8,000 bytes.
    package var maxRequestLineBytes = 8192
    /// Everything from the request line to the empty line; more is 431. Twice what browsers send with a full set of
    /// cookies, and small enough that 2,000 dripping peers hold 32 MB at most. Never above `largestHeadBytes`.
    package var maxHeadBytes = 16_384 {
        didSet { maxHeadBytes = min(maxHeadBytes, Self.largestHeadBytes) }
    }
    /// Field lines; more is 431. Browsers behind two proxies send about 40.
    package var maxFieldLines = 100
    /// Content, decoded; more is 413. No route reads a body: it is only dropped so that the connection can go on.
    package var maxBodyBytes: UInt64 = 65_536
    /// What a chunked body may spend beside its data: sizes, extensions, line ends and trailers; more is 413. Enough for
    /// 2,000 chunks; whoever cuts 64 KB into more pieces, or decorates them, wants to keep the parser busy.
    package var maxChunkOverheadBytes = 16_384

    package init() {}
}
