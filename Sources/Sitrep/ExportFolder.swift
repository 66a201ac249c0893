import API
import ConflictData
internal import Glibc

/// A folder into which an export is written: each file under a name of its own until it is whole, the index last.
struct ExportFolder {
    /// Why a file is not there.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ path: String, _ errorNumber: Int32) {
            description = "cannot write \(path): \(unsafe String(cString: strerror(errorNumber)))"
        }
    }

    /// A file while it is being written.
    private struct Draft {
        let path: String
        let descriptor: Int32

        /// Nobody reads it by mistake: the name says that it is not done.
        var temporaryPath: String { path + ".part" }

        init(_ path: String) throws(Failure) {
            self.path = path
            descriptor = unsafe open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw Failure(path, errno) }
        }

        /// Gives it its name once its bytes are on the disk.
        func finish() throws(Failure) {
            guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0,
                unsafe rename(temporaryPath, path) == 0
            else { throw Failure(path, errno) }
        }

        func discard() {
            close(descriptor)
            unsafe unlink(temporaryPath)
        }
    }

    private let folder: String

    init(_ folder: String) { self.folder = folder }

    func write(_ names: [BulkName], of dataset: Dataset) throws(Failure) {
        try OutputFolder.make(folder)
        let line = ProgressLine()
        defer { line.erase() }
        var rows: [ExportRow] = []
        for type in RecordType.allCases {
            let ofType = names.filter { $0.type == type }
            guard !ofType.isEmpty else { continue }
            let measures = try write(ofType, type, dataset, line)
            rows += ofType.compactMap { name in measures[name.format].map { ExportRow(name, $0, of: dataset) } }
        }
        try writeIndex(ExportIndex(rows, of: dataset).json)
    }

    private func write(
        _ names: [BulkName], _ type: RecordType, _ dataset: Dataset, _ line: ProgressLine
    ) throws(Failure) -> [BulkFormat: FileMeasure] {
        var drafts: [BulkFormat: Draft] = [:]
        do throws(Failure) {
            for name in names { drafts[name.format] = try Draft(folder + "/" + name.text) }
            let measures = try Self.fill(drafts, type, dataset, line)
            for name in names { try drafts.removeValue(forKey: name.format)?.finish() }
            return measures
        } catch {
            for draft in drafts.values { draft.discard() }
            throw error
        }
    }

    private static func fill(
        _ drafts: [BulkFormat: Draft], _ type: RecordType, _ dataset: Dataset, _ line: ProgressLine
    ) throws(Failure) -> [BulkFormat: FileMeasure] {
        do throws(BulkWriteFailure) {
            return try BulkWriting(dataset).write(type, to: drafts.mapValues(\.descriptor)) { done, total in
                guard StandardStreams.errorIsTerminal else { return }
                line.show("Writing \(type.plural), \(done * 100 / max(total, 1)) %")
            }
        } catch {
            throw Failure(drafts[error.format]?.path ?? type.plural, error.errorNumber)
        }
    }

    private func writeIndex(_ json: [UInt8]) throws(Failure) {
        let draft = try Draft(folder + "/export.json")
        var rest = json[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(draft.descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                let failure = Failure(draft.path, errno)
                draft.discard()
                throw failure
            }
        }
        try draft.finish()
    }
}

/// A folder that a command is told to write.
enum OutputFolder {
    static func isNewOrEmpty(_ path: String) -> Bool {
        guard let folder = unsafe opendir(path) else { return errno == ENOENT }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { return false }
        }
        return true
    }

    /// Makes it with those around it, where they are missing.
    static func make(_ path: String) throws(ExportFolder.Failure) {
        for end in path.indices.dropFirst().filter({ path[$0] == "/" }) + [path.endIndex] {
            if unsafe mkdir(String(path[..<end]), 0o755) != 0, errno != EEXIST, errno != EISDIR {
                throw ExportFolder.Failure(path, errno)
            }
        }
    }
}
