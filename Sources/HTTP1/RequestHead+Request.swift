package import HTTP
package import HTTPTypes

extension RequestHead {
    /// All fields with names as sent, for the path that no cache answers. `bytes` are those the head was parsed from.
    package func fields(in bytes: Span<UInt8>) -> HTTPFields {
        fatalError("the interface lands first")
    }

    /// The request a handler sees.
    package func request(in bytes: Span<UInt8>) -> Request {
        fatalError("the interface lands first")
    }
}
