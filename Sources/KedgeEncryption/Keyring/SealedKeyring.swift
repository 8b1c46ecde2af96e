import KedgeCore
import KedgeCrypto

/// A saved ring that is whole, as far as its checksum and its sizes tell.
///
/// - Source: docs/formats.md, "Keyring"
internal struct SealedKeyring {
    /// More than any ring of this version has, so that a newer one is told from damage.
    internal static let maximumByteCount = 1 << 17
    private static let nonceByteCount = 24
    private static let tagByteCount = 16
    private static let checksumByteCount = 32
    /// What is there beside the lock's parameters and the body.
    private static let frameByteCount =
        KeyringLock.parametersOffset + KeyringLock.commitmentByteCount + nonceByteCount + tagByteCount
        + checksumByteCount

    internal let bytes: [UInt8]
    internal let kind: KeyringLock.Kind
    internal let id: UInt64
    private let parameterCount: Int

    /// Checks everything that needs no key.
    ///
    /// - Throws: `.keyringDamaged`, `.unknownVersion`.
    internal init(_ bytes: [UInt8]) throws(EncryptionError) {
        guard (CommonHead.byteCount + Self.checksumByteCount...Self.maximumByteCount).contains(bytes.count) else {
            throw .keyringDamaged
        }
        let content = bytes.count - Self.checksumByteCount
        guard SHA256.hash(bytes.span.bytes.extracting(..<content)) == Array(bytes[content...]) else {
            throw .keyringDamaged
        }
        let head = bytes.withUnsafeBytes { bytes in
            Result { () throws(EncryptionError) in
                try CommonHead(bytes, as: .keyring, orThrow: .keyringDamaged)
            }
        }
        let (kind, id) = (KeyringLock.Kind(rawValue: try head.get().algorithm), try head.get().id)
        guard let kind, bytes.count >= Self.frameByteCount + KeyringBody.byteCount(keys: 0) else {
            throw .keyringDamaged
        }
        let parameterCount = Int(
            bytes.withUnsafeBytes { $0.bigEndian(UInt32.self, at: KeyringLock.parametersOffset - 4) })
        let isParameterCountRight =
            switch kind {
            case .passphrase: parameterCount == KeyringLock.passphraseParametersByteCount
            case .key: parameterCount == 0
            case .service: (1...KeyService.maximumWrappedByteCount).contains(parameterCount)
            }
        guard isParameterCountRight,
            KeyringBody.isByteCount(bytes.count - Self.frameByteCount - parameterCount)
        else { throw .keyringDamaged }
        self.bytes = bytes
        self.kind = kind
        self.id = id
        self.parameterCount = parameterCount
    }

    internal var salt: ArraySlice<UInt8> {
        bytes[CommonHead.byteCount..<CommonHead.byteCount + KeyringLock.saltByteCount]
    }

    /// What the lock keeps in the ring.
    internal var parameters: ArraySlice<UInt8> {
        bytes[KeyringLock.parametersOffset..<KeyringLock.parametersOffset + parameterCount]
    }

    /// All bytes before the nonce.
    internal var head: ArraySlice<UInt8> {
        bytes[..<(KeyringLock.parametersOffset + parameterCount + KeyringLock.commitmentByteCount)]
    }

    /// Opens the body.
    ///
    /// - Throws: `.wrongUnlock` if the ring is locked otherwise; `.authenticationFailed`, `.memory`, `.unavailable`.
    internal func body(_ lock: KeyringLock, requireLocked: Bool) throws(EncryptionError) -> SecretBytes {
        guard head.elementsEqual(lock.head) else { throw .wrongUnlock }
        let headCount = lock.head.count
        let sealedCount = bytes.count - headCount - Self.checksumByteCount
        var body = try SecretBytes.forKeyring(
            sealedCount - Self.nonceByteCount - Self.tagByteCount, requireLocked)
        try body.withUnsafeMutableBytes { body throws(EncryptionError) in
            let opened = bytes.withUnsafeBytes { bytes in
                Result { () throws(AESGCMError) in
                    try lock.cipher.open(
                        bytes.part(headCount, sealedCount), bytes.part(0, headCount),
                        UnsafeRawBufferPointer(start: nil, count: 0), into: body)
                }
            }
            try opened.mapError(EncryptionError.init).get()
        }
        return body
    }

    /// Bytes of a ring of `keys` keys.
    internal static func byteCount(keys: Int, parameters: Int) -> Int {
        frameByteCount + parameters + KeyringBody.byteCount(keys: keys)
    }

    /// Seals a body under a fresh nonce.
    ///
    /// - Returns: all bytes of the ring.
    internal static func seal(_ body: borrowing SecretBytes, _ lock: KeyringLock) throws(EncryptionError) -> [UInt8] {
        let headCount = lock.head.count
        let sealedCount = nonceByteCount + body.count + tagByteCount
        var bytes = lock.head + [UInt8](repeating: 0, count: sealedCount)
        try body.withUnsafeBytes { body throws(EncryptionError) in
            let sealed = bytes.withUnsafeMutableBytes { bytes in
                Result { () throws(AESGCMError) in
                    try lock.cipher.seal(
                        body, UnsafeRawBufferPointer(bytes.part(0, headCount)),
                        UnsafeRawBufferPointer(start: nil, count: 0), into: bytes.part(headCount, sealedCount))
                }
            }
            try sealed.mapError(EncryptionError.init).get()
        }
        return bytes + SHA256.hash(bytes.span.bytes)
    }
}
