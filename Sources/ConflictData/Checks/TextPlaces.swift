/// Line, column and JSON Pointer of bytes of a text.
struct TextPlaces {
    struct Place: Equatable {
        /// 1-based; the column counts Unicode scalars.
        var line: Int
        var column: Int
        /// RFC 6901.
        var pointer: String
    }

    private struct Frame {
        var isList: Bool
        var index = 0
        var key: Range<Int>?
    }

    private let text: PaddedText
    private let isLines: Bool
    private let firstLine: Int

    /// `firstLine`: the number of the text's first line, where the text is not the beginning of its file.
    init(_ text: PaddedText, isLines: Bool, firstLine: Int = 1) {
        self.text = text
        self.isLines = isLines
        self.firstLine = firstLine
    }

    /// The places of some bytes. Walks the text once, however broken it is; of records a line each only their lines.
    func places(of offsets: [Int]) -> [Int: Place] {
        let wanted = Array(Set(offsets)).sorted()
        var places: [Int: Place] = [:]
        guard isLines else {
            walk(from: 0, line: firstLine, to: wanted, into: &places)
            return places
        }
        var (start, line, next) = (0, firstLine, 0)
        while next < wanted.count {
            let end = start < text.count ? text.endOfLine(from: start) : .max
            // The byte that ends a line is the last of it.
            let here = wanted[next...].prefix { $0 <= end }
            if !here.isEmpty { walk(from: start, line: line, to: Array(here), into: &places) }
            next += here.count
            start = end == .max ? end : end + 1
            line += 1
        }
        return places
    }

    /// Walks from the begin of the text, or of a line, to the last of some bytes.
    private func walk(from start: Int, line: Int, to wanted: [Int], into places: inout [Int: Place]) {
        let pointers = pointers(of: wanted, from: start)
        var position = start == 0 && line == 1 ? text.scanner.afterByteOrderMark : start
        var (line, column) = (line, 1)
        for offset in wanted {
            while position < min(offset, text.count) {
                let byte = unsafe text.bytes[position]
                if byte == 0x0A {
                    (line, column) = (line + 1, 1)
                } else if byte & 0xC0 != 0x80 {
                    column += 1
                }
                position += 1
            }
            places[offset] = Place(line: line, column: column, pointer: pointers[offset] ?? "")
        }
    }

    private func pointers(of wanted: [Int], from start: Int) -> [Int: String] {
        var pointers: [Int: String] = [:]
        var frames: [Frame] = []
        var next = 0
        var position = start
        var expectsKey = false
        while next < wanted.count {
            let start = position
            let byte = start < text.count ? unsafe text.bytes[start] : 0
            if byte == UInt8(ascii: "\"") {
                position = endOfString(start)
                if expectsKey, !frames.isEmpty {
                    frames[frames.count - 1].key = start + 1..<max(start + 1, position - 1)
                }
            } else {
                position += 1
            }
            // A byte within a token has the token's place; a bracket has the place of the value it opens.
            let isToken = byte != UInt8(ascii: ",") && byte != 0x0A
            if isToken { while next < wanted.count, wanted[next] < position { take(&pointers, wanted, &next, frames) } }
            step(byte, &frames, &expectsKey)
            while next < wanted.count, wanted[next] < position { take(&pointers, wanted, &next, frames) }
            if start >= text.count { break }
        }
        while next < wanted.count { take(&pointers, wanted, &next, frames) }
        return pointers
    }

    private func take(_ pointers: inout [Int: String], _ wanted: [Int], _ next: inout Int, _ frames: [Frame]) {
        pointers[wanted[next]] = pointer(frames)
        next += 1
    }

    private func step(_ byte: UInt8, _ frames: inout [Frame], _ expectsKey: inout Bool) {
        switch byte {
        case UInt8(ascii: "{"):
            frames.append(Frame(isList: false))
            expectsKey = true
        case UInt8(ascii: "["):
            frames.append(Frame(isList: true))
            expectsKey = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if !frames.isEmpty { frames.removeLast() }
            expectsKey = false
        case UInt8(ascii: ":"): expectsKey = false
        case UInt8(ascii: ","):
            guard !frames.isEmpty else { return }
            let last = frames.count - 1
            if frames[last].isList { frames[last].index += 1 } else { frames[last].key = nil }
            expectsKey = !frames[last].isList
        case 0x0A where isLines:
            frames.removeAll()
            expectsKey = false
        default: break
        }
    }

    private func endOfString(_ start: Int) -> Int {
        var index = start + 1
        while index < text.count {
            switch unsafe text.bytes[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"): index += 2
            case 0x0A: return index
            default: index += 1
            }
        }
        return text.count
    }

    private func pointer(_ frames: [Frame]) -> String {
        var pointer = ""
        for frame in frames {
            if frame.isList {
                pointer += "/\(frame.index)"
            } else if let key = frame.key {
                pointer += "/"
                for scalar in text.unescaped(key).unicodeScalars {
                    // RFC 6901 §3: `~` and `/` are written as `~0` and `~1`.
                    switch scalar {
                    case "~": pointer += "~0"
                    case "/": pointer += "~1"
                    default: pointer.unicodeScalars.append(scalar)
                    }
                }
            }
        }
        return pointer
    }
}
