/// What a filter asks of a field: the word in brackets after its name, or `=` alone.
package enum FilterOperator: String, CaseIterable, Sendable {
    /// `field=a,b`: any of the values.
    case equals = ""
    /// `field[not]=a,b`: none of the values, or no value at all.
    case not
    case gte, gt, lte, lt
    /// `field[exists]=true`: there is a value.
    case exists

    /// As it is written after a field's name.
    package var suffix: String { self == .equals ? "" : "[\(rawValue)]" }

    /// Whether it takes several values.
    var takesList: Bool { self == .equals || self == .not }
}

extension ServedField {
    /// The operators that fit what the field holds.
    package var operators: [FilterOperator] {
        switch kind {
        case .date, .integer, .number: [.equals, .not, .gte, .gt, .lte, .lt, .exists]
        case .identifier, .reference, .vocabulary, .code, .string, .flag, .map: [.equals, .not, .exists]
        case .text: [.exists]
        case .object, .rows, .figure: []
        }
    }
}

/// The name of a parameter: a field's name, and the operator in brackets behind it.
struct FilterName {
    let field: String
    /// What stands in the brackets; nil: there are none.
    let bracketed: String?

    init(_ parameter: String) {
        guard parameter.last == "]", let bracket = parameter.firstIndex(of: "[") else {
            field = parameter
            bracketed = nil
            return
        }
        field = String(parameter[..<bracket])
        bracketed = String(parameter[parameter.index(after: bracket)...].dropLast())
    }
}
