import CPlatform
import CSodium
import Synchronization

/// libsodium, made ready before its first use.
package enum Sodium {
    private static let isPrepared = Atomic<Bool>(false)

    /// Makes libsodium ready; to be called before any use of it. Takes `CPLATFORM_LOCK_SECRETS`.
    ///
    /// - Throws: `SecretMemoryError.randomness`, `.outOfMemory`.
    /// - Cost: a nanosecond, but for the first call.
    package static func prepare() throws(SecretMemoryError) {
        if isPrepared.load(ordering: .acquiring) { return }
        // Under a lock that is free across forks: libsodium takes one of its own, which a child would find taken for ever.
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        // libsodium ends the process when it finds no randomness, so that is found out before.
        var probe: UInt64 = 0
        let failure = cplatform_random(&probe, MemoryLayout<UInt64>.size)
        guard failure == 0 else { throw .randomness(.unavailable(errno: failure)) }
        guard sodium_init() >= 0 else { throw .outOfMemory }
        isPrepared.store(true, ordering: .releasing)
    }
}
