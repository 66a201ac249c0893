@testable import ConflictData

/// The JSON scanner: takes exactly what a reader by the grammar takes and finds every value, and the walker that places
/// findings agrees with both.
enum JSONTarget {
    static func test(_ bytes: [UInt8]) {
        let text = unsafe bytes.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        checkPlaces(text, bytes)
        let expected = try? ReferenceJSON.read(bytes)
        let copy = minified(text)
        require((copy != nil) == (expected != nil), "taken by \(copy == nil ? "the reference" : "the scanner") only")
        guard let copy, let expected else { return }
        guard let again = try? ReferenceJSON.read(copy) else { fatalError("not so: a copy can be read") }
        require(again == expected, "a copy says the same")
        let text2 = unsafe copy.withUnsafeBufferPointer { unsafe PaddedText(copying: $0) }
        require(minified(text2) == copy, "a copy has no white space left")
        checkValues(expected, text)
    }

    /// The text without white space; nil when the scanner refuses it.
    private static func minified(_ text: PaddedText) -> [UInt8]? {
        var scanner = text.scanner
        scanner.skipWhitespace()
        let copy = ByteBuffer(capacity: 64)
        do throws(JSONFault) {
            try scanner.scanValue(depth: 0, into: copy)
        } catch {
            require((0...text.count).contains(error.offset), "a fault is inside the text: \(error)")
            return nil
        }
        scanner.skipWhitespace()
        return scanner.isAtEnd ? unsafe Array(copy.bytes) : nil
    }

    /// A path leads to its value, and the value's place is that path.
    private static func checkValues(_ root: ReferenceJSON.Value, _ text: PaddedText) {
        var offsets: [Int: String] = [:]
        var pending: [(value: ReferenceJSON.Value, path: [JSONPathStep], pointer: String)] = [(root, [], "")]
        while let (value, path, pointer) = pending.popLast() {
            let offset = checkValue(value, at: path, text)
            offsets[offset] = pointer
            // Long texts of small values would take too long with every path walked from the top.
            guard offsets.count < 64 else { break }
            switch value {
            case .object(let members):
                for member in members {
                    let name = member.key.replacing("~", with: "~0").replacing("/", with: "~1")
                    pending.append((member.value, path + [.key(member.key)], pointer + "/" + name))
                }
            case .list(let items):
                for (index, item) in items.enumerated() {
                    pending.append((item, path + [.index(index)], pointer + "/\(index)"))
                }
            case .string, .number, .word: break
            }
        }
        let places = TextPlaces(text, isLines: false).places(of: Array(offsets.keys))
        for (offset, pointer) in offsets {
            require(places[offset]?.pointer == pointer, "\(pointer) is at \(offset), not \(places[offset] as Any)")
        }
    }

    private static func checkValue(_ value: ReferenceJSON.Value, at path: [JSONPathStep], _ text: PaddedText) -> Int {
        var scanner = text.scanner
        scanner.skipWhitespace()
        guard let offset = scanner.locate(path) else { fatalError("not so: \(path) is there") }
        do throws(JSONFault) {
            scanner.position = offset
            switch value {
            case .object: require(try scanner.peekKind() == .object, "\(path) is an object")
            case .list: require(try scanner.peekKind() == .array, "\(path) is a list")
            case .word(let word): require(scanner.current == word.utf8.first, "\(path) is \(word)")
            case .string(let expected):
                let found = scanner.unescaped(try scanner.scanString())
                require(found == Array(expected.utf8), "\(path) is \(expected)")
            case .number(let expected):
                let number = try scanner.scanNumber()
                let found = unsafe Array(scanner.bytes(number.start, number.length))
                require(found == Array(expected.utf8), "\(path) is \(expected)")
            }
        } catch {
            fatalError("not so: \(path) can be read: \(error)")
        }
        return offset
    }

    /// Line and column of any bytes of any text are those of plain counting; a byte order mark counts for nothing.
    private static func checkPlaces(_ text: PaddedText, _ bytes: [UInt8]) {
        var cuts = Cuts(of: bytes)
        let offsets = (0..<4).map { _ in Int.random(in: 0...bytes.count, using: &cuts) }
        for isLines in [false, true] {
            let places = TextPlaces(text, isLines: isLines).places(of: offsets)
            for offset in offsets {
                let before = bytes[..<offset]
                let line = before.count { $0 == 0x0A } + 1
                let textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
                let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? min(textStart, offset)
                let column = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1
                let place = places[offset]
                require(place?.line == line && place?.column == column, "\(line):\(column), not \(place as Any)")
            }
        }
    }
}
