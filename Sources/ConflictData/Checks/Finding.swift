/// Something found while loading: what, where and what to do.
package struct Finding: Sendable, Hashable {
    /// An error refuses the dataset; a warning is served with it.
    package enum Severity: String, CaseIterable, Sendable {
        case error, warning
    }

    package let rule: Rule
    package var severity: Severity { rule.severity }
    /// The record it is about, where there is one.
    package let type: RecordType?
    package let id: String?
    /// Path within the dataset's folder.
    package let file: String
    /// 1-based; columns are counted in Unicode scalars.
    package let line: Int
    package let column: Int
    /// JSON Pointer (RFC 6901) within the file, or within the line of an NDJSON file.
    package let pointer: String
    package let message: String

    /// By file and place.
    static func inOrder(_ findings: [Finding]) -> [Finding] {
        findings.sorted {
            ($0.file, $0.line, $0.column, $0.rule.rawValue, $0.message)
                < ($1.file, $1.line, $1.column, $1.rule.rawValue, $1.message)
        }
    }
}

/// Every rule that a dataset is checked by.
package enum Rule: String, CaseIterable, Sendable {
    case invalidJSON = "invalid_json"
    case invalidUTF8 = "invalid_utf8"
    case duplicateKey = "duplicate_key"
    case tooDeep = "too_deep"
    case numberOutOfRange = "number_out_of_range"
    case wrongType = "wrong_type"
    case unknownKey = "unknown_key"
    case missingKey = "missing_key"
    case unknownValue = "unknown_value"
    case badID = "bad_id"
    case badDate = "bad_date"
    case badValue = "bad_value"
    case minOverMax = "min_over_max"
    case bestOutside = "best_outside"
    case missingFigure = "missing_figure"
    case unexpectedFigure = "unexpected_figure"
    case endBeforeStart = "end_before_start"
    case duplicateID = "duplicate_id"
    case formerIDInUse = "former_id_in_use"
    case danglingReference = "dangling_reference"
    case cycle
    case missingFile = "missing_file"
    case unknownFile = "unknown_file"
    case partsDoNotSum = "parts_do_not_sum"
    case partExceedsWhole = "part_exceeds_whole"
    case cumulativeFalls = "cumulative_falls"
    case duplicateStatement = "duplicate_statement"
    case nameOutsideDates = "name_outside_dates"
    case reportBeforeEvent = "report_before_event"

    package var severity: Finding.Severity {
        switch self {
        case .unknownFile, .partsDoNotSum, .partExceedsWhole, .cumulativeFalls, .duplicateStatement, .nameOutsideDates,
            .reportBeforeEvent:
            .warning
        default: .error
        }
    }
}

/// A finding before its place in the file is looked up.
struct RawFinding: Sendable {
    enum Site: Sendable {
        /// A byte of the file's text.
        case offset(Int)
        /// A value inside the record that begins at that byte.
        case path(record: Int, [JSONPathStep])

        /// That byte.
        var start: Int {
            switch self {
            case .offset(let start), .path(record: let start, _): start
            }
        }
    }

    let rule: Rule
    var type: RecordType?
    var id: String?
    let file: Int
    let site: Site
    let message: String
}

/// One step into a JSON value.
enum JSONPathStep: Sendable, Hashable {
    case key(String)
    case index(Int)
}
