/// Writes the toll of an event as JSON, from rows and columns: one object, read from top to bottom like an answer.
///
/// Used by one thread, for one toll.
final class TollWriter {
    let toll: Toll
    let rows: LentTallies
    let symbols: SymbolTable
    private let records: Records
    let out: ByteBuffer
    private let words: TollReader
    /// The members that name a party, written once for each: there are few.
    private let partyText = ByteBuffer(capacity: 1_024)
    private var parties: [(link: UInt32, text: Range<Int>)] = []
    /// A sentence before it is quoted.
    private let sentence = ByteBuffer(capacity: 256)

    init(_ toll: Toll, _ rows: LentTallies, to out: ByteBuffer) {
        (self.toll, self.rows, self.out) = (toll, rows, out)
        records = toll.dataset.records
        symbols = records.symbols
        words = TollReader(toll.dataset, rows)
    }

    /// Appends the members of the toll without the braces around them.
    /// - Parameter checks: the warnings as a JSON array.
    func writeMembers(checks: [UInt8]) {
        out.append("\"statements\":[")
        list(toll.tallies, write)
        out.append("],\"totals\":[")
        list(toll.totals) { figure in
            out.append("{")
            writeMembers(of: figure)
            out.append("}")
        }
        out.append("],\"result\":")
        writeResult()
        out.append(",\"envelope\":{\"min\":")
        out.append(json: toll.envelope.min)
        out.append(",\"max\":")
        out.append(json: toll.envelope.max)
        out.append(",\"parties\":[")
        list(toll.envelope.parties, writeID)
        out.append("],\"comparable\":")
        out.append(json: toll.envelope.isComparable)
        out.append("},\"disagreement\":")
        writeDisagreement()
        out.append(",\"checks\":")
        out.append(checks)
        out.append(",\"used\":[")
        list(toll.used, write)
        out.append("],\"skipped\":[")
        list(toll.skipped, write)
        out.append("]")
    }

    private func writeResult() {
        guard let result = toll.result else { return out.append("null") }
        out.append("{")
        writeMembers(of: result.interval)
        out.append(",\"parties\":[")
        list(result.parties, writeID)
        out.append("]}")
    }

    private func list<Element>(_ elements: some Collection<Element>, _ write: (Element) -> Void) {
        var isFirst = true
        for element in elements {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            write(element)
        }
    }

    // MARK: Statements

    private func write(_ stated: Toll.StatedTally) {
        let tally = stated.tally
        out.append("{\"tally_id\":")
        writeID(ofTally: tally)
        out.append(",")
        writeParty(stated.statement.party)
        writeValue(of: stated.counts)
        out.append(",\"wording\":")
        writeText(rows.wording.narrow(tally))
        out.append(",\"count_id\":")
        if stated.counts.count == 1 {
            writeID(ofCount: toll.lists[stated.counts.lowerBound])
        } else {
            out.append("null")
        }
        writeBreakdown(of: stated.counts)
        out.append(",\"period\":{\"start\":")
        writeDate(rows.periodStart, tally)
        out.append(",\"end\":")
        writeDate(rows.periodEnd, tally)
        out.append("},\"report_date\":")
        writeDate(rows.reportDate, tally)
        out.append(",\"event_id\":")
        unsafe out.append(quoted: symbols.bytes(rows.eventID.narrow(Int(stated.statement.event))))
        out.append(",\"place_id\":")
        writeText(rows.place.narrow(tally))
        out.append(",\"accumulation\":")
        writeText(rows.accumulation.narrow(tally))
        out.append(",\"phase\":")
        out.append(json: rows.known(rows.phase, tally))
        out.append(",\"kind\":")
        writeText(rows.kind.narrow(tally))
        out.append(",\"verification\":")
        writeText(rows.verification.narrow(tally))
        out.append(",\"relayed_by\":[")
        list(rows.relayedBy.list(tally)) { unsafe out.append(jsonString: symbols.bytes(rows.relayedBy.narrow($0))) }
        out.append("],\"article\":")
        writeArticle(of: tally)
        out.append(",\"caveats\":")
        writeCaveats(of: tally)
        out.append(",\"predecessors\":[")
        list(toll.predecessors[stated.predecessors], write)
        out.append("],\"in_total\":")
        out.append(json: stated.isInTotal)
        out.append(",\"links\":{\"self\":\"/v1/tallies/")
        unsafe out.append(symbols.bytes(rows.tallyID.narrow(tally)))
        out.append("\",\"counts\":\"/v1/counts?tally_id=")
        unsafe out.append(symbols.bytes(rows.tallyID.narrow(tally)))
        out.append("\"}}")
    }

    private func writeArticle(of tally: Int) {
        guard let article = rows.article.link(tally), toll.dataset.state(.article, article) == .served else {
            return out.append("null")
        }
        let id = unsafe symbols.bytes(rows.articleID.narrow(article))
        out.append("{\"id\":")
        unsafe out.append(quoted: id)
        out.append(",\"headline\":")
        let json = unsafe records.text(RecordType.article.table, article)
        if let headline = unsafe json.value(of: "headline", inObjectAt: 0) {
            // As it was given, it may be escaped where that is not needed.
            unsafe JSONText.withText(UnsafeBufferPointer(rebasing: json[headline])) {
                unsafe out.append(jsonString: $0)
            }
        } else {
            out.append("\"\"")
        }
        out.append(",\"url\":\"/v1/articles/")
        unsafe out.append(id)
        out.append("\"}")
    }

    private func writeCaveats(of tally: Int) {
        guard rows.caveats.narrow(tally) != 0 else { return out.append("[]") }
        let json = unsafe records.text(RecordType.tally.table, tally)
        guard let caveats = unsafe json.value(of: "caveats", inObjectAt: 0) else { return out.append("[]") }
        unsafe out.append(UnsafeBufferPointer(rebasing: json[caveats]))
    }

    private func write(_ predecessor: Toll.Predecessor) {
        out.append("{\"tally_id\":")
        writeID(ofTally: predecessor.tally)
        if predecessor.counts.isEmpty {
            out.append(",\"value\":null")
        } else {
            writeValue(of: predecessor.counts)
        }
        out.append(",\"wording\":")
        writeText(rows.wording.narrow(predecessor.tally))
        out.append(",\"report_date\":")
        writeDate(rows.reportDate, predecessor.tally)
        out.append(",\"superseded_by\":")
        writeID(ofTally: predecessor.reviser)
        out.append(",\"revision_kind\":")
        writeText(rows.revisionKind.narrow(predecessor.reviser))
        out.append(",\"url\":\"/v1/tallies/")
        unsafe out.append(symbols.bytes(rows.tallyID.narrow(predecessor.tally)))
        out.append("\"}")
    }

    private func write(_ used: Toll.UsedTally) {
        out.append("{\"tally_id\":")
        writeID(ofTally: Int(used.statement.tally))
        out.append(",\"attributed_to\":")
        writeID(used.statement.party)
        out.append(",\"counts\":[")
        list(used.counts) { writeID(ofCount: toll.lists[$0]) }
        out.append("]}")
    }

    private func write(_ skip: TollSkip) {
        out.append("{\"tally_id\":")
        writeID(ofTally: skip.tally)
        out.append(",")
        writeParty(rows.party.narrow(skip.tally))
        out.append(",\"reason\":\"")
        out.append(text: skip.reason.rawValue)
        out.append("\",\"by\":")
        if let by = skip.by { writeID(ofTally: by) } else { out.append("null") }
        out.append(",\"detail\":")
        sentence.truncate(to: 0)
        SkipWording(symbols: symbols, measure: toll.measure).append(
            skip.reason, by: skip.by.map { rows.tallyID.narrow($0) },
            measures: skip.counts.map { rows.measure(of: toll.lists[$0]) },
            units: skip.counts.map { rows.unit(of: toll.lists[$0]) }, to: sentence)
        unsafe out.append(jsonString: sentence.bytes)
        out.append(",\"wording\":")
        writeText(skip.reason == .retracted ? SymbolTable.none : rows.wording.narrow(skip.tally))
        out.append(",\"counts\":[")
        list(skip.counts) { place in
            let count = toll.lists[place]
            out.append("{\"count_id\":")
            writeID(ofCount: count)
            out.append(",\"measure\":")
            writeText(rows.measure(of: count))
            out.append(",\"unit\":")
            writeText(rows.unit(of: count))
            writeValue(of: count)
            out.append("}")
        }
        out.append("],\"report_date\":")
        writeDate(rows.reportDate, skip.tally)
        out.append(",\"event_id\":")
        unsafe out.append(quoted: symbols.bytes(rows.eventID.narrow(Int(rows.event.narrow(skip.tally)))))
        out.append("}")
    }

    // MARK: Disagreement

    private func writeDisagreement() {
        let disagreement = toll.disagreement
        out.append("{\"summary\":")
        out.append(jsonString: disagreement.summary)
        out.append(",\"compared\":")
        out.append(decimal: Int64(disagreement.subjects.count))
        out.append(",\"pairs\":[")
        // A figure is in many pairs, and a thing in all of its own.
        var written = [Range<Int>?](repeating: nil, count: disagreement.figures.count)
        func write(_ figure: Int) {
            if let range = written[figure] { return out.append(again: range) }
            let start = out.count
            writeMembers(of: disagreement.figures[figure])
            written[figure] = start..<out.count
        }
        for subject in disagreement.subjects {
            var writtenSubject: Range<Int>?
            for place in subject.pairs {
                let pair = disagreement.pairs[place]
                if place > 0 { out.append(UInt8(ascii: ",")) }
                out.append("{\"of\":")
                if let range = writtenSubject {
                    out.append(again: range)
                } else {
                    let start = out.count
                    out.append(jsonString: words.subject(subject.thing).label)
                    writeSubject(subject.thing)
                    writtenSubject = start..<out.count
                }
                out.append(",\"lower\":{")
                write(pair.lower)
                out.append("},\"higher\":{")
                write(pair.higher)
                out.append("},\"compatible\":")
                out.append(json: pair.isCompatible)
                out.append(",\"gap\":{\"min\":")
                out.append(decimal: pair.least)
                out.append(",\"max\":")
                out.append(json: pair.most)
                out.append("}}")
            }
        }
        out.append("]}")
    }

    private func writeMembers(of figure: Toll.PartyFigure) {
        writeParty(figure.party)
        out.append(",")
        writeMembers(of: figure.interval)
        out.append(",\"report_date\":")
        writeDate(rows.reportDate, figure.newest)
        out.append(",\"tallies\":[")
        list(figure.tallies) { writeID(ofTally: toll.lists[$0]) }
        out.append("],\"counts\":[")
        list(figure.counts) { writeID(ofCount: toll.lists[$0]) }
        out.append("]")
    }

    // MARK: Who and what

    /// `"attributed_to":…,"name":…`
    private func writeParty(_ link: UInt32) {
        if let known = parties.first(where: { $0.link == link }) {
            return unsafe out.append(partyText.slice(known.text.lowerBound, known.text.count))
        }
        let start = partyText.count
        let party = words.party(link)
        partyText.append("\"attributed_to\":")
        partyText.append(jsonString: party.id)
        partyText.append(",\"name\":")
        if let name = party.name { partyText.append(jsonString: name) } else { partyText.append("null") }
        parties.append((link, start..<partyText.count))
        unsafe out.append(partyText.slice(start, partyText.count - start))
    }

    /// The id of a party.
    private func writeID(_ link: UInt32) {
        let party = Party(link: link)
        let ids = party.type == .actor ? rows.actorID : rows.sourceID
        unsafe out.append(quoted: symbols.bytes(ids.narrow(party.row)))
    }

    private func writeID(ofTally row: Int) { unsafe out.append(quoted: symbols.bytes(rows.tallyID.narrow(row))) }

    func writeID(ofCount row: Int) {
        out.append(UInt8(ascii: "\""))
        unsafe out.append(symbols.bytes(rows.tallyID.narrow(Int(rows.tally.narrow(row)))))
        out.append(UInt8(ascii: "."))
        out.append(decimal: rows.number.wide(row))
        out.append(UInt8(ascii: "\""))
    }

    // MARK: Cells

    /// A text, or null where there is none.
    func writeText(_ symbol: SymbolTable.Symbol) {
        if symbol == SymbolTable.none { return out.append("null") }
        unsafe out.append(jsonString: symbols.bytes(symbol))
    }

    /// A date as it is written.
    private func writeDate(_ column: ColumnView, _ row: Int) {
        let (written, bits) = (column.narrow(row), column.wide(row))
        if written != SymbolTable.none { return unsafe out.append(jsonString: symbols.bytes(written)) }
        out.append(UInt8(ascii: "\""))
        if bits != PackedDate.none { out.append(date: PackedDate(bits: bits)) }
        out.append(UInt8(ascii: "\""))
    }
}

extension Toll {
    /// Appends its members as JSON, without the braces around them.
    /// - Parameter checks: its warnings as a JSON array.
    package func appendMembers(from rows: LentTallies, checks: [UInt8], to bytes: inout [UInt8]) {
        let out = ByteBuffer(capacity: typicalBytes)
        TollWriter(self, rows, to: out).writeMembers(checks: checks)
        unsafe bytes.append(contentsOf: out.bytes)
    }

    /// How much room its JSON takes: a little more than most need, so that what is written is seldom moved.
    package var typicalBytes: Int {
        tallies.count * Self.typicalStatementBytes + skipped.count * Self.typicalSkippedBytes
            + (disagreement.pairs.count + 1) * Self.typicalPairBytes
    }

    /// A statement, with its id among those that are used and its share of totals and pairs.
    private static let typicalStatementBytes = 1_792
    private static let typicalSkippedBytes = 640
    private static let typicalPairBytes = 1_024
}
