import FoundationEssentials

/// Where the files of this checkout are, whatever folder the tests run in.
package enum Fixtures {
    /// The top of the checkout, without a slash at the end.
    package static let repository: String = {
        let file = #filePath
        let components = file.split(separator: "/")
        return "/" + components.dropLast(3).joined(separator: "/")
    }()

    /// The absolute path of something named from the top of the checkout.
    package static func path(_ relative: String) -> String { repository + "/" + relative }

    /// The names directly inside a folder of the checkout, sorted; the top itself is "".
    package static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// Every file below a folder of the checkout, named from the top, sorted.
    package static func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(folder))
            .map { folder + "/" + $0 }
            .filter { !isFolder(path($0)) }
            .sorted()
    }

    /// The text of a file of the checkout.
    package static func text(of relative: String) throws -> String {
        try String(contentsOfFile: path(relative), encoding: .utf8)
    }

    private static func isFolder(_ absolute: String) -> Bool {
        var answer = false
        _ = FileManager.default.fileExists(atPath: absolute, isDirectory: &answer)
        return answer
    }
}
