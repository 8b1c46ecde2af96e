import COpenSSL
import CPlatform
import Synchronization

/// Why libcrypto could not do what was asked.
package enum LibCryptoError: Error, Equatable, Sendable {
    /// The algorithm of this name is not offered by libcrypto, or the host's configuration has disabled it.
    case unavailable(algorithm: String)
}

/// libcrypto, used so that a fork in the middle of another thread's call leaves the child able to use it.
///
/// libcrypto takes locks of its own, which a child of `fork()` would find taken for ever if another thread held them at that
/// moment. So every use of libcrypto that allocates or may fail goes through `withoutTrace`, and what takes such a lock
/// (initialisation, a thread's first call, a fetch, and what fetches inside) through `withoutFork` or `whileForksWait`.
/// Left out are the SHA-2 calls on plain structs, which touch no shared state, and scrypt, whose documentation says so.
///
/// Algorithms are fetched once in the life of the process.
///
/// A fetch walks libcrypto's providers and costs microseconds, often more than the work that follows, so each result is
/// kept and never freed. A failed fetch is not kept: it may have failed for want of memory. The slots are plain atomics
/// and not lazy globals, because a thread that forks while another is inside a lazy initialiser would leave the child
/// waiting for ever.
internal enum LibCrypto {
    /// A symmetric cipher.
    internal enum Cipher {
        case aes128CBC, aes192CBC, aes256CBC
        case aes128CTR, aes192CTR, aes256CTR
        case aes128GCM, aes192GCM, aes256GCM
        case aes256ECB
    }

    /// A message authentication code.
    internal enum MAC {
        case cmac
    }

    /// A hash.
    internal enum Digest {
        case ripemd160
    }

    /// The `EVP_CIPHER` of `cipher`, owned by the process: never to be freed.
    ///
    /// Any thread. The first call for a cipher costs microseconds, later ones a nanosecond.
    ///
    /// - Throws: `LibCryptoError.unavailable` with the cipher's name.
    internal static func cipher(_ cipher: Cipher) throws(LibCryptoError) -> OpaquePointer {
        switch cipher {
        case .aes128CBC: try fetchedCipher("AES-128-CBC", in: aes128CBC)
        case .aes192CBC: try fetchedCipher("AES-192-CBC", in: aes192CBC)
        case .aes256CBC: try fetchedCipher("AES-256-CBC", in: aes256CBC)
        case .aes128CTR: try fetchedCipher("AES-128-CTR", in: aes128CTR)
        case .aes192CTR: try fetchedCipher("AES-192-CTR", in: aes192CTR)
        case .aes256CTR: try fetchedCipher("AES-256-CTR", in: aes256CTR)
        case .aes128GCM: try fetchedCipher("AES-128-GCM", in: aes128GCM)
        case .aes192GCM: try fetchedCipher("AES-192-GCM", in: aes192GCM)
        case .aes256GCM: try fetchedCipher("AES-256-GCM", in: aes256GCM)
        case .aes256ECB: try fetchedCipher("AES-256-ECB", in: aes256ECB)
        }
    }

    /// The `EVP_MAC` of `mac`, owned by the process: never to be freed.
    ///
    /// Any thread. The first call costs microseconds, later ones a nanosecond.
    ///
    /// - Throws: `LibCryptoError.unavailable` with the code's name.
    internal static func mac(_ mac: MAC) throws(LibCryptoError) -> OpaquePointer {
        switch mac {
        case .cmac: try fetchedMAC("CMAC", in: cmac)
        }
    }

    /// The `EVP_MD` of `digest`, owned by the process: never to be freed.
    ///
    /// Any thread. The first call costs microseconds, later ones a nanosecond.
    ///
    /// - Throws: `LibCryptoError.unavailable` with the hash's name.
    internal static func digest(_ digest: Digest) throws(LibCryptoError) -> OpaquePointer {
        switch digest {
        case .ripemd160: try fetchedDigest("RIPEMD160", in: ripemd160)
        }
    }

    /// The calling thread's number, dense from 1.
    ///
    /// libcrypto gives each thread a record at its first call, under a lock of its own, which a child of `fork()` would find
    /// taken for ever if it was held at that moment. So a thread that is new here gets its record under a lock that is free
    /// across forks.
    @inline(__always)
    internal static var threadNumber: UInt32 {
        let number = cplatform_thread_number()
        return number != 0 ? number : registerThread()
    }

    /// Runs `body` and drops whatever it adds to this thread's libcrypto error queue.
    ///
    /// The host may use libcrypto on the same thread, and TLS code in particular takes a stale entry of that queue for
    /// a failure of its own. `body` may take no lock of libcrypto's.
    internal static func withoutTrace<Result: ~Copyable>(_ body: () -> Result) -> Result {
        _ = threadNumber
        ERR_set_mark()
        defer { ERR_pop_to_mark() }
        return body()
    }

    /// As `withoutTrace`, for a `body` that makes libcrypto take locks of its own: no fork happens meanwhile.
    ///
    /// One thread at a time, so `body` is to be short.
    internal static func withoutFork<Result: ~Copyable>(_ body: () -> Result) -> Result {
        withoutTrace {
            cplatform_lock(CPLATFORM_LOCK_LIBCRYPTO)
            defer { cplatform_unlock(CPLATFORM_LOCK_LIBCRYPTO) }
            return body()
        }
    }

    /// As `withoutFork`, for any number of threads at once: a fork waits until all of them are done, and who comes later
    /// waits for the fork.
    ///
    /// For work with keys of public-key algorithms, which takes locks of libcrypto's now and then: of the key, or of the
    /// generator that nonces and blinding come from. `body` may take microseconds to milliseconds. It takes no lock of
    /// Kedge's, so it fetches nothing through `cipher`, `mac` or `digest`, and makes no secret memory.
    internal static func whileForksWait<Result: ~Copyable>(_ body: () -> Result) -> Result {
        withoutTrace {
            beginWhileForksWait()
            defer { cplatform_runtime_leave() }
            return body()
        }
    }

    /// In the body of a longer `whileForksWait`: lets a fork that waits go first.
    internal static func letForksPass() {
        cplatform_runtime_leave()
        beginWhileForksWait()
    }

    // What a fork waits for prefers those who do not fork, so that many threads could keep it waiting for ever. But a fork
    // that waits holds the lock, and here nobody passes it.
    @inline(__always)
    private static func beginWhileForksWait() {
        cplatform_lock(CPLATFORM_LOCK_LIBCRYPTO)
        cplatform_runtime_enter()
        cplatform_unlock(CPLATFORM_LOCK_LIBCRYPTO)
    }
}

extension LibCrypto {
    /// The bits of a pointer, 0 while there is none: an atomic pointer would not be `Sendable`.
    private typealias Slot = Atomic<UInt>

    private static let isPrepared = Atomic<Bool>(false)

    private static let aes128CBC = Slot(0)
    private static let aes192CBC = Slot(0)
    private static let aes256CBC = Slot(0)
    private static let aes128CTR = Slot(0)
    private static let aes192CTR = Slot(0)
    private static let aes256CTR = Slot(0)
    private static let aes128GCM = Slot(0)
    private static let aes192GCM = Slot(0)
    private static let aes256GCM = Slot(0)
    private static let aes256ECB = Slot(0)
    private static let cmac = Slot(0)
    private static let ripemd160 = Slot(0)

    private static func fetchedCipher(
        _ name: StaticString, in slot: borrowing Slot
    ) throws(LibCryptoError) -> OpaquePointer {
        if let cipher = OpaquePointer(bitPattern: slot.load(ordering: .acquiring)) { return cipher }
        return try kept(fetch(name) { EVP_CIPHER_fetch(nil, $0, nil) }, name, in: slot, freeing: EVP_CIPHER_free)
    }

    private static func fetchedMAC(
        _ name: StaticString, in slot: borrowing Slot
    ) throws(LibCryptoError) -> OpaquePointer {
        if let mac = OpaquePointer(bitPattern: slot.load(ordering: .acquiring)) { return mac }
        return try kept(fetch(name) { EVP_MAC_fetch(nil, $0, nil) }, name, in: slot, freeing: EVP_MAC_free)
    }

    private static func fetchedDigest(
        _ name: StaticString, in slot: borrowing Slot
    ) throws(LibCryptoError) -> OpaquePointer {
        if let digest = OpaquePointer(bitPattern: slot.load(ordering: .acquiring)) { return digest }
        return try kept(fetch(name) { EVP_MD_fetch(nil, $0, nil) }, name, in: slot, freeing: EVP_MD_free)
    }

    @inline(never)
    private static func registerThread() -> UInt32 {
        cplatform_lock(CPLATFORM_LOCK_LIBCRYPTO)
        defer { cplatform_unlock(CPLATFORM_LOCK_LIBCRYPTO) }
        prepare()
        ERR_set_mark()
        ERR_pop_to_mark()
        // What the record is given back under, when the thread ends, is the same lock of libcrypto's.
        cplatform_at_thread_end {
            cplatform_lock(CPLATFORM_LOCK_LIBCRYPTO)
            OPENSSL_thread_stop()
            cplatform_unlock(CPLATFORM_LOCK_LIBCRYPTO)
        }
        return cplatform_thread_number_create()
    }

    /// Makes libcrypto ready; under the lock.
    ///
    /// The first initialisation in a process decides whether libcrypto frees its tables when the process exits. A host
    /// may return from `main` while its threads still use Kedge, so that handler is left out. Where the host
    /// initialised libcrypto before, its choice stands.
    private static func prepare() {
        if isPrepared.load(ordering: .acquiring) { return }
        if OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1 {
            isPrepared.store(true, ordering: .releasing)
        }
    }

    private static func fetch(
        _ name: StaticString, with fetch: (UnsafePointer<CChar>) -> OpaquePointer?
    ) -> OpaquePointer? {
        withoutFork {
            name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1, fetch)
        }
    }

    /// Keeps what was fetched in `slot`; where another thread was first, frees it and answers with that thread's.
    private static func kept(
        _ fetched: OpaquePointer?, _ name: StaticString, in slot: borrowing Slot,
        freeing free: (OpaquePointer?) -> Void
    ) throws(LibCryptoError) -> OpaquePointer {
        guard let fetched else { throw .unavailable(algorithm: "\(name)") }
        let (isFirst, earlier) = slot.compareExchange(
            expected: 0, desired: UInt(bitPattern: fetched), ordering: .acquiringAndReleasing)
        guard !isFirst, let earlier = OpaquePointer(bitPattern: earlier) else { return fetched }
        free(fetched)
        return earlier
    }
}
