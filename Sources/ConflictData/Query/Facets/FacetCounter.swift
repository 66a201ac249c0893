/// Counts the records of each value of a field, by code and without a dictionary.
struct FacetCounter: Sendable {
    private(set) var codes: FacetCodes
    /// Of each code how many records have it; grows to the greatest that is met.
    private(set) var counts: [UInt32] = []
    /// Where a record may have several values: of each code the record that had it last, counted from 1.
    private var lastRecords: [UInt32] = []
    private var ends: [UInt32] = []

    init(_ field: FacetField, in records: Records) { codes = FacetCodes(field.field, in: records) }

    /// Counts more records, each once.
    mutating func add(_ rows: [UInt32]) {
        ends.removeAll(keepingCapacity: true)
        ends.append(contentsOf: rows)
        codes.path.follow(&ends)
        if let starts = codes.innerStarts {
            for index in rows.indices {
                let record = Int(rows[index])
                guard record + 1 < starts.count else { continue }
                for inner in starts[record]..<starts[record + 1] { addEach(of: inner, in: rows[index]) }
            }
        } else if codes.isList {
            for index in rows.indices { addEach(of: ends[index], in: rows[index]) }
        } else {
            for end in ends where end != Records.none { add(codes.code(at: Int(end))) }
        }
    }

    /// Counts a record for each value of a row that it has not been counted for.
    private mutating func addEach(of row: UInt32, in record: UInt32) {
        for place in codes.places(of: row) {
            let code = codes.code(at: place)
            if code >= lastRecords.count {
                lastRecords.append(contentsOf: repeatElement(0, count: Self.growth(lastRecords.count, code)))
            }
            guard lastRecords[code] != record + 1 else { continue }
            lastRecords[code] = record + 1
            add(code)
        }
    }

    /// Adds what was counted of the same field of another type.
    mutating func add(_ other: FacetCounter) {
        for (code, count) in other.counts.enumerated().dropFirst() where count > 0 {
            add(codes.code(of: code, in: other.codes), count)
        }
    }

    private mutating func add(_ code: Int, _ count: UInt32 = 1) {
        if code >= counts.count { counts.append(contentsOf: repeatElement(0, count: Self.growth(counts.count, code))) }
        counts[code] &+= count
    }

    private static func growth(_ count: Int, _ code: Int) -> Int { max(code + 1, count * 2) - count }
}
