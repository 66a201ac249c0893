/// One key of an object in a dataset file: what it holds, whether it must be there, and what it means.
///
/// The tables of these are the only description of a record: the loader checks by them, columns and filters are made
/// from them, and JSON Schema and the documentation are printed from them.
package struct Field: Sendable {
    package indirect enum Kind: Sendable {
        /// The record's own id.
        case identifier
        /// The id of another record, of one of these types.
        case reference([RecordType])
        /// A term of a vocabulary, or `x_…`.
        case vocabulary(Vocabulary)
        /// A short string in a fixed form.
        case code(CodeForm)
        /// A short string: kept in a dictionary, filterable by equality.
        case string
        /// Running text: served and searched, not compared.
        case text
        /// An ISO 8601 date at the precision known, or an RFC 3339 instant.
        case date
        case integer(ClosedRange<Int64>)
        case number(ClosedRange<Double>)
        case flag
        /// A nested object; its leaves are columns of the same table.
        case object([Field])
        /// A list of objects: rows of a table of their own.
        case rows([Field])
        /// An object of strings by any key.
        case map
        /// A `CountValue`: a qualifier and its figures.
        case figure
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let isList: Bool
    /// How much a word in it counts for the search, 1 for running text; 0: it is not searched.
    let searchWeight: Int
    /// The HXL hashtag of its column in a sheet (HXL 1.1), where it has one.
    package let hxl: String?
    /// One sentence for people.
    package let summary: String

    init(
        _ name: String, _ kind: Kind, required: Bool = false, list: Bool = false, search searchWeight: Int = 0,
        hxl: String? = nil, _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = required
        self.isList = list
        self.searchWeight = searchWeight
        self.hxl = hxl
        self.summary = summary
    }
}

extension Field {
    /// The key by which a record or `dataset.json` names its schema to an editor; it belongs to the file, not the record.
    static let schemaKey = "$schema"
}

/// Short strings whose form is fixed by a standard.
package enum CodeForm: Sendable {
    /// ISO 3166-1 alpha-3, upper case.
    case country
    /// BCP 47 language tag, checked for its shape.
    case language
    /// An absolute http or https URL.
    case url
    /// An id that a record had before.
    case formerID
}
