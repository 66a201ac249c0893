import FoundationEssentials

/// The files of this repository, found from where this one was compiled.
enum Repository {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    static func text(of path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    /// Whether there is a file or folder.
    static func holds(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    /// The texts of all Swift files, and of the package itself.
    static func sources() throws -> [String] {
        let paths = try ["Sources", "Tests"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder).map { folder + "/" + $0 }
        }
        return try [text(of: "Package.swift")] + paths.filter { $0.hasSuffix(".swift") }.map { try text(of: $0) }
    }
}
