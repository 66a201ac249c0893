import ConflictData
import FoundationEssentials

/// The starter dataset of the checkout that this program was built from.
enum StarterFiles {
    static let all: [(name: String, bytes: [UInt8])] = {
        let folder =
            #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
            + "/Sources/Sitrep/StarterDataset"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            (name, [UInt8](FileManager.default.contents(atPath: folder + "/" + name) ?? Data()))
        }
    }()

    /// A moment after everything in it.
    static let nowSeconds: Int64 = 1_780_000_000

    static func load(_ files: [(name: String, bytes: [UInt8])]) -> LoadOutcome {
        DatasetLoader(threads: 1, nowSeconds: nowSeconds).load(files: files)
    }
}
