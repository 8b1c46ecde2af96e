import KedgeCore

/// The same calls on the caller's own memory: no allocation, no copy.
///
/// What is authenticated comes in up to two parts, one after the other: a format's header and the caller's associated data.
/// Nothing marks where the one ends, so a format's header has a fixed length.
extension AESGCMKey {
    /// Bytes that the library adds to a message whose nonce it makes.
    package var overhead: Int { Self.nonceLength &+ tagLength }

    /// Lets the key make `count` more nonces, for a key that was made with a smaller limit.
    ///
    /// The caller sees to it that all that a key gets is 2^32 at most, in every process that has it.
    package borrowing func addNonces(_ count: UInt64) {
        contexts.addNonces(count)
    }

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
        try seal(plaintext, .none, associatedData, into: out)
    }

    /// `seal(_:_:into:)` with a header before the associated data.
    ///
    /// - Throws: `AESGCMError.messageTooLong`, `.outputLength`, `.randomness`, `.keyExhausted`: `out` is untouched then and
    ///   no nonce counted.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try Self.check(messageLength: plaintext.count)
        guard out.count == plaintext.count &+ overhead, let base = out.baseAddress else {
            throw .outputLength(out.count)
        }
        try contexts.withContext { keyed throws(AESGCMError) in
            // Made aside, so that nothing is written to `out` and nothing counted before the system has given it.
            var nonce: (UInt64, UInt32)
            do throws(RandomnessError) {
                nonce = try SystemRandom.nonce()
            } catch {
                throw .randomness(error)
            }
            try contexts.countNonce(in: &keyed)
            try withUnsafeBytes(of: &nonce) { nonce throws(AESGCMError) in
                try seal(plaintext, nonce: nonce, header, associatedData, to: base + Self.nonceLength, with: &keyed)
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
        try open(sealed, .none, associatedData, into: out)
    }

    /// `open(_:_:into:)` with a header before the associated data.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= overhead else { throw .messageTooShort(sealed.count) }
        try open(
            UnsafeRawBufferPointer(rebasing: sealed.dropFirst(Self.nonceLength)),
            nonce: UnsafeRawBufferPointer(rebasing: sealed.prefix(Self.nonceLength)), header, associatedData, into: out)
    }

    /// Seals under the caller's nonce, writing ciphertext and tag.
    ///
    /// - Parameters:
    ///   - plaintext: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 1 to 128 bytes, apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `plaintext.count + tagLength` bytes.
    @inline(__always)
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try Self.check(messageLength: plaintext.count)
        guard Self.nonceLengths.contains(nonce.count) else { throw .nonceLength(nonce.count) }
        guard out.count == plaintext.count &+ tagLength, let base = out.baseAddress else {
            throw .outputLength(out.count)
        }
        try contexts.withContext { keyed throws(AESGCMError) in
            try seal(plaintext, nonce: nonce, header, associatedData, to: base, with: &keyed)
        }
    }

    /// `seal(_:nonce:_:_:into:)` without a header.
    package borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try seal(plaintext, nonce: nonce, .none, associatedData, into: out)
    }

    /// Opens ciphertext and tag under the caller's nonce.
    ///
    /// - Parameters:
    ///   - sealed: may begin where `out` begins; otherwise apart from `out`.
    ///   - nonce: 1 to 128 bytes, apart from `out`.
    ///   - header: authenticated before the associated data; apart from `out`.
    ///   - associatedData: apart from `out`.
    ///   - out: exactly `sealed.count - tagLength` bytes; all zero if the data is not authentic.
    @inline(__always)
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        guard sealed.count >= tagLength, let base = sealed.baseAddress else { throw .messageTooShort(sealed.count) }
        let length = sealed.count &- tagLength
        try Self.check(messageLength: length)
        guard Self.nonceLengths.contains(nonce.count) else { throw .nonceLength(nonce.count) }
        guard out.count == length else { throw .outputLength(out.count) }
        let isAuthentic = try contexts.withContext { keyed throws(AESGCMError) in
            try begin(&keyed, nonce: nonce, sealing: false)
            return keyed.cipher.open(base, length, header, associatedData, to: out.baseAddress, tagLength: tagLength)
        }
        guard isAuthentic else { throw .authenticationFailed }
    }

    /// `open(_:nonce:_:_:into:)` without a header.
    package borrowing func open(
        _ sealed: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer
    ) throws(AESGCMError) {
        try open(sealed, nonce: nonce, .none, associatedData, into: out)
    }

    internal static func check(messageLength: Int) throws(AESGCMError) {
        guard messageLength <= maximumMessageLength else { throw .messageTooLong(messageLength) }
    }

    @inline(__always)
    private borrowing func seal(
        _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, to out: UnsafeMutableRawPointer,
        with keyed: inout AESGCMContexts.Keyed
    ) throws(AESGCMError) {
        try begin(&keyed, nonce: nonce, sealing: true)
        guard keyed.cipher.seal(plaintext, header, associatedData, to: out, tagLength: tagLength) else {
            throw .unavailable(keyBits: keyed.cipher.keyBits)
        }
    }

    /// Sets the nonce; the key schedule in the context stays.
    @inline(__always)
    private borrowing func begin(
        _ keyed: inout AESGCMContexts.Keyed, nonce: UnsafeRawBufferPointer, sealing: Bool
    ) throws(AESGCMError) {
        if keyed.nonceLength != nonce.count {
            guard keyed.cipher.setNonceLength(nonce.count) else { throw .unavailable(keyBits: keyed.cipher.keyBits) }
            keyed.nonceLength = nonce.count
        }
        guard keyed.cipher.begin(nonce: nonce.baseAddress, sealing: sealing) else {
            throw .unavailable(keyBits: keyed.cipher.keyBits)
        }
    }
}
