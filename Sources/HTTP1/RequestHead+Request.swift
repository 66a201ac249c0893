package import HTTP
package import HTTPTypes

extension RequestHead {
    /// The request a handler sees, for the path that no cache answers. `bytes` are those the head was parsed from.
    package func request(in bytes: Span<UInt8>) -> Request {
        let target = RequestTarget(
            rawPath: text(of: path, in: bytes),
            rawQuery: query.map { text(of: $0, in: bytes) }
        )
        return Request(method: requestMethod(in: bytes), target: target, fields: fields(in: bytes))
    }

    /// All fields in order of arrival, names as sent.
    package func fields(in bytes: Span<UInt8>) -> HTTPFields {
        var fields = HTTPFields()
        forEachFieldLine(in: bytes) { line in
            guard let name = HTTPField.Name(text(in: line.name, of: bytes)) else { return }
            unsafe bytes.extracting(line.value).withUnsafeBufferPointer { value in
                unsafe fields.append(HTTPField(name: name, lenientValue: value))
            }
        }
        return fields
    }

    /// The bytes of a slice as text. They are ASCII, except in field values.
    package func text(of slice: Slice, in bytes: Span<UInt8>) -> String {
        text(in: slice.range, of: bytes)
    }

    private func text(in range: Range<Int>, of bytes: Span<UInt8>) -> String {
        unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    private func requestMethod(in bytes: Span<UInt8>) -> HTTPRequest.Method {
        switch method {
        case .get: .get
        case .head: .head
        case .options: .options
        case .post: .post
        case .put: .put
        case .delete: .delete
        case .patch: .patch
        case .trace: .trace
        case .connect: .connect
        case .query, .other: otherMethod(in: bytes)
        }
    }

    private func otherMethod(in bytes: Span<UInt8>) -> HTTPRequest.Method {
        guard let method = HTTPRequest.Method(text(of: methodText, in: bytes)) else {
            preconditionFailure("the parser lets only tokens through")
        }
        return method
    }
}
