import ConflictData
import FoundationEssentials

/// What an editor needs to complete and check the files of a dataset while they are written: a schema of each type in
/// `.schemas`, and for VS Code the settings that say which files they are for. The loader leaves hidden files alone.
enum EditorFiles {
    private static let schemaFolder = ".schemas"
    private static let settingsPath = ".vscode/settings.json"

    /// Writes them into a dataset's folder; says whether the settings were written, too: those that are there already
    /// may hold more than ours, so they are left as they are.
    static func write(to folder: String) throws -> Bool {
        for subject in JSONSchema.Subject.all {
            try write(JSONSchema.schema(of: subject).bytes, to: "\(folder)/\(schemaFolder)/\(subject.name).json")
        }
        let path = folder + "/" + settingsPath
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        try write(settings.bytes, to: path)
        return true
    }

    /// Writes a file, and the folders it is in.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            atPath: url.deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    private static let settings: SchemaValue = [
        "json.schemas": .list(
            JSONSchema.Subject.all.map { subject in
                let files = ["\(subject.name).json"] + (subject == .dataset ? [] : ["\(subject.name)/*.json"])
                return ["fileMatch": .strings(files), "url": .string("./\(schemaFolder)/\(subject.name).json")]
            })
    ]
}
