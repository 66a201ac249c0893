package import HTTP1

/// Caps and deadlines of the engine. Each default says why that number.
package struct ServerLimits: Sendable {
    /// Sizes of what a request may be.
    package var http1 = HTTP1Limits()

    /// A TLS handshake must be complete this long after the connection was made: three round trips and two signatures take
    /// a second or two on a bad line.
    package var handshakeDeadlineSeconds = 10.0
    /// A head must be complete this long after its first byte, or after the connection was made. A phone on a bad line
    /// needs a second or two; a dripping attacker gets no more than this.
    package var headDeadlineSeconds = 10.0
    /// A body must be complete this long after its head: 64 KiB in 30 s is slower than any modem.
    package var bodyDeadlineSeconds = 30.0
    /// While a request is incomplete, some byte must arrive this often.
    package var readProgressSeconds = 5.0
    /// A kept-alive connection may stay unused this long: browsers and proxies reuse within a minute.
    package var idleDeadlineSeconds = 60.0
    /// While an answer waits, the peer must take some of it this often.
    package var writeProgressSeconds = 20.0
    /// After the last answer the peer has this long to close first.
    package var lingerSeconds = 2.0
    /// While draining, a kept-alive connection has this long to send one more request, which is answered with
    /// `Connection: close`: a request may have left the peer before it could know.
    package var drainGraceSeconds = 1.0

    /// After new handshakes are refused, those under way have this long to complete before listening ends: a round trip to
    /// the far side of the world.
    package var handshakeGraceSeconds = 0.3

    /// Open connections in all; beyond that 503. Each idle one costs well under a kilobyte here and some in the kernel.
    package var maxConnections = 16_000
    /// Open connections of one IPv4 address or IPv6 /64 network, those of trusted proxies aside; 0 for no bound. Three
    /// quarters of all, so that nobody alone can lock the others out, and all clients behind one gateway still fit.
    package var maxConnectionsPerAddress = 12_000
    /// Requests on one connection before it is closed, 0 for no bound: so rarely that it costs nothing, often enough that
    /// long-lived clients spread over the loops again.
    package var maxRequestsPerConnection = 100_000
    /// Requests of one connection that are worked on before others have their turn, however many it has pipelined.
    package var maxPipelinedRequests = 64
    /// Bytes of answers that wait in memory for slow readers, in all; beyond that, requests that need new memory get 503.
    /// Room for hundreds of the largest pages.
    package var maxUnsentBytes = 268_435_456
    /// Requests whose answers take long and are worked out or waited for, in all; beyond that 503. At a hundredth of a
    /// second each, two cores are done with so many in five seconds.
    package var maxWaitingRequests = 1_024
    /// Answers in pieces under way, in all; beyond that 503. Each holds the rows that it is about, up to some megabytes
    /// of a result of a million, for as long as its client takes to read it.
    package var maxStreams = 128
    /// A 503 tells the client to try again after so many seconds.
    package var retryAfterSeconds = 2

    /// Stored answers of one loop in bytes, 0 to store none: room for every record of the starter dataset a thousand
    /// times over, small beside any dataset that would fill it.
    package var maxCacheBytes = 33_554_432
    /// A single stored answer; larger ones are rare and would push out hundreds.
    package var maxCachedAnswerBytes = 1_048_576

    package init() {}

    /// Bounds what a request may be, in bytes and field lines.
    package mutating func boundRequest(line: Int, head: Int, fieldLines: Int, body: Int) {
        http1.maxRequestLineBytes = line
        http1.maxHeadBytes = head
        http1.maxFieldLines = fieldLines
        http1.maxBodyBytes = UInt64(body)
    }
}
