import COpenSSL

/// The data version: a digest of what was loaded, the same for the same data on any machine, however it is split into
/// files and whatever the order of records and keys in them.
enum DatasetVersion {
    /// Records hashed in one piece; fixed, since the pieces are part of the version.
    private static let recordsPerBlock = 4096

    /// Some records of a table, in default order.
    struct Block: Sendable {
        fileprivate let table: Int
        fileprivate let first: Int
    }

    static func blocks(of records: Records) -> [Block] {
        let tables = [Schema.shared.card.table] + RecordType.stored.map { Schema.shared.table($0) }
        return tables.flatMap { table in
            stride(from: 0, to: records.texts[table].count, by: recordsPerBlock).map { Block(table: table, first: $0) }
        }
    }

    static func digest(of block: Block, in records: Records) -> TextDigest {
        var digest = TextDigest()
        digest.add(Array(Schema.shared.tables[block.table].name.utf8))
        for row in block.first..<min(block.first + recordsPerBlock, records.texts[block.table].count) {
            unsafe digest.add(records.text(block.table, row))
        }
        return digest
    }

    /// The digest of the digests of all blocks, in 32 hexadecimal digits.
    static func digest(joining blocks: [TextDigest]) -> String {
        blocks.reduce(into: TextDigest()) { $0.add($1) }.hexadecimal
    }

    /// `pastTurns`: how often what is served has changed since without the data, see `Standing`.
    static func version(_ digest: String, pastTurns: Int) -> String {
        pastTurns == 0 ? digest : "\(digest)-\(pastTurns)"
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
