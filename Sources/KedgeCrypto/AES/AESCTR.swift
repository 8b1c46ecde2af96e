import COpenSSL

/// AES in counter mode: encryption alone, which anybody can change unnoticed.
///
/// For formats that bring their own authentication, as Ethereum's key files do. Never use a key and counter for two
/// messages. Encryption and decryption are the same operation.
///
/// - Source: NIST SP 800-38A, §6.5
public enum AESCTR {
    /// Encrypts or decrypts a message.
    ///
    /// - Parameters:
    ///   - input: Any length.
    ///   - key: 16, 24 or 32 bytes.
    ///   - initialCounter: The whole first counter block, 16 bytes; incremented as one big-endian number of 128 bits.
    /// - Returns: As many bytes as `input` has.
    /// - Throws: `AESCTRError`.
    public static func apply(
        to input: RawSpan, key: RawSpan, initialCounter: RawSpan
    ) throws(AESCTRError) -> [UInt8] {
        let cipher = try checkedCipher(forKeyByteCount: key.byteCount, counterByteCount: initialCounter.byteCount)
        var isDone = true
        let output = [UInt8].filled(input.byteCount) { output in
            isDone = input.withUnsafeBytes { input in
                key.withUnsafeBytes { key in
                    initialCounter.withUnsafeBytes { run(cipher, key, $0, input, output) }
                }
            }
        }
        guard isDone else { throw .outOfMemory }
        return output
    }

    /// Encrypts or decrypts a message.
    ///
    /// - Parameters:
    ///   - input: Any length.
    ///   - key: 16, 24 or 32 bytes; the caller's array is the caller's to wipe.
    ///   - initialCounter: The whole first counter block, 16 bytes.
    /// - Returns: As many bytes as `input` has.
    /// - Throws: `AESCTRError`.
    public static func apply(
        to input: [UInt8], key: [UInt8], initialCounter: [UInt8]
    ) throws(AESCTRError) -> [UInt8] {
        try apply(to: input.span.bytes, key: key.span.bytes, initialCounter: initialCounter.span.bytes)
    }

    /// Encrypts or decrypts a message into the caller's memory.
    ///
    /// - Parameters:
    ///   - input: Any length.
    ///   - key: 16, 24 or 32 bytes.
    ///   - initialCounter: The whole first counter block, 16 bytes.
    ///   - output: As many writable bytes as `input` has: the same memory, or memory apart from it. All zero if it
    ///     throws `.outOfMemory`, untouched if it throws anything else.
    /// - Throws: `AESCTRError`.
    package static func apply(
        to input: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer, initialCounter: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawPointer
    ) throws(AESCTRError) {
        let cipher = try checkedCipher(forKeyByteCount: key.count, counterByteCount: initialCounter.count)
        guard let source = input.baseAddress, input.count > 0 else { return }
        let distance = UInt(bitPattern: output) &- UInt(bitPattern: source)
        let size = UInt(bitPattern: input.count)
        guard distance == 0 || (distance >= size && 0 &- distance >= size) else { throw .partialOverlap }
        guard run(cipher, key, initialCounter, input, output) else { throw .outOfMemory }
    }

    private static func checkedCipher(
        forKeyByteCount keyByteCount: Int, counterByteCount: Int
    ) throws(AESCTRError) -> OpaquePointer {
        let cipher = try cipher(forKeyByteCount: keyByteCount)
        guard counterByteCount == 16 else { throw .invalidCounterByteCount(counterByteCount) }
        return cipher
    }

    /// Leaves zeros in `output` where libcrypto fails.
    private static func run(
        _ cipher: OpaquePointer, _ key: UnsafeRawBufferPointer, _ initialCounter: UnsafeRawBufferPointer,
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawPointer
    ) -> Bool {
        guard let source = input.baseAddress else { return true }
        let isDone = LibCrypto.withoutTrace {
            guard let context = EVP_CIPHER_CTX_new() else { return false }
            // Freeing wipes the key schedule.
            defer { EVP_CIPHER_CTX_free(context) }
            return EVP_EncryptInit_ex2(
                context, cipher, key.baseAddress?.assumingMemoryBound(to: UInt8.self),
                initialCounter.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) == 1
                && update(context, source, input.count, output)
        }
        if !isDone { output.initializeMemory(as: UInt8.self, repeating: 0, count: input.count) }
        return isDone
    }

    private static func cipher(forKeyByteCount count: Int) throws(AESCTRError) -> OpaquePointer {
        do throws(LibCryptoError) {
            switch count {
            case 16: return try LibCrypto.cipher(.aes128CTR)
            case 24: return try LibCrypto.cipher(.aes192CTR)
            case 32: return try LibCrypto.cipher(.aes256CTR)
            default: break
            }
        } catch {
            switch error {
            case .unavailable(let algorithm): throw .unavailable(algorithm: algorithm)
            }
        }
        throw .invalidKeyByteCount(count)
    }

    // libcrypto counts in Int32, so what is longer goes in whole-block pieces of 1 GiB.
    private static func update(
        _ context: OpaquePointer, _ source: UnsafeRawPointer, _ count: Int, _ output: UnsafeMutableRawPointer
    ) -> Bool {
        var done = 0
        while done < count {
            let piece = Int32(truncatingIfNeeded: min(count &- done, maximumPiece))
            var written: Int32 = 0
            guard
                EVP_EncryptUpdate(
                    context, (output + done).assumingMemoryBound(to: UInt8.self), &written,
                    (source + done).assumingMemoryBound(to: UInt8.self), piece) == 1, written == piece
            else { return false }
            done &+= Int(piece)
        }
        return true
    }

    private static var maximumPiece: Int { 1 << 30 }
}
