import KedgeCore
import Synchronization

/// The keyed cipher contexts of one AES-GCM key, for any number of threads, and the count of its nonces.
internal struct AESGCMContexts: ~Copyable, @unchecked Sendable {
    // Unchecked: the cipher belongs to the process and is only read.

    /// A keyed context and what is known of it.
    internal struct Keyed: ~Copyable {
        internal let cipher: CipherContext
        /// The nonce length that the context is set to.
        internal var nonceLength = AESGCMKey.nonceLength
        /// Nonces that may still be made with it before more are drawn from the key's stock.
        internal var allowance: UInt64 = 0
    }

    // Large enough to come to the common stock seldom, small enough that what sixteen slots hold unused is nothing beside
    // the 2^20 that a keyring adds at a time.
    private static let allowanceStep: UInt64 = 1 << 12

    private let slots: ContextSlots<Keyed>
    private let stock: Atomic<UInt64>
    private let key: SecretBytes
    private let cipher: OpaquePointer

    /// Whether the operating system keeps the key out of swap.
    internal var isKeyLocked: Bool { key.isLocked }

    /// Takes over a key of 16, 24 or 32 bytes that may make `nonceLimit` nonces.
    internal init(key: consuming SecretBytes, nonceLimit: UInt64) throws(AESGCMError) {
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
        slots = ContextSlots()
    }

    /// Lends a keyed context to `body`, which has it alone.
    @inline(__always)
    internal borrowing func withContext<Value>(
        _ body: (inout Keyed) throws(AESGCMError) -> Value
    ) throws(AESGCMError) -> Value {
        try slots.withContents(
            make: { () throws(AESGCMError) in try newContext() }, discard: { addNonces($0.allowance) }, body)
    }

    /// Lets the key make `count` more nonces.
    internal borrowing func addNonces(_ count: UInt64) {
        stock.wrappingAdd(count, ordering: .relaxed)
    }

    /// Counts one more nonce of the key.
    ///
    /// Contexts draw allowances from a common stock so that threads do not share a counter; what a context holds unused
    /// counts as used.
    @inline(__always)
    internal borrowing func countNonce(in keyed: inout Keyed) throws(AESGCMError) {
        if keyed.allowance == 0 { keyed.allowance = try drawAllowance() }
        keyed.allowance &-= 1
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

    private borrowing func newContext() throws(AESGCMError) -> Keyed {
        let cipher = cipher
        return Keyed(
            cipher: try key.withUnsafeBytes { key throws(AESGCMError) in
                try CipherContext(cipher, key: key.baseAddress)
            })
    }
}
