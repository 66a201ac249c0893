/// From `%C3%A4` to `ä` (RFC 3986 §2.1), once: what an escape stands for is never decoded again.
enum PercentDecoding {
    /// NUL is always refused; the other control characters only where they cannot be meant, as in a path.
    static func decode(
        _ raw: Span<UInt8>,
        plusIsSpace: Bool = false,
        refusingControls: Bool = false
    ) throws(RequestTargetError) -> String {
        if let plain = plainText(raw, plusIsSpace: plusIsSpace) { return plain }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var next = 0
        while next < raw.count {
            let byte = raw[next]
            next += 1
            switch byte {
            case UInt8(ascii: "%"):
                guard next + 1 < raw.count, let high = hexValue(raw[next]), let low = hexValue(raw[next + 1]) else {
                    throw .malformedEscape
                }
                bytes.append(high << 4 | low)
                next += 2
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            default:
                bytes.append(byte)
            }
        }
        guard bytes.allSatisfy({ isAllowed($0, refusingControls: refusingControls) }) else { throw .controlCharacter }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
        return text
    }

    /// The text of bytes that all stand for themselves and are printable ASCII, as most are; nil for any other.
    private static func plainText(_ bytes: Span<UInt8>, plusIsSpace: Bool) -> String? {
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "%"), byte != UInt8(ascii: "+") || !plusIsSpace else {
                return nil
            }
        }
        return unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    private static func isAllowed(_ byte: UInt8, refusingControls: Bool) -> Bool {
        refusingControls ? byte >= 0x20 && byte != 0x7F : byte != 0
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
