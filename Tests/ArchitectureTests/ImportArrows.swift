/// Which target may import what: the arrows of Docs/Architecture.md. A target imports only what stands to the right of
/// its name; a target that is not listed here may not exist.
enum ImportArrows {
    private static let arrows: [String: Set<String>] = [
        "Sitrep": ["API", "HTTPServer", "Transport", "ConflictData", "Telemetry", "HTTP", "Logging", "ArgumentParser"],
        "API": ["Representations", "ConflictData", "HTTP", "Telemetry", "HTTPTypes"],
        "HTTPServer": ["HTTP1", "HTTP", "Transport", "Telemetry", "CZlib", "HTTPTypes"],
        "Representations": ["ConflictData"],
        "HTTP1": ["HTTP", "HTTPTypes"],
        "Transport": ["COpenSSL", "CLinux"],
        "ConflictData": ["CZlib", "COpenSSL", "CMalloc"],
        "HTTP": ["HTTPTypes"],
        "Telemetry": [],
    ]

    /// What the system brings. HTTP1 is syntax over bytes in memory: no sockets, no clocks, no threads, so it gets none
    /// of it. FoundationEssentials has its own rule below.
    private static let systemModules: Set<String> = ["Glibc", "Dispatch", "Synchronization"]
    private static let pureTargets: Set<String> = ["HTTP1"]

    /// Targets on the path of a request, where nothing of Foundation may appear.
    private static let engineTargets: Set<String> = ["HTTP", "HTTP1", "HTTPServer", "Transport", "Telemetry"]

    static func violations(in file: SourceFile) -> [Violation] {
        guard let target = file.sourceTarget else { return [] }
        guard let allowed = arrows[target] else {
            return [Violation(path: file.path, line: 1, sentence: "no arrow starts at \(target)")]
        }
        return file.codeLines.compactMap { line in
            guard let module = importedModule(line.text), !isAllowed(module, in: target, arrows: allowed) else {
                return nil
            }
            return Violation(path: file.path, line: line.number, sentence: "\(target) may not import \(module)")
        }
    }

    private static func isAllowed(_ module: String, in target: String, arrows allowed: Set<String>) -> Bool {
        if allowed.contains(module) { return true }
        if module == "FoundationEssentials" { return !engineTargets.contains(target) }
        return systemModules.contains(module) && !pureTargets.contains(target)
    }

    /// The module that an import line names, whatever attributes, access and kind stand around it.
    static func importedModule(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let position = words.firstIndex(of: "import") else { return nil }
        let modifiers = words[..<position]
        guard modifiers.allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) }) else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let named = words[(position + 1)...].first { !kinds.contains($0) }
        return named?.split(separator: ".").first.map(String.init)
    }

    private static let accessLevels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
}
