import KedgeCrypto

/// Keys among which a token's header chooses; never changed.
public struct JWTKeySet: Sendable {
    /// The most keys of a set.
    public static let maximumCount = 256

    /// In the order in which they were given.
    public let keys: [JWTKey]
    /// What was left out of a set that was read.
    public let skipped: [JWTSkippedKey]
    /// For the choice of a key, one for each.
    internal let entries: [JWTKeyEntry]
    /// Those of the keys' ids, in the same order.
    internal let fingerprints: [UInt64]

    /// Makes a set of keys.
    ///
    /// - Parameter keys: At most 256, or none; either all shared secrets or none. An id may stand at several keys only if
    ///   those are one key, bound to different algorithms.
    /// - Throws: `JWTKeyError.duplicateID`, `.mixedKinds`, `.tooManyKeys`.
    public init(_ keys: [JWTKey]) throws(JWTKeyError) {
        guard keys.count <= Self.maximumCount else { throw .tooManyKeys }
        if let first = keys.first, keys.contains(where: { $0.isShared != first.isShared }) { throw .mixedKinds }
        var known: [[UInt8]: [JWTKey]] = [:]
        for key in keys where !key.idBytes.isEmpty {
            let others = known[key.idBytes, default: []]
            let isOther = others.allSatisfy { $0.algorithm != key.algorithm && $0.isSame(as: key) }
            guard isOther else { throw .duplicateID }
            known[key.idBytes] = others + [key]
        }
        self.init(unchecked: keys, skipped: [])
    }

    /// Takes keys of which it is known that they may stand together.
    internal init(unchecked keys: [JWTKey], skipped: [JWTSkippedKey]) {
        self.keys = keys
        self.skipped = skipped
        entries = keys.map { JWTKeyEntry($0) }
        fingerprints = keys.map { key in key.idBytes.withUnsafeBytes { JWTKeyEntry.fingerprint($0) } }
    }
}

extension JWTKey {
    /// Whether both are made of the same numbers or the same secret.
    fileprivate func isSame(as other: JWTKey) -> Bool {
        if let signatureKey { return signatureKey.publicNumbers == other.signatureKey?.publicNumbers }
        return isSecretEqual(to: other)
    }
}

/// A key that was left out of a set, and why.
public struct JWTSkippedKey: Equatable, Sendable {
    /// Its position in the set, from 0.
    public let index: Int
    /// Its id, where one can be read.
    public let id: String?
    /// What is wrong with it.
    public let error: JWTKeyError

    public init(index: Int, id: String?, error: JWTKeyError) {
        self.index = index
        self.id = id
        self.error = error
    }
}
