/// Decodes a file, or a piece of one, into a chunk.
struct FileDecoder: ~Copyable {
    private let text: PaddedText
    private let chunk: DecodedChunk
    private let layout: ObjectLayout
    private var decoder: RecordDecoder

    /// Decodes a part of a text; `offset`: where the text begins in the file, for places in findings.
    static func decode(
        _ text: PaddedText,
        _ part: Range<Int>,
        of file: DatasetFile,
        number: Int,
        at offset: Int
    ) -> DecodedChunk {
        let chunk = DecodedChunk(file: number, type: file.type, expectedBytes: part.count)
        let schema = part.count < ownSchemaBytes ? Schema.shared : Schema()
        var decoder = FileDecoder(text, chunk, file.type.map { schema.root($0) } ?? schema.card, offset)
        if file.isLines { decoder.decodeLines(part) } else { decoder.decodeValue(isCard: file.type == nil) }
        chunk.text.trim()
        return chunk
    }

    /// Below this a schema of its own costs more than other threads that count references to the same one.
    private static let ownSchemaBytes = 64 << 10

    private init(_ text: PaddedText, _ chunk: DecodedChunk, _ layout: ObjectLayout, _ offset: Int) {
        self.text = text
        self.chunk = chunk
        self.layout = layout
        decoder = RecordDecoder(scanner: text.scanner, chunk: chunk, chunkOffset: offset)
        if offset == 0 { decoder.scanner.position = decoder.scanner.afterByteOrderMark }
    }

    /// One record a line; a line that is not JSON is reported and the next one read.
    private mutating func decodeLines(_ part: Range<Int>) {
        decoder.scanner.position = max(decoder.scanner.position, part.lowerBound)
        while decoder.scanner.position < part.upperBound {
            if chunk.lineCount % DecodedChunk.linesBetweenStarts == 0 {
                chunk.lineStarts.append(decoder.chunkOffset + decoder.scanner.position)
            }
            chunk.lineCount += 1
            let end = text.endOfLine(from: decoder.scanner.position)
            text.terminate(at: end)
            decoder.scanner.end = end
            do throws(JSONFault) {
                decoder.scanner.skipWhitespace()
                if !decoder.scanner.isAtEnd {
                    try decoder.decodeRecord(layout)
                    try expectEnd("one record stands on one line")
                }
            } catch {
                decoder.report(error)
            }
            decoder.scanner.position = end + 1
        }
    }

    /// A list of records, or a single one.
    private mutating func decodeValue(isCard: Bool) {
        do throws(JSONFault) {
            decoder.scanner.skipWhitespace()
            if !isCard, try decoder.scanner.peekKind() == .array {
                try decodeList()
            } else {
                try decoder.decodeRecord(layout)
            }
            try expectEnd("a file holds one list or one record")
        } catch {
            decoder.report(error)
        }
    }

    private mutating func decodeList() throws(JSONFault) {
        decoder.scanner.position += 1
        decoder.scanner.skipWhitespace()
        var isFirst = true
        while decoder.scanner.current != UInt8(ascii: "]") {
            if !isFirst {
                try decoder.scanner.expect(UInt8(ascii: ","), "',' or ']'")
                decoder.scanner.skipWhitespace()
            }
            isFirst = false
            try decoder.decodeRecord(layout, depth: 1)
            decoder.scanner.skipWhitespace()
        }
        decoder.scanner.position += 1
    }

    private mutating func expectEnd(_ rule: String) throws(JSONFault) {
        decoder.scanner.skipWhitespace()
        guard decoder.scanner.isAtEnd else {
            throw decoder.scanner.fault("nothing may follow here, found \(decoder.scanner.found): \(rule)")
        }
    }
}

extension JSONScanner {
    /// Where the text begins: a byte order mark is ignored, as RFC 8259 §8.1 allows.
    var afterByteOrderMark: Int { byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0 }
}

extension RecordDecoder {
    /// What is broken may have held records, so that references to them are no findings.
    func report(_ fault: JSONFault) {
        chunk.isIncomplete = true
        let rule: Rule =
            switch fault.kind {
            case .syntax: .invalidJSON
            case .encoding: .invalidUTF8
            case .duplicateKey: .duplicateKey
            case .tooDeep: .tooDeep
            case .numberRange: .numberOutOfRange
            }
        find(rule, at: fault.offset, fault.message)
    }
}
