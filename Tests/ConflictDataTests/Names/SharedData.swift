import Glibc

/// Real data that lies beside the repository, where there is any; tests that need it are off elsewhere.
enum SharedData {
    struct Unreadable: Error {
        var path: String
    }

    private static let folder: String = {
        let repository = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return "/" + repository + "/../shared/data/"
    }()

    static let isPresent = unsafe access(folder, R_OK) == 0

    /// The lines of a file of the shared folder, without empty ones.
    static func lines(of path: String) throws(Unreadable) -> [Substring] {
        guard let file = unsafe fopen(folder + path, "r") else { throw Unreadable(path: path) }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: chunk.prefix(count))
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    }
}
