/// A file or folder beside those of a dataset whose name is nearly that of one: misspelt, most likely, and not read.
struct StrayFile: Sendable, Equatable {
    let name: String
    /// The name that was meant.
    let meant: String
    /// Whether a folder was meant, not a file.
    let isFolder: Bool

    /// What a name within the folder is taken for; nil: it is one of the dataset's, or clearly something else.
    init?(name: String) {
        guard DatasetFile(name: name, location: .memory([]), size: 0) == nil else { return nil }
        let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
        let file = name[folder.endIndex...]
        var stem = file
        var compression = ""
        if stem.lowercased().hasSuffix(".gz") {
            stem = stem.dropLast(3)
            compression = ".gz"
        }
        guard let dot = stem.lastIndex(of: ".") else {
            // A folder for a type; other names without a suffix say too little.
            guard folder.isEmpty, compression.isEmpty, let word = Self.nearest(to: stem), word != Self.card,
                word != stem
            else { return nil }
            self.init(name: name, meant: word + "/", isFolder: true)
            return
        }
        guard let suffix = Self.suffixes[stem[stem.index(after: dot)...].lowercased()] else { return nil }
        stem = stem[..<dot]
        if !folder.isEmpty {
            let meant = "\(folder)\(stem).\(suffix)\(compression)"
            guard DatasetFile(name: meant, location: .memory([]), size: 0) != nil else { return nil }
            self.init(name: name, meant: meant, isFolder: false)
        } else if let word = Self.nearest(to: stem) {
            self.init(
                name: name, meant: "\(word).\(word == Self.card ? "json" : suffix)\(compression)", isFolder: false)
        } else {
            return nil
        }
    }

    private init(name: String, meant: String, isFolder: Bool) {
        (self.name, self.meant, self.isFolder) = (name, meant, isFolder)
    }

    var finding: Finding {
        Finding(
            rule: .unknownFile, type: nil, id: nil, file: name, line: 1, column: 1, pointer: "",
            message: "no \(isFolder ? "folder" : "file") of a dataset has this name, so it was not read; "
                + "did you mean \(meant)?")
    }

    // MARK: Names

    private static let card = "dataset"

    /// What suffixes are taken for: the two that are read, and what others write for them.
    private static let suffixes = [
        "json": "json", "jsn": "json", "jason": "json", "ndjson": "ndjson", "jsonl": "ndjson", "ndjsonl": "ndjson",
        "jsonlines": "ndjson",
    ]

    /// The name without suffix that a stem is meant to be.
    private static func nearest(to stem: Substring) -> String? {
        let typed = stem.lowercased()
        if let type = RecordType.stored.first(where: { $0.rawValue == typed }) { return type.plural }
        let letters = typed.unicodeScalars.map(\.value)
        var distance = EditDistance(to: letters)
        // Two letters may be wrong in a long word, if it begins right; else one.
        let limit = letters.count < 8 ? 1 : 2
        var best: (word: String, edits: Int)?
        for word in RecordType.stored.map(\.plural) + [card] {
            let other = word.unicodeScalars.map(\.value)
            guard let edits = distance.distance(to: other, limit: limit), edits < best?.edits ?? .max,
                edits < 2 || letters.first == other.first
            else { continue }
            best = (word, edits)
        }
        return best?.word
    }
}
