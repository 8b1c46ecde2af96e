import KedgeCore

/// The keyed cipher contexts of one XAES-256-GCM key, for any number of threads.
internal struct XAESGCMContexts: ~Copyable, @unchecked Sendable {
    // Unchecked: the ciphers belong to the process and are only read.

    /// What one thread works with.
    internal struct Keyed: ~Copyable {
        /// AES under the key itself.
        internal let derivation: CipherContext
        /// AES-256-GCM under the key of the last message.
        internal let message: CipherContext
    }

    private static var blockLength: Int { 16 }
    private static var unavailable: AESGCMError { .unavailable(keyBits: 256) }

    private let slots: ContextSlots<Keyed>
    private let key: SecretBytes
    /// K1 of CMAC, which masks the blocks that the keys of messages are made of.
    private let mask: SecretBytes
    private let blockCipher: OpaquePointer
    private let messageCipher: OpaquePointer

    /// Whether the operating system keeps the key, and what is kept beside it, out of swap.
    internal var isKeyLocked: Bool { key.isLocked && mask.isLocked }

    /// Takes over a key of 32 bytes.
    internal init(key: consuming SecretBytes, requireLocked: Bool) throws(AESGCMError) {
        let keyLength = key.count
        guard keyLength == XAESGCMKey.keyLength else { throw .keyLength(keyLength) }
        let block = try Self.cipher(.aes256ECB)
        let message = try Self.cipher(.aes256GCM)
        let mask = try Self.mask(under: try Self.derivation(block, key), requireLocked)
        blockCipher = block
        messageCipher = message
        self.mask = mask
        self.key = key
        slots = ContextSlots()
    }

    /// Begins a message and lends its context to `body`, which has it alone.
    ///
    /// - Parameter nonce: 24 bytes.
    @inline(__always)
    internal borrowing func withMessage(
        nonce: UnsafeRawPointer, sealing: Bool, _ body: (borrowing CipherContext) -> Bool
    ) throws(AESGCMError) -> Bool {
        try slots.withContents(
            make: { () throws(AESGCMError) in try newContexts() }, discard: { _ in }
        ) { keyed throws(AESGCMError) in
            var isBegun = false
            withScratchBytes(2 &* Self.blockLength) { blocks in
                isBegun =
                    derive(from: nonce, with: keyed.derivation, in: blocks)
                    && keyed.message.begin(key: blocks, nonce: nonce + XAESGCMKey.derivingLength, sealing: sealing)
            }
            guard isBegun else { throw Self.unavailable }
            return body(keyed.message)
        }
    }

    /// Writes the key of all messages whose nonces begin with the same 12 bytes.
    ///
    /// CMAC of a message of one whole block is AES of that block and the mask, so the two that are wanted cost one call.
    @inline(__always)
    private borrowing func derive(
        from nonce: UnsafeRawPointer, with derivation: borrowing CipherContext, in blocks: UnsafeMutableRawPointer
    ) -> Bool {
        mask.withUnsafeBytes { mask in
            let counter = mask.loadUnaligned(as: UInt32.self)
            let context = (
                mask.loadUnaligned(fromByteOffset: 4, as: UInt32.self) ^ nonce.loadUnaligned(as: UInt32.self),
                mask.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                    ^ nonce.loadUnaligned(fromByteOffset: 4, as: UInt64.self)
            )
            // NIST SP 800-108r1, section 4.1: a counter of 16 bits, the label "X", a zero, the context.
            write(counter ^ UInt32(0x0001_5800).bigEndian, context, to: blocks)
            write(counter ^ UInt32(0x0002_5800).bigEndian, context, to: blocks + Self.blockLength)
        }
        return derivation.encryptBlocks(blocks, 2 &* Self.blockLength)
    }

    @inline(__always)
    private borrowing func write(_ first: UInt32, _ rest: (UInt32, UInt64), to block: UnsafeMutableRawPointer) {
        block.storeBytes(of: first, as: UInt32.self)
        block.storeBytes(of: rest.0, toByteOffset: 4, as: UInt32.self)
        block.storeBytes(of: rest.1, toByteOffset: 8, as: UInt64.self)
    }

    private borrowing func newContexts() throws(AESGCMError) -> Keyed {
        Keyed(
            derivation: try Self.derivation(blockCipher, key), message: try CipherContext(messageCipher, key: nil))
    }

    private static func cipher(_ cipher: LibCrypto.Cipher) throws(AESGCMError) -> OpaquePointer {
        do throws(LibCryptoError) {
            return try LibCrypto.cipher(cipher)
        } catch {
            throw unavailable
        }
    }

    private static func derivation(
        _ cipher: OpaquePointer, _ key: borrowing SecretBytes
    ) throws(AESGCMError) -> CipherContext {
        let context = try key.withUnsafeBytes { key throws(AESGCMError) in
            try CipherContext(cipher, key: key.baseAddress)
        }
        guard LibCrypto.withoutTrace({ context.removePadding() }) else { throw unavailable }
        return context
    }

    /// AES of the zero block, doubled in GF(2^128).
    ///
    /// - Source: NIST SP 800-38B, section 6.1
    private static func mask(
        under derivation: borrowing CipherContext, _ requireLocked: Bool
    ) throws(AESGCMError) -> SecretBytes {
        var mask: SecretBytes
        do throws(SecretMemoryError) {
            mask = try SecretBytes(count: blockLength, requireLocked: requireLocked)
        } catch {
            throw .memory(error)
        }
        let isMade = mask.withUnsafeMutableBytes { mask in
            guard let block = mask.baseAddress, derivation.encryptBlocks(block, blockLength) else { return false }
            let high = UInt64(bigEndian: block.loadUnaligned(as: UInt64.self))
            let low = UInt64(bigEndian: block.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            // No branch on a secret bit.
            let reduction = (0 &- (high &>> 63)) & 0x87
            block.storeBytes(of: (high &<< 1 | low &>> 63).bigEndian, as: UInt64.self)
            block.storeBytes(of: (low &<< 1 ^ reduction).bigEndian, toByteOffset: 8, as: UInt64.self)
            return true
        }
        guard isMade else { throw unavailable }
        return mask
    }
}
