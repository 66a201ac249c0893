import ConflictData
import HTTP
import HTTPTypes

@testable import API

/// Loading a dataset of which one file is anything: the first line names the file, the rest is its text. The others are
/// those of the starter dataset.
enum DatasetTarget {
    static func test(_ bytes: [UInt8]) {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let name = String(decoding: bytes[..<end], as: UTF8.self)
        let type = name.prefix { $0 != "." && $0 != "/" }
        let others = StarterFiles.all.filter { !$0.name.hasPrefix(type + ".") }
        let files = others + [(name, Array(bytes[end...].dropFirst()))]
        let outcome = StarterFiles.load(files)
        check(outcome.findings, names: Set(files.map(\.name)))
        let hasErrors = outcome.findings.contains { $0.severity == .error }
        require((outcome.dataset == nil) == hasErrors, "a dataset is refused for errors and for nothing else")
        if let dataset = outcome.dataset {
            require(StarterFiles.load(files.reversed()).dataset?.version == dataset.version, "a version is of the data")
            serve(dataset)
        }
    }

    private static func check(_ findings: [Finding], names: Set<String>) {
        for finding in findings {
            require(
                names.contains(finding.file) || finding.file.isEmpty || finding.rule == .missingFile,
                "a finding names a file: \(finding)")
            require(finding.line >= 1 && finding.column >= 1, "a finding has a place: \(finding)")
            require(finding.pointer.isEmpty || finding.pointer.hasPrefix("/"), "a pointer is a path: \(finding)")
            require(!finding.message.isEmpty, "a finding says something")
        }
    }

    /// Every list and the findings are JSON.
    private static func serve(_ dataset: Dataset) {
        let api = API(store: DatasetStore(dataset), release: "fuzz")
        for path in RecordType.allCases.map({ "/v1/" + $0.plural }) + ["/v1", "/v1/checks"] {
            let target = RequestTarget(rawPath: path, rawQuery: path == "/v1" ? nil : "limit=1000")
            let response = api.respond(to: Request(method: .get, target: target, fields: [:]))
            require(response.status.code == 200, "\(path) is answered, not \(response.status)")
            guard case .bytes(let body) = response.body else { continue }
            require((try? ReferenceJSON.read(body)) != nil, "\(path) is JSON")
        }
    }
}
