import COpenSSL
import KedgeCore
import Synchronization

/// The keyed cipher contexts of one AES-GCM key, for any number of threads.
///
/// Keying a context costs more than sealing a short message, and a context serves one thread at a time. So there are up to
/// sixteen, each keyed when first used; a thread takes the one of its number with an atomic exchange, or the next one if
/// that is taken. A seventeenth thread at the same moment keys a context for itself.
///
/// The whole is plain memory behind a pointer: taking a context retains nothing and takes no lock, so a fork in the middle
/// of another thread's call leaves, at worst, that thread's context taken for ever in the child.
struct AESGCMContexts: ~Copyable, @unchecked Sendable {
    // Unchecked: a slot's plain fields are touched only between taking and giving back its flag.

    /// What is known of a keyed context.
    struct State {
        /// The nonce length that the context is set to.
        var nonceLength = AESGCMKey.nonceLength
        /// Nonces that may still be made with it before more are drawn from the key's stock.
        var allowance: UInt64 = 0
    }

    // A slot is a flag and, behind it, what the flag guards: two values in memory and not one, because a call changes the
    // latter while other threads ask for the former.
    private struct Contents {
        var context: OpaquePointer?
        var state = State()
    }

    private static let slotCount = 16
    private static let contentsOffset = 16
    // Two cache lines: the processor fetches them in pairs.
    private static let slotStride = 128
    private static let allowanceStep: UInt64 = 1 << 20

    private let slots: UnsafeMutableRawPointer
    private let stock: Atomic<UInt64>
    private let key: SecretBytes
    private let cipher: OpaquePointer

    /// Whether the operating system keeps the key out of swap.
    var isKeyLocked: Bool { key.isLocked }

    /// Takes over a key of 16, 24 or 32 bytes that may make `nonceLimit` nonces.
    init(key: consuming SecretBytes, nonceLimit: UInt64) throws(AESGCMError) {
        let keyLength = key.count
        let algorithm: LibCrypto.Cipher? =
            switch keyLength {
            case 16: .aes128GCM
            case 24: .aes192GCM
            case 32: .aes256GCM
            default: nil
            }
        guard let algorithm else { throw .keyLength(keyLength) }
        do throws(LibCryptoError) {
            cipher = try LibCrypto.cipher(algorithm)
        } catch {
            throw .unavailable(keyBits: keyLength &* 8)
        }
        self.key = key
        stock = Atomic(nonceLimit)
        slots = .allocate(byteCount: Self.slotCount &* Self.slotStride, alignment: Self.slotStride)
        for index in 0..<Self.slotCount {
            flag(index).initialize(to: Atomic(false))
            contents(index).initialize(to: Contents())
        }
    }

    deinit {
        for index in 0..<Self.slotCount {
            EVP_CIPHER_CTX_free(contents(index).pointee.context)
            contents(index).deinitialize(count: 1)
            flag(index).deinitialize(count: 1)
        }
        slots.deallocate()
    }

    /// Lends a keyed context to `body`, which has it alone.
    @inline(__always)
    borrowing func withContext<Value>(
        _ body: (OpaquePointer, inout State) throws(AESGCMError) -> Value
    ) throws(AESGCMError) -> Value {
        let first = Int(truncatingIfNeeded: LibCrypto.threadNumber)
        for attempt in 0..<Self.slotCount {
            let index = (first &+ attempt) & (Self.slotCount &- 1)
            let isTaken = flag(index)
            if isTaken.pointee.exchange(true, ordering: .acquiring) { continue }
            defer { isTaken.pointee.store(false, ordering: .releasing) }
            let contents = contents(index)
            if let context = contents.pointee.context { return try body(context, &contents.pointee.state) }
            let context = try newContext()
            contents.pointee.context = context
            return try body(context, &contents.pointee.state)
        }
        let context = try newContext()
        var state = State()
        defer {
            stock.wrappingAdd(state.allowance, ordering: .relaxed)
            EVP_CIPHER_CTX_free(context)
        }
        return try body(context, &state)
    }

    /// Counts one more nonce of the key.
    ///
    /// Contexts draw allowances from a common stock so that threads do not share a counter; what a context holds unused
    /// counts as used.
    @inline(__always)
    borrowing func countNonce(in state: inout State) throws(AESGCMError) {
        if state.allowance == 0 { state.allowance = try drawAllowance() }
        state.allowance &-= 1
    }

    private borrowing func drawAllowance() throws(AESGCMError) -> UInt64 {
        var left = stock.load(ordering: .relaxed)
        while left > 0 {
            let drawn = min(left, Self.allowanceStep)
            let exchange = stock.compareExchange(expected: left, desired: left &- drawn, ordering: .relaxed)
            if exchange.exchanged { return drawn }
            left = exchange.original
        }
        throw .keyExhausted
    }

    private borrowing func newContext() throws(AESGCMError) -> OpaquePointer {
        let context = LibCrypto.withoutTrace { () -> OpaquePointer? in
            guard let context = EVP_CIPHER_CTX_new() else { return nil }
            let isKeyed = key.withUnsafeBytes { key in
                EVP_CipherInit_ex2(context, cipher, key.baseAddress, nil, 1, nil) == 1
            }
            if isKeyed { return context }
            EVP_CIPHER_CTX_free(context)
            return nil
        }
        guard let context else { throw .memory(.outOfMemory) }
        return context
    }

    @inline(__always)
    private borrowing func flag(_ index: Int) -> UnsafeMutablePointer<Atomic<Bool>> {
        (slots + index &* Self.slotStride).assumingMemoryBound(to: Atomic<Bool>.self)
    }

    @inline(__always)
    private borrowing func contents(_ index: Int) -> UnsafeMutablePointer<Contents> {
        (slots + (index &* Self.slotStride &+ Self.contentsOffset)).assumingMemoryBound(to: Contents.self)
    }
}
