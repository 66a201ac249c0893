/// The two forms of an access log line, appended as bytes so that a busy server makes no strings for them.
enum AccessLogLine {
    /// `host - - [22/Nov/2026:16:21:00 +0000] "GET /v1 HTTP/1.1" 200 512 "-" "curl/8.5" 0.000123`: the combined format
    /// that log tools read, with the seconds taken at its end. The referrer is never kept.
    static func appendText(_ request: FinishedRequest, to bytes: inout [UInt8]) {
        let time = CivilTime(secondsSince1970: request.wallNanoseconds / 1_000_000_000)
        append(request.remoteHost, to: &bytes)
        append(" - - [", to: &bytes)
        append(time.day, width: 2, to: &bytes)
        append("/" + CivilTime.monthNames[time.month - 1] + "/", to: &bytes)
        append(time.year, width: 4, to: &bytes)
        append(":", to: &bytes)
        appendClock(time, to: &bytes)
        append(" +0000] \"", to: &bytes)
        if request.method.isEmpty {
            append("-", to: &bytes)
        } else {
            appendEscaped(request.method, to: &bytes)
            append(" ", to: &bytes)
            appendEscaped(request.target, to: &bytes)
            append(request.minorVersion == 0 ? " HTTP/1.0" : " HTTP/1.1", to: &bytes)
        }
        append("\" ", to: &bytes)
        append(request.status, width: 3, to: &bytes)
        append(" ", to: &bytes)
        append(Int(request.bodyBytes), width: 1, to: &bytes)
        append(" \"-\" \"", to: &bytes)
        appendEscaped(request.userAgent ?? "-", to: &bytes)
        append("\" ", to: &bytes)
        let microseconds = Int(request.durationNanoseconds / 1000)
        append(microseconds / 1_000_000, width: 1, to: &bytes)
        append(".", to: &bytes)
        append(microseconds % 1_000_000, width: 6, to: &bytes)
        append("\n", to: &bytes)
    }

    /// One JSON object a line; `method`, `target` and `user_agent` are null when unknown.
    static func appendJSON(_ request: FinishedRequest, to bytes: inout [UInt8]) {
        let time = CivilTime(secondsSince1970: request.wallNanoseconds / 1_000_000_000)
        append("{\"time\":\"", to: &bytes)
        append(time.year, width: 4, to: &bytes)
        append("-", to: &bytes)
        append(time.month, width: 2, to: &bytes)
        append("-", to: &bytes)
        append(time.day, width: 2, to: &bytes)
        append("T", to: &bytes)
        appendClock(time, to: &bytes)
        append(".", to: &bytes)
        append(Int(request.wallNanoseconds / 1_000_000 % 1000), width: 3, to: &bytes)
        append("Z\",\"remote\":", to: &bytes)
        appendJSONString(request.remoteHost, to: &bytes)
        append(",\"method\":", to: &bytes)
        appendJSONString(request.method.isEmpty ? nil : request.method, to: &bytes)
        append(",\"target\":", to: &bytes)
        appendJSONString(request.method.isEmpty ? nil : request.target, to: &bytes)
        append(",\"status\":", to: &bytes)
        append(request.status, width: 3, to: &bytes)
        append(",\"bytes\":", to: &bytes)
        append(Int(request.bodyBytes), width: 1, to: &bytes)
        append(",\"duration_us\":", to: &bytes)
        append(Int(request.durationNanoseconds / 1000), width: 1, to: &bytes)
        append(",\"user_agent\":", to: &bytes)
        appendJSONString(request.userAgent, to: &bytes)
        append("}\n", to: &bytes)
    }

    private static func appendClock(_ time: CivilTime, to bytes: inout [UInt8]) {
        append(time.hour, width: 2, to: &bytes)
        append(":", to: &bytes)
        append(time.minute, width: 2, to: &bytes)
        append(":", to: &bytes)
        append(time.second, width: 2, to: &bytes)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Decimal digits with leading zeros up to the width.
    private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = number
        while rest > 0 || bytes.count - start < width {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// What a client sent cannot forge a line: quotes, backslashes and control bytes become `\xNN`.
    private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append("\\x", to: &bytes)
                appendHex(byte, to: &bytes)
            } else {
                bytes.append(byte)
            }
        }
    }

    private static func appendJSONString(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return append("null", to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case ..<0x20, 0x7F:
                append("\\u00", to: &bytes)
                appendHex(byte, to: &bytes)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendHex(_ byte: UInt8, to bytes: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        digits.withUTF8Buffer { digits in
            unsafe bytes.append(digits[Int(byte >> 4)])
            unsafe bytes.append(digits[Int(byte & 15)])
        }
    }
}
