import HTTP

extension APIError {
    /// What is wrong with the address itself, before any route is asked.
    init(_ error: RequestTargetError) {
        switch error {
        case .notAPath:
            self.init(.malformedTarget, "A path begins with a slash.")
        case .malformedEscape:
            self.init(.malformedTarget, "A % must be followed by two hexadecimal digits; a plain % is written %25.")
        case .controlCharacter:
            self.init(.malformedTarget, "The address holds a control character.")
        case .invalidUTF8:
            self.init(.malformedTarget, "What the percent-escapes stand for is not UTF-8.")
        case .dotSegment:
            self.init(.malformedTarget, "A path has no segments “.” or “..”.")
        case .tooManyQueryItems:
            self.init(.queryTooLarge, "A query has at most \(RequestTarget.maxQueryItems) parameters.")
        case .queryItemTooLong:
            self.init(
                .queryTooLarge,
                "The name or value of a parameter has at most \(RequestTarget.maxQueryItemBytes) bytes.")
        }
    }
}
