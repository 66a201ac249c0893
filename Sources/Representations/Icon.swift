/// The mark of sitrep: three figures side by side, each from its least to its most, the last one open.
///
/// One list of rectangles is drawn as SVG for browsers of today and as ICO for all others.
package enum Icon {
    private static let size = 32
    private static let (ground, ink): (UInt32, UInt32) = (0x1F3A4D, 0xFFFFFF)

    private struct Bar {
        let (x, y, width): (Int, Int, Int)
        static let height = 4
    }

    /// From the left end of each figure to its right one; the last fades in pieces.
    private static let bars = [
        Bar(x: 5, y: 6, width: 14), Bar(x: 11, y: 14, width: 12), Bar(x: 7, y: 22, width: 10),
        Bar(x: 19, y: 22, width: 3), Bar(x: 24, y: 22, width: 3),
    ]

    package static let svg: String = {
        let drawn = bars.map {
            "<rect x=\"\($0.x)\" y=\"\($0.y)\" width=\"\($0.width)\" height=\"\(Bar.height)\"/>"
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size) \(size)\">"
            + "<rect width=\"\(size)\" height=\"\(size)\" rx=\"6\" fill=\"#\(hex(ground))\"/>"
            + "<g fill=\"#\(hex(ink))\">\(drawn.joined())</g></svg>\n"
    }()

    /// One image of 32 × 32 pixels with 32 bits each, rows from below, and a mask that hides nothing.
    package static let ico: [UInt8] = {
        let pixels = size * size * 4
        let mask = size * size / 8
        let bitmapHeader = 40
        let offset = 6 + 16
        var bytes: [UInt8] = []
        // The directory: reserved, type 1, one image; its size, no palette, one plane of 32 bits, where it stands.
        append([0, 1, 1], to: &bytes)
        bytes += [UInt8(size), UInt8(size), 0, 0]
        append([1, 32], to: &bytes)
        appendLong([bitmapHeader + pixels + mask, offset], to: &bytes)
        // The height of the header counts image and mask.
        appendLong([bitmapHeader, size, size * 2], to: &bytes)
        append([1, 32], to: &bytes)
        appendLong([0, pixels + mask, 0, 0, 0, 0], to: &bytes)
        for y in (0..<size).reversed() {
            for x in 0..<size { appendPixel(x, y, to: &bytes) }
        }
        bytes += Array(repeating: 0, count: mask)
        return bytes
    }()

    private static func appendPixel(_ x: Int, _ y: Int, to bytes: inout [UInt8]) {
        let isInk = bars.contains {
            ($0.x..<$0.x + $0.width).contains(x) && ($0.y..<$0.y + Bar.height).contains(y)
        }
        let colour = isInk ? ink : ground
        bytes += [UInt8(colour & 0xFF), UInt8(colour >> 8 & 0xFF), UInt8(colour >> 16 & 0xFF), 0xFF]
    }

    private static func append(_ words: [Int], to bytes: inout [UInt8]) {
        for word in words { bytes += [UInt8(word & 0xFF), UInt8(word >> 8 & 0xFF)] }
    }

    private static func appendLong(_ words: [Int], to bytes: inout [UInt8]) {
        for word in words { append([word & 0xFFFF, word >> 16], to: &bytes) }
    }

    private static func hex(_ colour: UInt32) -> String {
        String(String(colour | 0x100_0000, radix: 16).dropFirst())
    }
}
