import Glibc

/// The dataset cannot be read at all: no such folder, no permission. One clear line.
package struct DatasetUnreadable: Error, Sendable, CustomStringConvertible {
    package let description: String
}

/// A file of a dataset: where it is, and how its text is had.
struct DatasetFile: Sendable {
    enum Location: Sendable {
        case path(String)
        case memory([UInt8])
    }

    /// Path within the dataset's folder.
    let name: String
    let location: Location
    /// What its records are; nil for `dataset.json`.
    let type: RecordType?
    let isGzip: Bool
    /// One record a line (NDJSON), not one value a file.
    let isLines: Bool
    /// Bytes on disk.
    let size: Int

    /// Whether some of its lines can be read without the others.
    var isReadInPieces: Bool {
        guard case .path = location else { return false }
        return isLines && !isGzip
    }

    /// What a name within the folder says of a file; nil: it is none of the dataset's.
    init?(name: String, location: Location, size: Int) {
        var stem = Substring(name)
        isGzip = stem.hasSuffix(".gz")
        if isGzip { stem = stem.dropLast(".gz".count) }
        if stem.hasSuffix(".ndjson") {
            isLines = true
        } else if stem.hasSuffix(".json") {
            isLines = false
        } else {
            return nil
        }
        stem = stem[..<(stem.lastIndex(of: ".") ?? stem.endIndex)]
        if stem == "dataset", !isLines {
            type = nil
        } else if let type = RecordType(plural: String(stem.split(separator: "/").first ?? "")),
            RecordType.stored.contains(type)
        {
            self.type = type
        } else {
            return nil
        }
        self.name = name
        self.location = location
        self.size = size
    }
}

/// Finds the files of a dataset in a folder.
enum DatasetFolder {
    /// All files of the dataset, in order of name, and what looks as if it was meant to be one; other files are left
    /// alone.
    static func files(
        in folder: String
    ) throws(DatasetUnreadable) -> (files: [DatasetFile], strays: [StrayFile]) {
        var files: [DatasetFile] = []
        var strays: [StrayFile] = []
        for name in try entries(of: folder) {
            if let type = RecordType(plural: name), RecordType.stored.contains(type), try isFolder(folder + "/" + name)
            {
                for inner in try entries(of: folder + "/" + name) {
                    try add(name + "/" + inner, in: folder, to: &files)
                    add(name + "/" + inner, in: folder, to: &strays)
                }
            } else {
                try add(name, in: folder, to: &files)
                add(name, in: folder, to: &strays)
            }
        }
        return (files, strays)
    }

    private static func add(_ name: String, in folder: String, to strays: inout [StrayFile]) {
        guard let stray = StrayFile(name: name) else { return }
        var status = stat()
        // What cannot be looked at is not read anyway.
        guard unsafe stat(folder + "/" + name, &status) == 0 else { return }
        if status.st_mode & S_IFMT == (stray.isFolder ? S_IFDIR : S_IFREG) { strays.append(stray) }
    }

    private static func add(_ name: String, in folder: String, to files: inout [DatasetFile]) throws(DatasetUnreadable)
    {
        let path = folder + "/" + name
        guard DatasetFile(name: name, location: .path(path), size: 0) != nil else { return }
        let status = try status(of: path)
        guard status.st_mode & S_IFMT == S_IFREG else { return }
        guard unsafe access(path, R_OK) == 0 else { throw unreadable(path) }
        if let file = DatasetFile(name: name, location: .path(path), size: Int(status.st_size)) { files.append(file) }
    }

    /// Names in a folder in byte order, hidden ones left out.
    private static func entries(of folder: String) throws(DatasetUnreadable) -> [String] {
        guard let directory = unsafe opendir(folder) else { throw unreadable(folder) }
        defer { unsafe _ = closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isFolder(_ path: String) throws(DatasetUnreadable) -> Bool {
        try status(of: path).st_mode & S_IFMT == S_IFDIR
    }

    private static func status(of path: String) throws(DatasetUnreadable) -> stat {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw unreadable(path) }
        return status
    }

    static func unreadable(_ path: String) -> DatasetUnreadable {
        let reason = unsafe String(cString: strerror(errno))
        return DatasetUnreadable(description: "cannot read \(path): \(reason)")
    }
}
