import HTTP

/// From field lines to decisions. Lines are only noted while they arrive; what they mean is decided when all are here,
/// so that no decision depends on their order.
extension RequestHead {
    /// Keeps where the value of a field is that the server looks at.
    @inline(__always)
    mutating func note(_ line: FieldLine, _ bytes: Span<UInt8>) throws(HTTP1Error) {
        guard let field = KnownField(matching: bytes.extracting(line.name)) else {
            return try refuseLookAlike(of: line.name, bytes)
        }
        if seenFields & field.bit != 0 {
            repeatedFields |= field.bit
            return
        }
        seenFields |= field.bit
        known[field.rawValue] = Slice(start: line.value.lowerBound, end: line.value.upperBound)
    }

    /// Some intermediaries turn `_` into `-`; a framing field under that disguise would mean one thing to them and
    /// nothing to us.
    @inline(__always)
    private func refuseLookAlike(of name: Range<Int>, _ bytes: Span<UInt8>) throws(HTTP1Error) {
        let (separator, lookAlike): (Int, Bool) =
            switch name.count {
            case 14: (7, bytes.equals("content", in: name.prefix(7)) && bytes.equals("length", in: name.suffix(6)))
            case 17: (8, bytes.equals("transfer", in: name.prefix(8)) && bytes.equals("encoding", in: name.suffix(8)))
            default: (0, false)
            }
        if lookAlike, bytes[name.lowerBound + separator] == UInt8(ascii: "_") {
            throw .framingLookAlike
        }
    }

    /// Decides host, framing, persistence and expectation from what was noted.
    @inline(__always)
    mutating func settle(_ bytes: Span<UInt8>, limits: HTTP1Limits) throws(HTTP1Error) {
        try settleHost(bytes)
        framing = try BodyFraming.decide(by: framingFields, in: bytes, maxBytes: limits.maxBodyBytes)
        settlePersistence(bytes)
        try settleExpectation(bytes)
    }

    @inline(__always)
    private var framingFields: BodyFraming.Fields {
        BodyFraming.Fields(
            contentLength: slice(of: .contentLength)?.range,
            transferEncoding: slice(of: .transferEncoding)?.range,
            repeatsContentLength: isRepeated(.contentLength),
            repeatsTransferEncoding: isRepeated(.transferEncoding),
            minorVersion: minorVersion
        )
    }

    /// RFC 9112 §3.2: exactly one valid `Host` in 1.1, at most one in 1.0; an authority in the target outranks it.
    @inline(__always)
    private mutating func settleHost(_ bytes: Span<UInt8>) throws(HTTP1Error) {
        guard let field = slice(of: .host) else {
            guard minorVersion == 0 else { throw .missingHost }
            return
        }
        guard !isRepeated(.host) else { throw .repeatedHost }
        guard Authority.parse(bytes, in: field.range) != nil else { throw .malformedHost }
        if host == nil {
            host = field
        }
    }

    /// RFC 9112 §9.3: 1.1 goes on unless told to close, 1.0 closes unless asked to go on; `close` wins.
    @inline(__always)
    private mutating func settlePersistence(_ bytes: Span<UInt8>) {
        var goesOn = minorVersion == 1
        if seenFields & KnownField.connection.bit != 0 {
            var closes = false
            forEachElement(of: .connection, in: bytes) { option in
                closes = closes || bytes.equals("close", in: option)
                goesOn = goesOn || bytes.equals("keep-alive", in: option)
            }
            goesOn = goesOn && !closes
        }
        keepsAlive = goesOn
    }

    /// RFC 9110 §10.1.1: `100-continue` is the one expectation there is, and 1.0 knows none.
    @inline(__always)
    private mutating func settleExpectation(_ bytes: Span<UInt8>) throws(HTTP1Error) {
        guard minorVersion == 1, seenFields & KnownField.expect.bit != 0 else { return }
        try forEachElement(of: .expect, in: bytes) { expectation throws(HTTP1Error) in
            guard bytes.equals("100-continue", in: expectation) else { throw .unknownExpectation }
        }
        expectsContinue = framing != .none
    }

    /// Goes through the elements of a list that may be spread over several lines (RFC 9110 §5.2).
    private func forEachElement<Failure: Error>(
        of field: KnownField,
        in bytes: Span<UInt8>,
        _ body: (Range<Int>) throws(Failure) -> Void
    ) throws(Failure) {
        guard isRepeated(field) else {
            if let value = slice(of: field) {
                try bytes.forEachElement(ofList: value.range, body)
            }
            return
        }
        try forEachFieldLine(in: bytes) { line throws(Failure) in
            if KnownField(matching: bytes.extracting(line.name)) == field {
                try bytes.forEachElement(ofList: line.value, body)
            }
        }
    }

    /// Goes through all field lines once more. `bytes` are those the head was parsed from, so every line is well-formed.
    func forEachFieldLine<Failure: Error>(
        in bytes: Span<UInt8>,
        _ body: (FieldLine) throws(Failure) -> Void
    ) throws(Failure) {
        var index = fieldLines.range.lowerBound
        let end = fieldLines.range.upperBound
        while let line = try? FieldLineParser.parse(bytes, at: index, end: end) {
            try body(line)
            index = line.next
        }
    }
}
