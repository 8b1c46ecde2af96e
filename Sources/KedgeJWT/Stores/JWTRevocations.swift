import KedgeCore

/// A revocation list in this process's memory: single tokens, and all that a subject or an issuer got before a time.
///
/// An entry counts until the time given with it, which should be when the last token that it means has expired. When there is
/// no room for another the call that adds it fails, and nothing is forgotten instead. All memory is taken at the start, some
/// 50 bytes for each entry, however long its names; names are kept as digests of 128 bits.
/// What was removed does not come back when the clock is set back.
///
/// Any number of threads may use it at once. A child of `fork()` goes on with a copy of its own.
public final class JWTRevocations: JWTRevocationList {
    /// How many entries there are at most.
    public var capacity: Int { table.capacity }

    private let table: SharedTable

    /// An empty list.
    ///
    /// - Parameter capacity: 1 to `JWTReplayCache.maximumCapacity`.
    /// - Throws: `JWTMemoryStoreError`
    public init(capacity: Int = 100_000) throws(JWTMemoryStoreError) {
        table = try SharedTable(capacity: capacity)
    }

    /// Revokes one token.
    ///
    /// - Parameters:
    ///   - id: `jti`
    ///   - issuer: `iss`; nil means tokens that have none, not any issuer's.
    ///   - until: When the token has expired at the latest, in Unix seconds; nil keeps the entry for good.
    ///   - now: Unix seconds.
    /// - Throws: `JWTMemoryStoreError.full`, `.nulCharacter`
    public func revoke(id: String, issuer: String?, until: Int64?, now: Int64) throws(JWTMemoryStoreError) {
        try put(.token, issuer: issuer, name: id, before: .max, until: until, now: now)
    }

    /// Revokes the tokens of a subject whose `iat` is below a time, and those without `iat`.
    ///
    /// - Parameters:
    ///   - subject: `sub`
    ///   - issuer: `iss`; nil means tokens that have none, not any issuer's.
    ///   - before: Unix seconds; a token of that very second still counts. Only an earlier call with a later time outlasts it.
    ///   - until: When the last of them has expired, in Unix seconds; nil keeps the entry for good.
    ///   - now: Unix seconds.
    /// - Throws: `JWTMemoryStoreError.full`, `.nulCharacter`
    public func revoke(
        subject: String, issuer: String?, issuedBefore before: Int64, until: Int64?, now: Int64
    ) throws(JWTMemoryStoreError) {
        try put(.subject, issuer: issuer, name: subject, before: before, until: until, now: now)
    }

    /// Revokes the tokens of an issuer whose `iat` is below a time, and those without `iat`.
    ///
    /// - Parameters:
    ///   - issuer: `iss`; nil means tokens that have none.
    ///   - before: Unix seconds; a token of that very second still counts. Only an earlier call with a later time outlasts it.
    ///   - until: When the last of them has expired, in Unix seconds; nil keeps the entry for good.
    ///   - now: Unix seconds.
    /// - Throws: `JWTMemoryStoreError.full`, `.nulCharacter`
    public func revoke(
        allOfIssuer issuer: String?, issuedBefore before: Int64, until: Int64?, now: Int64
    ) throws(JWTMemoryStoreError) {
        try put(.issuer, issuer: issuer, name: "", before: before, until: until, now: now)
    }

    private func put(
        _ kind: EntryDigest.Kind, issuer: String?, name: String, before: Int64, until: Int64?, now: Int64
    ) throws(JWTMemoryStoreError) {
        guard !name.utf8.contains(0), issuer?.utf8.contains(0) != true else { throw .nulCharacter }
        let digest = table.digest(kind, issuer: issuer, name: name)
        let until = until ?? .max
        guard until > now else { return }
        let isKept = table.withTable { table in
            var before = before
            var until = until
            // Nothing that is revoked comes to count again through a second call.
            if let entry = table.entry(digest), entry.expiry > now {
                before = max(before, entry.value)
                until = max(until, entry.expiry)
            }
            table.removeExpired(now: now, limit: 2)
            return table.put(digest, value: before, expiry: until)
        }
        guard isKept else { throw .full }
    }

    /// Whether a token was revoked by its id, its subject or its issuer.
    ///
    /// - Cost: Three digests and a lock, or next to nothing while the list is empty.
    public func isRevoked(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        guard table.count > 0 else { return false }
        let issuer = identity.issuer
        let token = identity.id.map { table.digest(.token, issuer: issuer, name: $0) }
        let subject = identity.subject.map { table.digest(.subject, issuer: issuer, name: $0) }
        let all = table.digest(.issuer, issuer: issuer, name: "")
        return table.withTable { table in
            if let token, let entry = table.entry(token), entry.expiry > now { return true }
            return Self.covers(subject, identity.issuedAt, in: table, now: now)
                || Self.covers(all, identity.issuedAt, in: table, now: now)
        }
    }

    private static func covers(
        _ digest: EntryDigest?, _ issuedAt: Int64?, in table: borrowing ExpiringTable, now: Int64
    ) -> Bool {
        guard let digest, let entry = table.entry(digest), entry.expiry > now else { return false }
        // A token without a time may be of any.
        guard let issuedAt else { return true }
        return issuedAt < entry.value
    }

    /// How many entries there are, expired ones that were not removed yet among them.
    public var count: Int { table.count }

    /// Removes all entries that have expired, and returns how many; calls of `revoke` do it too, little by little.
    ///
    /// - Parameter now: Unix seconds.
    @discardableResult
    public func removeExpired(now: Int64) -> Int { table.removeExpired(now: now) }
}
