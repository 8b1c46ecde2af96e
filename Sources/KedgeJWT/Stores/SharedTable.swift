import CPlatform
import KedgeCore
import Synchronization

/// A table that any number of threads use, by turns, and the seed of its digests.
///
/// The lock is one for all tables, held for a fraction of a microsecond, and free in a child of `fork()`.
internal final class SharedTable: @unchecked Sendable {
    // Unchecked: the table is used only by whoever holds the lock.
    private var table: ExpiringTable
    private let latestCount: Atomic<Int> = Atomic(0)
    internal let capacity: Int
    private let seed: HashSeed

    /// An empty table.
    ///
    /// - Throws: `.invalidCapacity`, `.outOfMemory`, `.randomness`
    internal init(capacity: Int) throws(JWTMemoryStoreError) {
        table = try ExpiringTable(capacity: capacity)
        self.capacity = capacity
        do throws(RandomnessError) { seed = try HashSeed() } catch { throw .randomness(error) }
    }

    /// The digest of an issuer, or of none, and a name, as this table has it.
    internal func digest(_ kind: EntryDigest.Kind, issuer: String?, name: String) -> EntryDigest {
        EntryDigest(kind, issuer: issuer, name: name, seed: seed)
    }

    internal func withTable<Result>(_ body: (inout ExpiringTable) -> Result) -> Result {
        cplatform_lock(CPLATFORM_LOCK_TOKENS)
        defer {
            latestCount.store(table.count, ordering: .releasing)
            cplatform_unlock(CPLATFORM_LOCK_TOKENS)
        }
        return body(&table)
    }

    /// How many entries the latest change left, without the lock.
    internal var count: Int { latestCount.load(ordering: .acquiring) }

    /// Removes all that has expired, a few at a time, so that nobody waits for long; how many there were.
    internal func removeExpired(now: Int64) -> Int {
        var removed = 0
        while true {
            let some = withTable { $0.removeExpired(now: now, limit: 256) }
            removed &+= some
            if some < 256 { return removed }
        }
    }
}
