internal import HTTP
internal import HTTP1

/// The conditions of a request that a stored answer can judge (RFC 9110 §13.1.2, §13.1.3), as ranges of the read buffer.
@unsafe
struct StoredConditions {
    private let ifNoneMatch: UnsafeBufferPointer<UInt8>?
    private let ifModifiedSince: UnsafeBufferPointer<UInt8>?

    init(_ head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) {
        unsafe ifNoneMatch = head.slice(of: .ifNoneMatch).map { unsafe UnsafeBufferPointer(rebasing: bytes[$0.range]) }
        unsafe ifModifiedSince = head.slice(of: .ifModifiedSince).map {
            unsafe UnsafeBufferPointer(rebasing: bytes[$0.range])
        }
    }

    /// Whether the client has this form of the answer already. A date counts only without tags (§13.1.3).
    func areMet(by form: AnswerForm, of answer: ReadyAnswer) -> Bool {
        if let list = unsafe ifNoneMatch {
            guard let tag = form.entityTag else { return unsafe list.elementsEqual("*".utf8) }
            return unsafe EntityTag.list(list.span, names: tag.opaque.utf8.span, isWeak: tag.isWeak, comparing: .weak)
        }
        guard let date = unsafe ifModifiedSince, let lastModified = answer.lastModified else { return false }
        // Nearly every client sends back the bytes it got.
        if unsafe date.elementsEqual(lastModified.bytes) { return true }
        guard let known = unsafe HTTPDate.seconds(parsing: date.span) else { return false }
        return lastModified.seconds <= known
    }
}

extension Connection {
    /// What a stored answer to this request is found under; nil when none may answer it: another method, conditions that
    /// only the handler judges, or repeated fields that would have to be joined first.
    func cacheKey(of head: RequestHead, in bytes: UnsafeBufferPointer<UInt8>) -> ResponseCache.Key? {
        guard head.method == .get || head.method == .head,
            head.slice(of: .ifMatch) == nil, head.slice(of: .ifUnmodifiedSince) == nil,
            !head.isRepeated(.accept), !head.isRepeated(.ifNoneMatch), !head.isRepeated(.ifModifiedSince)
        else { return nil }
        let accept = head.slice(of: .accept) ?? .init(start: 0, end: 0)
        return unsafe ResponseCache.Key(
            target: UnsafeBufferPointer(rebasing: bytes[head.target.range]),
            accept: UnsafeBufferPointer(rebasing: bytes[accept.range])
        )
    }
}
