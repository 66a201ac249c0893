/// What is worth compressing.
enum CompressionPolicy {
    /// Smaller bodies fit one packet with their head anyway, so compressing them saves the client nothing.
    static let minBodyBytes = 1024
    /// Larger bodies would hold up their loop for too long at one piece; results of that size come as chunks.
    static let maxBodyBytes = 8_388_608
    /// `Content-Encoding` costs 24 bytes of head; a gain below this is none.
    static let minSavedBytes = 64

    static func mayPay(bodyBytes: Int) -> Bool {
        bodyBytes >= minBodyBytes && bodyBytes <= maxBodyBytes
    }
}
