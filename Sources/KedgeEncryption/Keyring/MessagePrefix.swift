import KedgeCore

/// What a sealed message begins with under one key, and where its parts lie.
///
/// - Source: docs/formats.md, "Sealed message"
internal struct MessagePrefix: ~Copyable, @unchecked Sendable {
    // Unchecked: the bytes are written once, here.

    internal static let byteCount = 48
    internal static let tagByteCount = 16
    internal static let maximumPlaintextByteCount = (1 << 36) - 32

    private let memory: UnsafeMutableRawBufferPointer

    internal init(_ head: CommonHead, _ commitment: UnsafeRawBufferPointer) {
        memory = .allocate(byteCount: Self.byteCount, alignment: 16)
        head.write(to: memory, as: .message)
        memory.part(CommonHead.byteCount, Self.byteCount - CommonHead.byteCount).copyMemory(from: commitment)
    }

    deinit {
        memory.deallocate()
    }

    /// The 48 bytes.
    internal var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    /// Whether a message of 48 bytes at least begins with them, found out in a time that depends on nothing.
    @inline(__always)
    internal func begins(_ sealed: UnsafeRawBufferPointer) -> Bool {
        var difference: UInt64 = 0
        for offset in stride(from: 0, to: Self.byteCount, by: 8) {
            difference |= sealed.bigEndian(UInt64.self, at: offset) ^ bytes.bigEndian(UInt64.self, at: offset)
        }
        return difference == 0
    }

    /// Where the ciphertext begins.
    @inline(__always)
    internal static func textOffset(_ algorithm: KeyAlgorithm) -> Int {
        switch algorithm {
        case .xaes256GCM: byteCount + 24
        case .aes256GCM: byteCount + 12
        }
    }

    /// Bytes of a sealed message beside those of its plaintext.
    @inline(__always)
    internal static func overhead(_ algorithm: KeyAlgorithm) -> Int {
        textOffset(algorithm) + tagByteCount
    }
}

/// What the head of a sealed message tells before anything of it is known to be true.
internal struct MessageClaim {
    internal let keyID: UInt64
    internal let algorithm: KeyAlgorithm
    internal let plaintextByteCount: Int

    /// - Throws: `.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`.
    internal init(_ sealed: UnsafeRawBufferPointer) throws(EncryptionError) {
        guard sealed.count >= CommonHead.byteCount else { throw .tooShort(sealed.count) }
        let head = try CommonHead(sealed, as: .message, orThrow: .malformedHeader)
        guard let algorithm = KeyAlgorithm(rawValue: head.algorithm) else { throw .malformedHeader }
        let count = sealed.count &- MessagePrefix.overhead(algorithm)
        guard count >= 0 else { throw .tooShort(sealed.count) }
        guard count <= MessagePrefix.maximumPlaintextByteCount else { throw .tooLong(sealed.count) }
        keyID = head.id
        self.algorithm = algorithm
        plaintextByteCount = count
    }
}
