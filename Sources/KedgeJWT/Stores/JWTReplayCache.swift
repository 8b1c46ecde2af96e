import KedgeCore
import Synchronization

/// A replay store in this process's memory.
///
/// An id is remembered until its token is refused for its age, never less. When there is no room for another the token is
/// refused (`JWTStoreError`) and nothing is forgotten instead: make the capacity the tokens of one lifetime. All memory is
/// taken at the start, some 50 bytes for each entry, however long its id; ids are kept as digests of 128 bits.
///
/// Verifiers that share a cache have the same leeway and maximum age, those of the first one made with it: the cache would
/// otherwise forget a token that another verifier still takes.
///
/// Any number of threads may use it at once. A child of `fork()` goes on with a copy of its own, so that each process would
/// take a token once: what must be unique beyond a process needs a shared store.
public final class JWTReplayCache: JWTReplayStore {
    /// The largest capacity, 67,108,864 entries.
    public static let maximumCapacity: Int = ExpiringTable.maximumCapacity

    /// How many tokens are remembered at most.
    public var capacity: Int { table.capacity }

    private let table: SharedTable
    /// The leeway and the maximum age of the verifiers that use it; 0 while there is none.
    private let times = Atomic<UInt64>(0)

    /// An empty cache.
    ///
    /// - Parameter capacity: 1 to `maximumCapacity`.
    /// - Throws: `JWTMemoryStoreError`
    public init(capacity: Int = 100_000) throws(JWTMemoryStoreError) {
        table = try SharedTable(capacity: capacity)
    }

    /// Takes a token unless one of the same issuer and id was taken before; of two calls at the same moment one is first.
    ///
    /// - Throws: `JWTStoreError` if the token has no id or no time to forget it; if it has expired, or expires no later than
    ///   one that was forgotten already, as after the clock was set back; if the cache is full.
    /// - Cost: The digest of the id; O(log entries) under the lock. Removes up to two entries that have expired.
    public func admit(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        guard let id = identity.id, let refusedFrom = identity.refusedFrom, refusedFrom > now else {
            throw JWTStoreError()
        }
        let digest = table.digest(.token, issuer: identity.issuer, name: id)
        let isFirst: Bool? = table.withTable { table in
            if let entry = table.entry(digest), entry.expiry > now {
                // Another token with the same id may live longer than the one that was first.
                _ = table.put(digest, value: 0, expiry: max(entry.expiry, refusedFrom))
                return false
            }
            // Two at least, so that what has expired goes faster than new entries come.
            table.removeExpired(now: now, limit: 2)
            guard refusedFrom > table.forgottenThrough else { return nil }
            return table.put(digest, value: 0, expiry: refusedFrom) ? true : nil
        }
        guard let isFirst else { throw JWTStoreError() }
        return isFirst
    }

    /// Whether a verifier with these times may use it: the first one decides.
    ///
    /// - Parameters:
    ///   - leeway: 0 to 86,400 seconds.
    ///   - maximumAge: 1 to 2^40 seconds; nil for none.
    internal func serves(leeway: Int64, maximumAge: Int64?) -> Bool {
        let own = 1 &<< 63 | UInt64(truncatingIfNeeded: leeway) &<< 41 | UInt64(truncatingIfNeeded: maximumAge ?? 0)
        let (isFirst, latest) = times.compareExchange(expected: 0, desired: own, ordering: .relaxed)
        return isFirst || latest == own
    }

    /// How many entries there are, expired ones that were not removed yet among them.
    public var count: Int { table.count }

    /// Removes all entries that have expired, and returns how many; calls of `admit` do it too, little by little.
    ///
    /// - Parameter now: Unix seconds.
    @discardableResult
    public func removeExpired(now: Int64) -> Int { table.removeExpired(now: now) }
}
