import COpenSSL
import KedgeCore

/// The same calls on the caller's own memory: no allocation, no copy.
extension AESGCMKey {
    /// Bytes that the library adds to a message whose nonce it makes.
    package var overhead: Int { Self.nonceLength &+ tagLength }

    /// Seals under a nonce that the library makes, writing nonce, ciphertext and tag.
    ///
    /// - Parameters:
    ///   - plaintext: may lie in `out` at `nonceLength`, where its ciphertext goes; otherwise apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `plaintext.count + overhead` bytes.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try check(messageLength: plaintext.count)
        guard out.count == plaintext.count &+ overhead, let base = out.baseAddress else {
            throw .outputLength(out.count)
        }
        try contexts.withContext { context, state throws(AESGCMError) in
            // Made aside, so that nothing is written to `out` and nothing counted before the system has given it.
            var nonce: (UInt64, UInt32)
            do throws(RandomnessError) {
                nonce = try SystemRandom.nonce()
            } catch {
                throw .randomness(error)
            }
            try contexts.countNonce(in: &state)
            try withUnsafeBytes(of: &nonce) { nonce throws(AESGCMError) in
                try seal(plaintext, nonce: nonce, associatedData, to: base + Self.nonceLength, with: context, &state)
                out.copyMemory(from: UnsafeRawBufferPointer(rebasing: nonce.prefix(Self.nonceLength)))
            }
        }
    }

    /// Opens nonce, ciphertext and tag.
    ///
    /// - Parameters:
    ///   - sealed: may hold `out` at `nonceLength`, in place of the ciphertext; otherwise apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `sealed.count - overhead` bytes; all zero if the data is not authentic.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= overhead else { throw .messageTooShort(sealed.count) }
        try open(
            UnsafeRawBufferPointer(rebasing: sealed.dropFirst(Self.nonceLength)),
            nonce: UnsafeRawBufferPointer(rebasing: sealed.prefix(Self.nonceLength)), associatedData, into: out)
    }

    /// Seals under the caller's nonce, writing ciphertext and tag.
    ///
    /// - Parameters:
    ///   - plaintext: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 1 to 128 bytes, apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `plaintext.count + tagLength` bytes.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try check(messageLength: plaintext.count)
        guard Self.nonceLengths.contains(nonce.count) else { throw .nonceLength(nonce.count) }
        guard out.count == plaintext.count &+ tagLength, let base = out.baseAddress else {
            throw .outputLength(out.count)
        }
        try contexts.withContext { context, state throws(AESGCMError) in
            try seal(plaintext, nonce: nonce, associatedData, to: base, with: context, &state)
        }
    }

    /// Opens ciphertext and tag under the caller's nonce.
    ///
    /// - Parameters:
    ///   - sealed: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 1 to 128 bytes, apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `sealed.count - tagLength` bytes; all zero if the data is not authentic.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= tagLength, let base = sealed.baseAddress else { throw .messageTooShort(sealed.count) }
        let length = sealed.count &- tagLength
        try check(messageLength: length)
        guard Self.nonceLengths.contains(nonce.count) else { throw .nonceLength(nonce.count) }
        guard out.count == length else { throw .outputLength(out.count) }
        // The tag is read before the first byte is written: in place, the caller may reuse its memory at once.
        let isAuthentic = try contexts.withContext { context, state throws(AESGCMError) in
            try begin(context, &state, nonce: nonce, associatedData, sealing: false)
            return update(context, out.baseAddress, base, length, sealing: false)
                && withTagRequest(UnsafeMutableRawPointer(mutating: base + length), tagLength) {
                    EVP_CIPHER_CTX_set_params(context, $0)
                } && LibCrypto.withoutTrace { finish(context, sealing: false) }
        }
        guard isAuthentic else {
            if let base = out.baseAddress { OPENSSL_cleanse(base, out.count) }
            throw .authenticationFailed
        }
    }

    borrowing func check(messageLength: Int) throws(AESGCMError) {
        guard messageLength <= Self.maximumMessageLength else { throw .messageTooLong(messageLength) }
    }

    @inline(__always)
    private borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        to out: UnsafeMutableRawPointer, with context: OpaquePointer, _ state: inout AESGCMContexts.State
    ) throws(AESGCMError) {
        try begin(context, &state, nonce: nonce, associatedData, sealing: true)
        let isSealed =
            update(context, out, plaintext.baseAddress, plaintext.count, sealing: true)
            && finish(context, sealing: true)
            && withTagRequest(out + plaintext.count, tagLength) { EVP_CIPHER_CTX_get_params(context, $0) }
        guard isSealed else {
            OPENSSL_cleanse(out, plaintext.count &+ tagLength)
            throw .unavailable(keyBits: keyBits(context))
        }
    }

    /// Sets nonce and associated data; the key schedule in the context stays.
    @inline(__always)
    private borrowing func begin(
        _ context: OpaquePointer, _ state: inout AESGCMContexts.State, nonce: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer,
        sealing: Bool
    ) throws(AESGCMError) {
        if state.nonceLength != nonce.count {
            let isSet = EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, Int32(nonce.count), nil) == 1
            guard isSet else { throw .unavailable(keyBits: keyBits(context)) }
            state.nonceLength = nonce.count
        }
        guard EVP_CipherInit_ex2(context, nil, nil, nonce.baseAddress, sealing ? 1 : 0, nil) == 1,
            associatedData.isEmpty
                || update(
                    context, nil, associatedData.baseAddress, associatedData.count, sealing: sealing)
        else { throw .unavailable(keyBits: keyBits(context)) }
    }

    private borrowing func keyBits(_ cipher: OpaquePointer) -> Int {
        Int(EVP_CIPHER_CTX_get_key_length(cipher)) &* 8
    }
}

// libcrypto counts in Int32: longer inputs go in pieces, whole blocks each.
private let longestPiece = 1 << 30

@inline(__always)
private func update(
    _ cipher: OpaquePointer, _ out: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int, sealing: Bool
) -> Bool {
    var offset = 0
    var written: Int32 = 0
    while offset < count {
        let piece = min(count &- offset, longestPiece)
        let target = out.map { ($0 + offset).assumingMemoryBound(to: UInt8.self) }
        let source = bytes.map { ($0 + offset).assumingMemoryBound(to: UInt8.self) }
        let isDone =
            sealing
            ? EVP_EncryptUpdate(cipher, target, &written, source, Int32(piece))
            : EVP_DecryptUpdate(cipher, target, &written, source, Int32(piece))
        guard isDone == 1 else { return false }
        offset &+= piece
    }
    return true
}

@inline(__always)
private func finish(_ cipher: OpaquePointer, sealing: Bool) -> Bool {
    // GCM writes nothing here, but libcrypto wants somewhere to write a block.
    var block: (UInt64, UInt64) = (0, 0)
    var written: Int32 = 0
    return withUnsafeMutableBytes(of: &block) { block in
        let scratch = block.assumingMemoryBound(to: UInt8.self).baseAddress
        return
            (sealing
            ? EVP_EncryptFinal_ex(cipher, scratch, &written)
            : EVP_DecryptFinal_ex(cipher, scratch, &written)) == 1
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
