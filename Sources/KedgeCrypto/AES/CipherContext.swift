import COpenSSL
import KedgeCore

/// A cipher context of libcrypto's that owns a key schedule, for one thread at a time.
internal struct CipherContext: ~Copyable {
    private let context: OpaquePointer

    /// Makes a context for `cipher`.
    ///
    /// - Parameter key: as long as the cipher's keys, or nil to give it with each nonce.
    internal init(_ cipher: OpaquePointer, key: UnsafeRawPointer?) throws(AESGCMError) {
        let made = LibCrypto.withoutTrace { () -> OpaquePointer? in
            guard let context = EVP_CIPHER_CTX_new() else { return nil }
            if EVP_CipherInit_ex2(context, cipher, key, nil, 1, nil) == 1 { return context }
            EVP_CIPHER_CTX_free(context)
            return nil
        }
        guard let made else { throw .memory(.outOfMemory) }
        context = made
    }

    deinit {
        // Freeing wipes the key schedule.
        EVP_CIPHER_CTX_free(context)
    }

    /// Bits of the cipher's keys.
    internal var keyBits: Int { Int(EVP_CIPHER_CTX_get_key_length(context)) &* 8 }

    /// Makes a block cipher take nothing but whole blocks.
    internal borrowing func removePadding() -> Bool {
        EVP_CIPHER_CTX_set_padding(context, 0) == 1
    }

    /// Encrypts `count` bytes of whole blocks where they lie.
    @inline(__always)
    internal borrowing func encryptBlocks(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        update(bytes, bytes, count, sealing: true)
    }

    /// Whether nonces now have `count` bytes; 12 when the context is new.
    internal borrowing func setNonceLength(_ count: Int) -> Bool {
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, Int32(truncatingIfNeeded: count), nil) == 1
    }

    /// Begins a message.
    ///
    /// - Parameter key: nil to stay with the key schedule that is there.
    @inline(__always)
    internal borrowing func begin(key: UnsafeRawPointer? = nil, nonce: UnsafeRawPointer?, sealing: Bool) -> Bool {
        EVP_CipherInit_ex2(context, nil, key, nonce, sealing ? 1 : 0, nil) == 1
    }

    /// Encrypts a message that was begun, writing ciphertext and tag, or nothing but zeros where libcrypto fails.
    ///
    /// - Parameters:
    ///   - header: authenticated first.
    ///   - associatedData: authenticated behind it.
    ///   - out: room for the message and its tag.
    @inline(__always)
    internal borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        to out: UnsafeMutableRawPointer, tagLength: Int
    ) -> Bool {
        let context = context
        let isSealed =
            authenticate(header, associatedData, sealing: true)
            && update(out, plaintext.baseAddress, plaintext.count, sealing: true)
            && finish(sealing: true)
            && withTagRequest(out + plaintext.count, tagLength) { EVP_CIPHER_CTX_get_params(context, $0) }
        if !isSealed { OPENSSL_cleanse(out, plaintext.count &+ tagLength) }
        return isSealed
    }

    /// Decrypts a message that was begun; false, and nothing but zeros, if it is not authentic.
    ///
    /// - Parameters:
    ///   - sealed: ciphertext, and behind it the tag.
    ///   - length: bytes of the ciphertext.
    ///   - out: room for `length` bytes.
    @inline(__always)
    internal borrowing func open(
        _ sealed: UnsafeRawPointer, _ length: Int, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, to out: UnsafeMutableRawPointer?, tagLength: Int
    ) -> Bool {
        let context = context
        let isOpen =
            authenticate(header, associatedData, sealing: false)
            && update(out, sealed, length, sealing: false)
            && withTagRequest(UnsafeMutableRawPointer(mutating: sealed + length), tagLength) {
                EVP_CIPHER_CTX_set_params(context, $0)
            } && LibCrypto.withoutTrace { finish(sealing: false) }
        if !isOpen, let out { OPENSSL_cleanse(out, length) }
        return isOpen
    }

    @inline(__always)
    private borrowing func authenticate(
        _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, sealing: Bool
    ) -> Bool {
        (header.isEmpty || update(nil, header.baseAddress, header.count, sealing: sealing))
            && (associatedData.isEmpty
                || update(nil, associatedData.baseAddress, associatedData.count, sealing: sealing))
    }

    @inline(__always)
    private borrowing func update(
        _ out: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int, sealing: Bool
    ) -> Bool {
        // libcrypto counts in Int32: longer inputs go in pieces, whole blocks each.
        let longestPiece = 1 << 30
        var offset = 0
        var written: Int32 = 0
        while offset < count {
            let piece = min(count &- offset, longestPiece)
            let target = out.map { ($0 + offset).assumingMemoryBound(to: UInt8.self) }
            let source = bytes.map { ($0 + offset).assumingMemoryBound(to: UInt8.self) }
            let isDone =
                sealing
                ? EVP_EncryptUpdate(context, target, &written, source, Int32(piece))
                : EVP_DecryptUpdate(context, target, &written, source, Int32(piece))
            guard isDone == 1 else { return false }
            offset &+= piece
        }
        return true
    }

    @inline(__always)
    private borrowing func finish(sealing: Bool) -> Bool {
        // GCM writes nothing here, but libcrypto wants somewhere to write a block.
        var block: (UInt64, UInt64) = (0, 0)
        var written: Int32 = 0
        let context = context
        return withUnsafeMutableBytes(of: &block) { block in
            let scratch = block.assumingMemoryBound(to: UInt8.self).baseAddress
            return
                (sealing
                ? EVP_EncryptFinal_ex(context, scratch, &written)
                : EVP_DecryptFinal_ex(context, scratch, &written)) == 1
        }
    }
}

// What the controls EVP_CTRL_AEAD_GET_TAG and _SET_TAG do, without the way there through a switch over all controls.
@inline(__always)
private func withTagRequest(
    _ tag: UnsafeMutableRawPointer, _ count: Int, _ body: (UnsafeMutablePointer<OSSL_PARAM>?) -> Int32
) -> Bool {
    var request = (
        OSSL_PARAM_construct_octet_string(kedge_openssl_aead_tag, tag, count), OSSL_PARAM_construct_end()
    )
    return withUnsafeMutableBytes(of: &request) { body($0.assumingMemoryBound(to: OSSL_PARAM.self).baseAddress) == 1 }
}
