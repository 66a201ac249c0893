import Synchronization
import TestSupport
import Testing

@testable import ConflictData

/// Files of lines that are larger than a piece are read piece by piece, and nobody notices.
@Suite struct LargeFileTests {
    /// Tallies that fill several pieces, of lengths that make lines straddle them; one line is longer than a piece.
    private static func lines() -> [String] {
        var random = SeededRandom(seed: 7)
        var bytes = 0
        var lines: [String] = []
        while bytes < ChunkReader.pieceBytes * 3 {
            let length =
                lines.count == 40 ? ChunkReader.pieceBytes + 12_345 : Int.random(in: 1...60_000, using: &random)
            let notes = "\"notes\":\"\(String(repeating: "x", count: length))\""
            // Each of a day of its own, so that none states what another does.
            let day = PackedDate(start: Int64(lines.count) * PackedDate.microsecondsPerDay, precision: .day).text
            lines.append(Made.tally("t\(lines.count)", day, killed: lines.count, notes))
            bytes += length
        }
        return lines
    }

    private static func load(
        _ text: String, threads: Int = 2, progress: (@Sendable (LoadProgress) -> Void)? = nil
    ) throws -> LoadOutcome {
        let folder = try TemporaryFolder()
        try folder.write(Made.card, to: "dataset.json")
        try folder.write(Made.sources.text, to: Made.sources.name)
        try folder.write(text, to: "tallies.ndjson")
        return try DatasetLoader(threads: threads, nowSeconds: Made.nowSeconds)
            .load(folder: folder.path, progress: progress)
    }

    @Test(arguments: [("\n", false), ("\r\n", true)])
    func `has every record, once`(_ lineEnd: String, _ endsWithLineEnd: Bool) throws {
        let lines = Self.lines()
        let outcome = try Self.load(lines.joined(separator: lineEnd) + (endsWithLineEnd ? lineEnd : ""))
        let dataset = try #require(outcome.dataset)
        #expect(dataset.count(of: .tally) == lines.count)
        let numbers = try (0..<lines.count).map { try dataset.json("t\($0).1", in: .count)["value"] }
        #expect(numbers == (0..<lines.count).map { .number(Double($0)) })
        let whole = try Made.dataset([Made.sources, ("tallies.json", Made.list(lines))])
        #expect(dataset.version == whole.version)
    }

    @Test func `finds what is wrong at its line, whichever piece it is in`() throws {
        var lines = Self.lines()
        let broken = [0, 39, 41, 45]
        for line in broken { lines[line] = lines[line].replacing("\"claim\"", with: "\"é\",\"clam\":1") }
        // Blank lines count too.
        let outcome = try Self.load(lines.joined(separator: "\n\n"))
        let expected = broken.sorted().flatMap { ["unknown_value \($0 * 2 + 1)", "unknown_key \($0 * 2 + 1)"] }
        #expect(outcome.findings.filter { $0.severity == .error }.map { "\($0.rule.rawValue) \($0.line)" } == expected)
        for (line, finding) in zip(broken, outcome.findings.filter { $0.rule == .unknownKey }) {
            let before = try #require(lines[line].firstRange(of: "\"clam\""))
            #expect(finding.column == lines[line][..<before.lowerBound].unicodeScalars.count + 1)
            #expect(finding.pointer == "/clam")
        }
    }

    @Test func `shows how far it has come`() throws {
        let seen = Seen()
        _ = try Self.load(Self.lines().joined(separator: "\n"), threads: 1) { seen.note($0) }
        let steps = seen.steps.withLock { $0 }
        #expect(steps.count >= 5)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.bytesRead < $1.bytesRead })
        #expect(steps.last?.bytesRead == steps.last?.bytesTotal)
    }

    private final class Seen: Sendable {
        let steps = Mutex<[LoadProgress]>([])

        func note(_ step: LoadProgress) { steps.withLock { $0.append(step) } }
    }
}
