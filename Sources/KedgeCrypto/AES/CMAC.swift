import COpenSSL

/// A key for AES-CMAC, made ready to authenticate many messages.
///
/// Safe from any number of threads at once: each message works on a copy of the keyed context.
///
/// - Source: RFC 4493 (AES-128); NIST SP 800-38B
public struct CMAC: ~Copyable, @unchecked Sendable {
    // Unchecked: nothing writes to the context after the initialiser, and libcrypto copies it without changing it.
    private let context: OpaquePointer

    /// Length of a tag: 16 bytes.
    public static var tagByteCount: Int { 16 }

    /// Makes a key ready.
    ///
    /// - Parameter key: 16, 24 or 32 bytes, for AES-128, AES-192 or AES-256.
    /// - Throws: `CMACError`.
    public init(key: RawSpan) throws(CMACError) {
        let name: StaticString
        switch key.byteCount {
        case 16: name = "AES-128-CBC"
        case 24: name = "AES-192-CBC"
        case 32: name = "AES-256-CBC"
        default: throw .invalidKeyByteCount(key.byteCount)
        }
        let algorithm = try CMAC.algorithm()
        guard let context = LibCrypto.withoutTrace({ EVP_MAC_CTX_new(algorithm) }) else { throw .outOfMemory }
        // Fetches the cipher inside.
        let isKeyed = key.withUnsafeBytes { key in
            LibCrypto.withoutFork { CMAC.setKey(key, cipher: name, in: context) }
        }
        guard isKeyed else {
            EVP_MAC_CTX_free(context)
            throw .unavailable(algorithm: "\(name)")
        }
        self.context = context
    }

    /// Makes a key ready; the caller's array is the caller's to wipe.
    ///
    /// - Parameter key: 16, 24 or 32 bytes, for AES-128, AES-192 or AES-256.
    /// - Throws: `CMACError`.
    public init(key: [UInt8]) throws(CMACError) {
        try self.init(key: key.span.bytes)
    }

    deinit {
        // Freeing wipes the key schedule and the subkeys.
        EVP_MAC_CTX_free(context)
    }

    /// The tag of a message.
    ///
    /// - Parameter message: Any length.
    /// - Returns: 16 bytes.
    /// - Throws: `CMACError.outOfMemory`.
    public borrowing func tag(for message: RawSpan) throws(CMACError) -> [UInt8] {
        var isWritten = false
        let tag = [UInt8].filled(CMAC.tagByteCount) { tag in
            isWritten = message.withUnsafeBytes { compute($0, to: tag) }
        }
        guard isWritten else { throw .outOfMemory }
        return tag
    }

    /// The tag of a message.
    ///
    /// - Parameter message: Any length.
    /// - Returns: 16 bytes.
    /// - Throws: `CMACError.outOfMemory`.
    public borrowing func tag(for message: [UInt8]) throws(CMACError) -> [UInt8] {
        try tag(for: message.span.bytes)
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Parameters:
    ///   - tag: A truncated tag is not valid, nor is one with bytes after it.
    ///   - message: Any length.
    /// - Throws: `CMACError.outOfMemory`.
    public borrowing func isValid(_ tag: RawSpan, for message: RawSpan) throws(CMACError) -> Bool {
        try tag.withUnsafeBytes { tag throws(CMACError) in
            try message.withUnsafeBytes { message throws(CMACError) in try isValid(tag, for: message) }
        }
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Parameters:
    ///   - tag: A truncated tag is not valid, nor is one with bytes after it.
    ///   - message: Any length.
    /// - Throws: `CMACError.outOfMemory`.
    public borrowing func isValid(_ tag: [UInt8], for message: [UInt8]) throws(CMACError) -> Bool {
        try isValid(tag.span.bytes, for: message.span.bytes)
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Throws: `CMACError.outOfMemory`.
    package borrowing func isValid(
        _ tag: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer
    ) throws(CMACError) -> Bool {
        guard tag.count == CMAC.tagByteCount, let received = tag.baseAddress else { return false }
        var isEqual = false
        try withScratchBytes(CMAC.tagByteCount) { expected throws(CMACError) in
            try writeTag(for: message, to: expected)
            isEqual = CRYPTO_memcmp(received, expected, CMAC.tagByteCount) == 0
        }
        return isEqual
    }

    /// Writes the tag of a message.
    ///
    /// - Parameters:
    ///   - message: Any length.
    ///   - tag: 16 writable bytes. May overlap `message`.
    /// - Throws: `CMACError.outOfMemory`.
    package borrowing func writeTag(
        for message: UnsafeRawBufferPointer, to tag: UnsafeMutableRawPointer
    ) throws(CMACError) {
        guard compute(message, to: tag) else { throw .outOfMemory }
    }

    /// Writes the tag, or zeros where libcrypto fails.
    private borrowing func compute(_ message: UnsafeRawBufferPointer, to tag: UnsafeMutableRawPointer) -> Bool {
        let isWritten = LibCrypto.withoutTrace {
            guard let copy = EVP_MAC_CTX_dup(context) else { return false }
            defer { EVP_MAC_CTX_free(copy) }
            var count = 0
            if let start = message.baseAddress, message.count > 0 {
                guard EVP_MAC_update(copy, start.assumingMemoryBound(to: UInt8.self), message.count) == 1 else {
                    return false
                }
            }
            return EVP_MAC_final(copy, tag.assumingMemoryBound(to: UInt8.self), &count, CMAC.tagByteCount) == 1
        }
        if !isWritten { tag.initializeMemory(as: UInt8.self, repeating: 0, count: CMAC.tagByteCount) }
        return isWritten
    }

    private static func algorithm() throws(CMACError) -> OpaquePointer {
        do throws(LibCryptoError) {
            return try LibCrypto.mac(.cmac)
        } catch {
            switch error {
            case .unavailable(let algorithm): throw .unavailable(algorithm: algorithm)
            }
        }
    }

    private static func setKey(
        _ key: UnsafeRawBufferPointer, cipher: StaticString, in context: OpaquePointer
    ) -> Bool {
        // Parameters keep pointers to both texts, so neither may be a Swift string that is bridged for one call.
        // libcrypto only reads the value, though its type is not const.
        let field: StaticString = "cipher"
        let name = UnsafeMutableRawPointer(mutating: cipher.utf8Start).assumingMemoryBound(to: CChar.self)
        return withUnsafeTemporaryAllocation(of: OSSL_PARAM.self, capacity: 2) { parameters in
            parameters.initializeElement(
                at: 0,
                to: OSSL_PARAM_construct_utf8_string(
                    UnsafeRawPointer(field.utf8Start).assumingMemoryBound(to: CChar.self), name,
                    cipher.utf8CodeUnitCount))
            parameters.initializeElement(at: 1, to: OSSL_PARAM_construct_end())
            return EVP_MAC_init(
                context, key.baseAddress?.assumingMemoryBound(to: UInt8.self), key.count, parameters.baseAddress) == 1
        }
    }
}
