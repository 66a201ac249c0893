package import HTTPTypes

/// Everything that can go wrong for a client, as a closed set: one row each of status, title and explanation.
///
/// The raw value is part of the contract: it ends the problem's `type`, `/problems/<code>`, and never changes meaning.
package enum ErrorCode: String, CaseIterable, Sendable {
    case malformedTarget = "malformed-target"
    case queryTooLarge = "query-too-large"
    case unknownParameter = "unknown-parameter"
    case repeatedParameter = "repeated-parameter"
    case missingParameter = "missing-parameter"
    case invalidParameter = "invalid-parameter"
    case unknownValue = "unknown-value"
    case unknownName = "unknown-name"
    case parameterNotApplicable = "parameter-not-applicable"
    case invalidCursor = "invalid-cursor"
    case routeNotFound = "route-not-found"
    case recordNotFound = "record-not-found"
    case nameNotFound = "name-not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case overlappingTallies = "overlapping-tallies"
    case recordRetracted = "record-retracted"
    case preconditionFailed = "precondition-failed"

    /// Where the problem is explained: a reference that resolves on this server.
    package var type: String { "/problems/" + rawValue }

    package var status: HTTPResponse.Status {
        switch self {
        case .malformedTarget, .queryTooLarge, .unknownParameter, .repeatedParameter, .missingParameter,
            .invalidParameter, .unknownValue, .unknownName, .parameterNotApplicable, .invalidCursor:
            .badRequest
        case .routeNotFound, .recordNotFound, .nameNotFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .overlappingTallies: .conflict
        case .recordRetracted: .gone
        case .preconditionFailed: .preconditionFailed
        }
    }

    /// The status as a number.
    package var statusCode: Int { status.code }

    /// A few words that are the same for every occurrence.
    package var title: String {
        switch self {
        case .malformedTarget: "The address is not well formed"
        case .queryTooLarge: "The query is too large"
        case .unknownParameter: "Unknown parameter"
        case .repeatedParameter: "Parameter given more than once"
        case .missingParameter: "Missing parameter"
        case .invalidParameter: "Invalid parameter value"
        case .unknownValue: "Unknown value"
        case .unknownName: "Name of nobody in this dataset"
        case .parameterNotApplicable: "Parameter has no meaning here"
        case .invalidCursor: "Invalid cursor"
        case .routeNotFound: "No such address"
        case .recordNotFound: "No such record"
        case .nameNotFound: "The name means no actor"
        case .methodNotAllowed: "Method not allowed"
        case .notAcceptable: "No such format"
        case .overlappingTallies: "These figures cannot be added"
        case .recordRetracted: "Record retracted"
        case .preconditionFailed: "Precondition failed"
        }
    }

    /// What happened and what to do about it, for people; served at the problem's `type`.
    package var explanation: String {
        switch self {
        case .malformedTarget:
            "A percent-escape in the path or query is broken, or what it encodes is not UTF-8."
        case .queryTooLarge:
            "The query has more parameters, or longer names or values, than the server reads."
        case .unknownParameter:
            "The route has no parameter of this name. Nothing is ignored silently: correct the name or leave it out."
        case .repeatedParameter:
            "A parameter may be given once. Several values of a filter are separated by commas: field=a,b."
        case .missingParameter:
            "The route cannot answer without this parameter."
        case .invalidParameter:
            "The value is not of the parameter's type or is out of its range; the detail says what is expected."
        case .unknownValue:
            "The value is outside the field's vocabulary, or is an id that no record has, so nothing could ever match."
        case .unknownName:
            "No actor goes by this name, or it is too weak to mean one by itself; use an id or one of the suggestions."
        case .parameterNotApplicable:
            "The parameter exists on other routes, but records of this type have nothing it could apply to."
        case .invalidCursor:
            "Cursors come from links.next and links.prev of an earlier answer to the same query, and are used unchanged."
        case .routeNotFound:
            "No route has this path. The routes are listed at /v1."
        case .recordNotFound:
            "No record of this type has this id. The suggestions are the nearest ids there are."
        case .nameNotFound:
            "Nobody goes by this name, at the date if one was given, or the name is too weak to mean someone."
        case .methodNotAllowed:
            "The data can be read only: routes answer GET, HEAD and OPTIONS, as the Allow field says."
        case .notAcceptable:
            "The route has no representation in the format that the suffix or the Accept field asks for."
        case .overlappingTallies:
            """
            Some tallies count the same people or things: two parties on one event, an event and one inside it, a running \
            total and what is new in a period. Their sum would count them twice. Say with policy= how to choose, or \
            filter or group so that they fall apart; the members overlaps and policies say which and how.
            """
        case .recordRetracted:
            "The record was published and has been withdrawn; the detail gives the reason where one is known."
        case .preconditionFailed:
            "The condition in If-Match or If-Unmodified-Since does not hold for the current data."
        }
    }
}
