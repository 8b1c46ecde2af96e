import KedgeCore

/// The same calls on the caller's own memory: no allocation, no copy.
///
/// What is authenticated comes in up to two parts, one after the other: a format's header and the caller's associated data.
/// Nothing marks where the one ends, so a format's header has a fixed length.
extension XAESGCMKey {
    /// Bytes that the library adds to a message whose nonce it makes.
    package static var overhead: Int { nonceLength &+ tagLength }

    /// Seals under a nonce that the library makes, writing nonce, ciphertext and tag.
    ///
    /// - Parameters:
    ///   - plaintext: may lie in `out` at `nonceLength`, where its ciphertext goes; otherwise apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `plaintext.count + overhead` bytes.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try AESGCMKey.check(messageLength: plaintext.count)
        guard out.count == plaintext.count &+ Self.overhead else { throw .outputLength(out.count) }
        // Made aside, so that nothing is written to `out` before the system has given it.
        var nonce: (UInt64, UInt64, UInt64) = (0, 0, 0)
        do throws(RandomnessError) {
            try withUnsafeMutableBytes(of: &nonce) { nonce throws(RandomnessError) in try SystemRandom.fill(nonce) }
        } catch {
            throw .randomness(error)
        }
        try withUnsafeBytes(of: &nonce) { nonce throws(AESGCMError) in
            try seal(
                plaintext, nonce: nonce, header, associatedData,
                into: UnsafeMutableRawBufferPointer(rebasing: out.dropFirst(Self.nonceLength)))
            out.copyMemory(from: nonce)
        }
    }

    /// Opens nonce, ciphertext and tag.
    ///
    /// - Parameters:
    ///   - sealed: may hold `out` at `nonceLength`, in place of the ciphertext; otherwise apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `sealed.count - overhead` bytes; all zero if the data is not authentic.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= Self.overhead else { throw .messageTooShort(sealed.count) }
        try open(
            UnsafeRawBufferPointer(rebasing: sealed.dropFirst(Self.nonceLength)),
            nonce: UnsafeRawBufferPointer(rebasing: sealed.prefix(Self.nonceLength)), header, associatedData, into: out)
    }

    /// Seals under the caller's nonce, writing ciphertext and tag.
    ///
    /// - Parameters:
    ///   - plaintext: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 24 bytes, apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `plaintext.count + tagLength` bytes.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try AESGCMKey.check(messageLength: plaintext.count)
        guard nonce.count == Self.nonceLength, let nonceStart = nonce.baseAddress else {
            throw .nonceLength(nonce.count)
        }
        guard out.count == plaintext.count &+ Self.tagLength, let base = out.baseAddress else {
            throw .outputLength(out.count)
        }
        let isSealed = try contexts.withMessage(nonce: nonceStart, sealing: true) { cipher in
            cipher.seal(plaintext, header, associatedData, to: base, tagLength: Self.tagLength)
        }
        guard isSealed else { throw .unavailable(keyBits: Self.keyLength &* 8) }
    }

    /// Opens ciphertext and tag under the caller's nonce.
    ///
    /// - Parameters:
    ///   - sealed: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 24 bytes, apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `sealed.count - tagLength` bytes; all zero if the data is not authentic.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= Self.tagLength, let base = sealed.baseAddress else {
            throw .messageTooShort(sealed.count)
        }
        let length = sealed.count &- Self.tagLength
        try AESGCMKey.check(messageLength: length)
        guard nonce.count == Self.nonceLength, let nonceStart = nonce.baseAddress else {
            throw .nonceLength(nonce.count)
        }
        guard out.count == length else { throw .outputLength(out.count) }
        let isAuthentic = try contexts.withMessage(nonce: nonceStart, sealing: false) { cipher in
            cipher.open(base, length, header, associatedData, to: out.baseAddress, tagLength: Self.tagLength)
        }
        guard isAuthentic else { throw .authenticationFailed }
    }
}
