import KedgeCore

extension Keyring {
    /// Bytes of the sealed form of a message, as the primary key is now.
    ///
    /// - Parameter plaintextByteCount: 0 to 2^36 - 32.
    /// - Throws: `EncryptionError.noPrimaryKey`, `.tooLong`.
    public borrowing func sealedByteCount(for plaintextByteCount: Int) throws(EncryptionError) -> Int {
        guard (0...MessagePrefix.maximumPlaintextByteCount).contains(plaintextByteCount) else {
            throw .tooLong(plaintextByteCount)
        }
        return try table.read { table throws(EncryptionError) in
            plaintextByteCount
                &+ MessagePrefix.overhead(try table.primarySlot().usableKey().pointee.algorithm)
        }
    }

    /// Bytes of the message in its sealed form, which is not checked otherwise.
    ///
    /// - Throws: `EncryptionError.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`.
    public static func plaintextByteCount(of sealed: RawSpan) throws(EncryptionError) -> Int {
        try sealed.withUnsafeBytes { sealed throws(EncryptionError) in try MessageClaim(sealed).plaintextByteCount }
    }

    /// The id of the key that a message says it was sealed with. Nothing is known to be true before it is opened.
    ///
    /// - Throws: `EncryptionError.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`.
    public static func keyID(of sealed: RawSpan) throws(EncryptionError) -> UInt64 {
        try sealed.withUnsafeBytes { sealed throws(EncryptionError) in try MessageClaim(sealed).keyID }
    }

    /// Encrypts and authenticates a message with the primary key.
    ///
    /// - Parameters:
    ///   - plaintext: up to 2^36 - 32 bytes.
    ///   - associatedData: the context that the message belongs to: authenticated, not encrypted, and not part of the result.
    /// - Returns: 88 bytes more than the plaintext, 76 for an AES-256-GCM key.
    /// - Throws: `EncryptionError.noPrimaryKey`, `.tooLong`, `.randomness`, `.unavailable`; for an AES-256-GCM key also
    ///   `.keyNeedsFile`, `.keyExhausted`, `.forked`, and what a change of the ring's file may throw: see `generateKey`.
    public borrowing func seal(
        _ plaintext: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(EncryptionError) -> [UInt8] {
        try result(plaintext, associatedData) { plaintext, associatedData, place throws(EncryptionError) in
            try seal(plaintext, associatedData, into: place)
        }
    }

    /// Opens what `seal(_:authenticating:)` made with any key of the ring that is enabled.
    ///
    /// - Parameters:
    ///   - sealed: all of it.
    ///   - associatedData: what was authenticated with it.
    /// - Throws: `EncryptionError.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`, `.unknownKey`,
    ///   `.keyDisabled`, `.keyDestroyed`, `.authenticationFailed`, `.unavailable`.
    public borrowing func open(
        _ sealed: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(EncryptionError) -> [UInt8] {
        try result(sealed, associatedData) { sealed, associatedData, place throws(EncryptionError) in
            try open(sealed, associatedData, into: place)
        }
    }

    /// Moves a sealed message to the primary key, without showing the caller the plaintext.
    ///
    /// - Parameters:
    ///   - sealed: all of it; it is checked first.
    ///   - associatedData: what was authenticated with it, and will be again.
    /// - Throws: as `open(_:authenticating:)` and `seal(_:authenticating:)`.
    public borrowing func reseal(
        _ sealed: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(EncryptionError) -> [UInt8] {
        try result(sealed, associatedData) { sealed, associatedData, place throws(EncryptionError) in
            try reseal(sealed, associatedData, into: place)
        }
    }

    /// `seal(_:authenticating:)` of arrays.
    public borrowing func seal(
        _ plaintext: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(EncryptionError) -> [UInt8] {
        try seal(plaintext.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// `open(_:authenticating:)` of arrays.
    public borrowing func open(
        _ sealed: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(EncryptionError) -> [UInt8] {
        try open(sealed.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// `reseal(_:authenticating:)` of arrays.
    public borrowing func reseal(
        _ sealed: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(EncryptionError) -> [UInt8] {
        try reseal(sealed.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// The array that `body` fills once it was told the size.
    private borrowing func result(
        _ input: RawSpan, _ associatedData: RawSpan,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, Place) throws(EncryptionError) -> Bool
    ) throws(EncryptionError) -> [UInt8] {
        try input.withUnsafeBytes { input throws(EncryptionError) in
            try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
                var needed = -1
                // The size first. It is another one afterwards only if the primary key changed meanwhile.
                while true {
                    var bytes = [UInt8](repeating: 0, count: max(needed, 0))
                    let filled = bytes.withUnsafeMutableBytes { out in
                        Result { () throws(EncryptionError) in
                            try body(input, associatedData) { count in
                                defer { needed = count }
                                return count == needed ? out : nil
                            }
                        }
                    }
                    if try filled.get() { return bytes }
                }
            }
        }
    }
}
