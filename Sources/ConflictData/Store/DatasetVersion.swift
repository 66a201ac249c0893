import COpenSSL

/// The data version: a digest of what was loaded, the same for the same data on any machine, however it is split into
/// files and whatever the order of records and keys in them.
enum DatasetVersion {
    /// Records hashed in one piece; fixed, since the pieces are part of the version.
    private static let recordsPerBlock = 4096

    /// The digest of the digests of blocks of records in default order, in 32 hexadecimal digits.
    static func digest(of records: Records, pastTurns: Int) -> String {
        let tables = [Schema.shared.card.table] + RecordType.stored.map { Schema.shared.table($0) }
        let blocks = tables.flatMap { table in
            stride(from: 0, to: records.texts[table].count, by: recordsPerBlock).map { (table: table, first: $0) }
        }
        let digests = Parallel.map(blocks) { table, first in
            var digest = TextDigest()
            digest.add(Array(Schema.shared.tables[table].name.utf8))
            for row in first..<min(first + recordsPerBlock, records.texts[table].count) {
                unsafe digest.add(records.text(table, row))
            }
            return digest
        }
        let hexadecimal = digests.reduce(into: TextDigest()) { $0.add($1) }.hexadecimal
        return pastTurns == 0 ? hexadecimal : "\(hexadecimal)-\(pastTurns)"
    }
}

/// SHA-256 by OpenSSL.
@safe
final class SHA256 {
    private let context: OpaquePointer

    init() {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("OpenSSL has no SHA-256")
        }
        unsafe self.context = unsafe context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    func update(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBufferPointer { unsafe update($0) } }

    /// 32 bytes; call once.
    func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        unsafe _ = EVP_DigestFinal_ex(context, &digest, &length)
        return Array(digest.prefix(Int(length)))
    }
}
