import Testing

@testable import ConflictData

/// Rows as sheets and as lines, against the records' JSON.
@Suite struct RowStreamTests {
    private static func text(
        _ dataset: Dataset, _ type: RecordType, _ form: RowStream.Form, rows: RowSequence? = nil
    ) -> String {
        let stream = RowStream(rows ?? RowSequence(dataset.served(type)), of: type, in: dataset, as: form)
        var bytes: [UInt8] = []
        while stream.appendNext(to: &bytes) {}
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func sheet(
        _ dataset: Dataset, _ type: RecordType, fields: String? = nil, _ dialect: SheetDialect = SheetDialect()
    ) throws -> [[String]] {
        let columns = SheetColumns(of: type, try fields.map { try FieldSelection($0, of: type) })
        let separator = Character(Unicode.Scalar(dialect.separator))
        return SheetText(text(dataset, type, .sheet(columns, dialect)), separator: separator).rows
    }

    // MARK: Against JSON

    /// The values that a cell must hold, from the record's JSON.
    private static func cell(_ value: JSONValue?, _ path: ArraySlice<Substring>, isListed: Bool = false) -> [String] {
        guard let value, value != .null else { return [""] }
        if case .list(let elements) = value, !path.isEmpty {
            return elements.flatMap { cell($0, path, isListed: true) }
        }
        if let key = path.first { return cell(value[String(key)], path.dropFirst(), isListed: isListed) }
        switch value {
        case .string(let text): return [text]
        case .number(let number): return [String(number)]
        case .flag(let flag): return [String(flag)]
        case .list(let elements):
            return [elements.map { cell($0, [])[0] }.joined(separator: isListed ? ";" : "|")]
        case .null, .object: return [""]
        }
    }

    /// The values of a cell; numbers, which may be written in several ways, in one of them.
    private static func values(_ cell: String, areNumbers: Bool) -> [String] {
        cell.split(separator: "|", omittingEmptySubsequences: false).map { value in
            guard areNumbers, let number = Double(value) else { return String(value) }
            return "\(number)"
        }
    }

    private static func isNumber(_ name: String, _ type: RecordType) -> Bool {
        switch FieldTable.of(type).field(name)?.kind {
        case .integer, .number: true
        default: false
        }
    }

    @Test(arguments: RecordType.allCases, [1, 2, 3] as [UInt64])
    func `has in each cell what the record says`(_ type: RecordType, _ seed: UInt64) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: seed))
        let columns = SheetColumns(of: type, nil)
        let rows = try Self.sheet(dataset, type)
        #expect(rows.count == dataset.count(of: type))
        for (row, cells) in zip(dataset.rowsServed(type), rows) {
            let json = try dataset.json(dataset.id(ofRow: row, in: type), in: type)
            #expect(cells.count == columns.names.count)
            for (name, text) in zip(columns.names, cells) where name != "external_ids" {
                var expected = Self.cell(json, name.split(separator: ".")[...])
                if expected.allSatisfy(\.isEmpty) { expected = [""] }
                let given = Self.values(text, areNumbers: Self.isNumber(name, type))
                #expect(given == Self.values(expected.joined(separator: "|"), areNumbers: false), "\(name)")
            }
        }
    }

    @Test(arguments: RecordType.allCases)
    func `writes each record on a line as it is served alone`(_ type: RecordType) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: 4))
        let rows = dataset.rowsServed(type)
        let alone = try rows.map { try dataset.text(dataset.id(ofRow: $0, in: type), in: type) }
        #expect(Self.text(dataset, type, .lines(nil)) == alone.map { $0 + "\n" }.joined())
        var list: [UInt8] = []
        dataset.appendJSON(ofRows: rows.reversed(), in: type, selection: nil, to: &list)
        #expect(String(decoding: list, as: UTF8.self) == alone.reversed().joined(separator: ","))
    }

    @Test(arguments: ["id", "value,id", "wording,n", "links,id", "id,links.self"])
    func `writes the selected members of counts as for one alone`(_ fields: String) throws {
        let dataset = try Made.dataset(RandomDataset.files(seed: 5))
        let selection = try FieldSelection(fields, of: .count)
        let alone = try dataset.rowsServed(.count).map { row in
            try dataset.text(dataset.id(ofRow: row, in: .count), in: .count, fields: fields) + "\n"
        }
        #expect(Self.text(dataset, .count, .lines(selection)) == alone.joined())
    }

    @Test func `cuts an answer into pieces of bounded size`() throws {
        let tallies = (1...900).map { Made.tally("tally-\($0)", "2024-01-01") }
        let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.list(tallies))])
        let columns = SheetColumns(of: .count, nil)
        let stream = RowStream(
            RowSequence(dataset.served(.count)), of: .count, in: dataset, as: .sheet(columns, SheetDialect()))
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        while stream.appendNext(to: &piece) {
            pieces.append(piece)
            piece = []
        }
        #expect(pieces.count > 2)
        #expect(pieces.allSatisfy { $0.count < RowStream.pieceBytes + 1_024 })
        #expect(pieces.dropLast().allSatisfy { $0.count >= RowStream.pieceBytes })
        #expect(SheetText(String(decoding: pieces.joined(), as: UTF8.self)).rows.count == 900)
    }

    // MARK: Columns

    @Test func `takes the order of the columns from the selection`() throws {
        let dataset = try Self.worded("w")
        #expect(try Self.sheet(dataset, .count, fields: "wording,n,id") == [["w", "1", "t.1"]])
        #expect(try Self.sheet(dataset, .tally, fields: "counts.value.value,id,id") == [["1", "t"]])
    }

    @Test func `puts an object's members in its place`() throws {
        let columns = SheetColumns(of: .tally, try FieldSelection("reference_period,id", of: .tally))
        #expect(columns.names == ["reference_period.start", "reference_period.end", "id"])
        #expect(columns.tags == ["#date+start", "#date+end", "#meta+id"])
    }

    @Test func `reaches what is derived and what is the dataset's own`() throws {
        let dataset = try Made.dataset([
            Made.sources,
            ("tallies.json", Made.tally("t", "2024-01-01", "\"x_desk\":\"north, west\",\"x_more\":{\"a\":[1,2]}")),
        ])
        let cells = try Self.sheet(dataset, .tally, fields: "x_desk,x_more,links.self,id,x_none")
        #expect(cells == [["north, west", "{\"a\":[1,2]}", "/v1/tallies/t", "t", ""]])
        #expect(try Self.sheet(dataset, .count, fields: "n,links.self") == [["1", "/v1/counts/t.1"]])
    }

    // MARK: Cells

    /// A dataset of one count whose tally has that wording.
    private static func worded(_ wording: String) throws -> Dataset {
        let escaped = wording.unicodeScalars.map { scalar in
            let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
            let digits = String(scalar.value, radix: 16)
            return isPlain ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        let tally = Made.tally("t", "2024-01-01", "\"wording\":\"\(escaped.joined())\"")
        return try Made.dataset([Made.sources, ("tallies.json", tally)])
    }

    /// Text, and the cell as it is written; plain and safe, with a comma and with a semicolon.
    private static let cells: [(text: String, comma: String, semicolon: String, safe: String)] = [
        ("plain", "plain", "plain", "plain"),
        (
            "a longer text without anything", "a longer text without anything", "a longer text without anything",
            "a longer text without anything"
        ),
        ("a,b", "\"a,b\"", "a,b", "\"a,b\""),
        ("a;b", "a;b", "\"a;b\"", "a;b"),
        ("say \"no\"", "\"say \"\"no\"\"\"", "\"say \"\"no\"\"\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\"", "\"two\nlines\"", "\"two\nlines\""),
        ("two\rlines", "\"two\rlines\"", "\"two\rlines\"", "\"two\rlines\""),
        (
            "far behind eight bytes, here", "\"far behind eight bytes, here\"", "far behind eight bytes, here",
            "\"far behind eight bytes, here\""
        ),
        ("حلب، سوريا", "حلب، سوريا", "حلب، سوريا", "حلب، سوريا"),
        ("=1+1", "=1+1", "=1+1", "\"'=1+1\""), ("+1", "+1", "+1", "\"'+1\""), ("-1", "-1", "-1", "\"'-1\""),
        ("@x", "@x", "@x", "\"'@x\""), ("\tx", "\tx", "\tx", "\"'\tx\""), ("a=1", "a=1", "a=1", "a=1"),
        (" lead", " lead", " lead", " lead"),
    ]

    @Test(arguments: cells)
    func `quotes a cell only where it must`(_ row: (text: String, comma: String, semicolon: String, safe: String))
        throws
    {
        let dataset = try Self.worded(row.text)
        for type in [RecordType.count, .tally] {
            func written(_ dialect: SheetDialect) throws -> String {
                let columns = SheetColumns(of: type, try FieldSelection("wording,id", of: type))
                return Self.text(dataset, type, .sheet(columns, dialect))
            }
            let end = type == .count ? "t.1\r\n" : "t\r\n"
            #expect(try written(SheetDialect()) == row.comma + "," + end)
            #expect(try written(SheetDialect(separator: UInt8(ascii: ";"))) == row.semicolon + ";" + end)
            #expect(try written(SheetDialect(isSafe: true)) == row.safe + "," + end)
        }
    }

    @Test func `guards no number`() throws {
        let place = Made.place("south", "\"location\":{\"lat\":-33.5,\"lon\":-70.25}")
        let tally = Made.tally("t", "2024-01-01", "\"place_id\":\"south\"")
        let dataset = try Made.dataset([Made.sources, ("places.json", place), ("tallies.json", tally)])
        let safe = SheetDialect(isSafe: true)
        #expect(try Self.sheet(dataset, .count, fields: "lat,lon", safe) == [["-33.5", "-70.25"]])
        #expect(try Self.sheet(dataset, .place, fields: "location", safe) == [["-33.5", "-70.25"]])
    }

    @Test func `tells values apart that hold what parts them`() throws {
        let article = Made.article("a", "2024-01-01", "\"keywords\":[\"a|b\",\"c\\\\d\",\"e\"]")
        let dataset = try Made.dataset([Made.sources, ("articles.json", article)])
        #expect(try Self.sheet(dataset, .article, fields: "keywords,id") == [["a\\|b|c\\\\d|e", "a"]])
    }

    @Test func `keeps the values of inner rows in line`() throws {
        let counts = """
            {"n":1,"measure":"killed","value":{"qualifier":"none"}},\
            {"n":2,"measure":"injured","population":{"status":"civilian"},"value":{"qualifier":"unknown"}}
            """
        let dataset = try Made.dataset([
            Made.sources, ("tallies.json", Made.tally("t", "2024-01-01", counts: counts)),
        ])
        let cells = try Self.sheet(
            dataset, .tally, fields: "counts.n,counts.population.status,counts.population.sex,counts.value.max")
        #expect(cells == [["1|2", "|civilian", "", "0|"]])
    }

    @Test func `leaves no line empty`() throws {
        let columns = SheetColumns(of: .count, try FieldSelection("wording", of: .count))
        let dataset = try Made.dataset([Made.sources, ("tallies.json", Made.tally("t", "2024-01-01"))])
        #expect(Self.text(dataset, .count, .sheet(columns, SheetDialect())) == "\"\"\r\n")
        let inner = SheetColumns(of: .tally, try FieldSelection("wording", of: .tally))
        #expect(Self.text(dataset, .tally, .sheet(inner, SheetDialect())) == "\"\"\r\n")
    }
}

extension Dataset {
    /// The rows that are served, in the default order.
    func rowsServed(_ type: RecordType) -> [Int] { Array(RowSequence(served(type))) }
}
