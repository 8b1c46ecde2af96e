/// The same calls for arrays.
extension XAESGCMKey {
    /// Copies a key out of an array, which the caller cannot wipe; prefer `SecretBytes` where the key is made here.
    public init(copying key: [UInt8], requireLocked: Bool = false) throws(AESGCMError) {
        try self.init(copying: key.span.bytes, requireLocked: requireLocked)
    }

    /// `seal(_:authenticating:)` of arrays.
    public borrowing func seal(
        _ plaintext: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(AESGCMError) -> [UInt8] {
        try seal(plaintext.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// `open(_:authenticating:)` of arrays.
    public borrowing func open(
        _ sealed: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(AESGCMError) -> [UInt8] {
        try open(sealed.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// `seal(_:nonce:authenticating:)` of arrays.
    public borrowing func seal(
        _ plaintext: [UInt8], nonce: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(AESGCMError) -> [UInt8] {
        try seal(plaintext.span.bytes, nonce: nonce.span.bytes, authenticating: associatedData.span.bytes)
    }

    /// `open(_:nonce:authenticating:)` of arrays.
    public borrowing func open(
        _ sealed: [UInt8], nonce: [UInt8], authenticating associatedData: [UInt8] = []
    ) throws(AESGCMError) -> [UInt8] {
        try open(sealed.span.bytes, nonce: nonce.span.bytes, authenticating: associatedData.span.bytes)
    }
}
