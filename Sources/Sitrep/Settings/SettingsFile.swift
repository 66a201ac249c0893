import FoundationEssentials

/// The settings file: one JSON object, a member for each setting.
enum SettingsFile {
    /// A member's value as text; whole numbers need no quotes.
    private struct Value: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    static func read(_ path: String) throws(SettingError) -> SettingsLayer {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingError("cannot read the settings file \(path)")
        }
        return try parse(data, path: path)
    }

    private static func parse(_ data: Data, path: String) throws(SettingError) -> SettingsLayer {
        let members: [String: Value]
        do {
            members = try JSONDecoder().decode([String: Value].self, from: data)
        } catch {
            throw SettingError("\(path): a settings file is one JSON object of texts and whole numbers")
        }
        if let unknown = members.keys.sorted().first(where: { key in !Setting.all.contains { $0.key == key } }) {
            let known = Setting.all.map(\.key).joined(separator: ", ")
            throw SettingError("\(path): there is no setting \"\(unknown)\"; there are \(known)")
        }
        return SettingsLayer(origin: .file(path), values: members.mapValues(\.text))
    }
}
