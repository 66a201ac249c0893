import Transport

/// Values from one place: the command line, the environment or a file.
struct SettingsLayer: Sendable {
    /// How a message names a value of this layer: `--port`, `SITREP_PORT`, `sitrep.json: port`.
    enum Origin: Sendable {
        case flags
        case environment
        case file(String)
    }

    let origin: Origin
    /// Text by setting key.
    let values: [String: String]

    init(origin: Origin, values: [String: String]) {
        self.origin = origin
        self.values = values
    }

    /// The variables that name a setting. Others that share the prefix are left alone: a container platform may
    /// put some there itself (`SITREP_SERVICE_HOST`).
    init(environment: [String: String]) {
        let known = Setting.all.compactMap { setting in
            environment[setting.environmentName].map { (setting.key, $0) }
        }
        self.init(origin: .environment, values: Dictionary(uniqueKeysWithValues: known))
    }

    func name(of setting: Setting) -> String {
        switch origin {
        case .flags: setting.flag
        case .environment: setting.environmentName
        case .file(let path): "\(path): \(setting.key)"
        }
    }
}

/// A value that a setting does not take; `description` is one clear line.
struct SettingError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Reads settings through layers, the strongest first: flag, environment, file, default.
struct SettingsReader: Sendable {
    private let layers: [SettingsLayer]

    init(_ layers: [SettingsLayer]) { self.layers = layers }

    /// The text of a setting, checked; nil when no layer gives one and it has no default.
    func text(_ setting: Setting) throws(SettingError) -> String? {
        for layer in layers {
            guard let text = layer.values[setting.key] else { continue }
            if let complaint = setting.check.complaint(about: text) {
                throw SettingError("\(layer.name(of: setting)): \"\(text)\" is not \(complaint)")
            }
            return text
        }
        return setting.defaultText
    }

    /// A setting whose check is `networks`.
    func networks(_ setting: Setting) throws(SettingError) -> [NetworkPrefix] {
        // Checked already.
        try text(setting).flatMap { try? NetworkPrefix.list($0) } ?? []
    }

    /// A setting whose check is `wholeNumber` and which has a default.
    func wholeNumber(_ setting: Setting) throws(SettingError) -> Int {
        guard let text = try text(setting), let number = Int(text) else {
            throw SettingError("\(setting.key) has no value")
        }
        return number
    }
}

extension Setting.Check {
    /// Whether it is nothing, or an address that paths can be put behind.
    private static func isWebAddress(_ text: String) -> Bool {
        if text.isEmpty { return true }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count).utf8
        let isPlain = rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"?#\"<>".utf8.contains($0) }
        return isPlain && rest.first.map { $0 != UInt8(ascii: "/") } == true
    }

    private func networksComplaint(about text: String) -> String? {
        do throws(NetworkPrefix.ParseError) {
            _ = try NetworkPrefix.list(text)
            return nil
        } catch {
            return "a list of networks such as 10.0.0.0/8,fd00::/8: " + error.description
        }
    }

    /// What the text should have been, when it is not.
    func complaint(about text: String) -> String? {
        switch self {
        case .textOrNothing: nil
        case .text: text.isEmpty ? "a value" : nil
        case .wholeNumber(let range):
            Int(text).map(range.contains) == true
                ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .networks: networksComplaint(about: text)
        case .webAddress:
            Self.isWebAddress(text) ? nil : "an address such as https://example.org, without a query"
        case .contacts: Self.contactsComplaint(about: text)
        case .moment: Self.momentComplaint(about: text)
        case .oneOf(let choices): choices.contains(text) ? nil : "one of " + choices.joined(separator: ", ")
        }
    }
}
