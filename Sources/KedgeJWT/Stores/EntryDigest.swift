import KedgeCore
import KedgeCrypto

/// 128 bits that stand for an issuer and a name, so that every entry of a store takes the same memory.
internal struct EntryDigest: BitwiseCopyable, Equatable {
    /// What the name is; two of different kinds are never the same.
    internal enum Kind: UInt8 {
        case token, subject, issuer
    }

    internal let first: UInt64
    internal let second: UInt64

    /// The digest of an issuer, or of none, which is not the same as an empty one, and a name.
    internal init(_ kind: Kind, issuer: String?, name: String, seed: HashSeed) {
        var hash = SHA256()
        Self.append(seed.first, to: &hash)
        Self.append(seed.second, to: &hash)
        // The counts tell where one text ends, so that no two pairs are the same message.
        Self.append(UInt64(kind.rawValue) &<< 1 | (issuer == nil ? 0 : 1), to: &hash)
        Self.append(UInt64(truncatingIfNeeded: issuer?.utf8.count ?? 0), to: &hash)
        if let issuer { hash.update(issuer.utf8Span.span.bytes) }
        hash.update(name.utf8Span.span.bytes)
        self = withUnsafeTemporaryAllocation(byteCount: SHA256.digestByteCount, alignment: 8) { digest in
            guard let start = digest.baseAddress else { return EntryDigest(first: 0, second: 0) }
            hash.digest(into: start)
            return EntryDigest(
                first: start.load(as: UInt64.self), second: start.load(fromByteOffset: 8, as: UInt64.self))
        }
    }

    private init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }

    private static func append(_ word: UInt64, to hash: inout SHA256) {
        withUnsafeBytes(of: word) { hash.update($0) }
    }
}
