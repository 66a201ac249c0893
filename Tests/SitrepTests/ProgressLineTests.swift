@testable import ConflictData
import Testing

@testable import Sitrep

@Suite struct ProgressLineTests {
    @Test(arguments: [(0, 0, "Reading 0 of 0 MB, 0 %"), (120_000_000, 400_000_000, "Reading 120 of 400 MB, 30 %")])
    func `says how far it got`(_ read: Int, _ total: Int, _ text: String) {
        #expect(ProgressLine.text(LoadProgress(bytesRead: read, bytesTotal: total)) == text)
    }
}
