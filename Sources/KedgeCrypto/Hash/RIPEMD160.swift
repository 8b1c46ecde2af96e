import COpenSSL

/// Why there is no RIPEMD-160 digest.
public enum RIPEMD160Error: Error, Equatable, Sendable {
    /// libcrypto does not offer RIPEMD-160, or the host's configuration has disabled it.
    case unavailable
    /// libcrypto has no memory for a context.
    case outOfMemory
}

/// RIPEMD-160, which names public keys in BIP-32 and is of no use for anything new.
///
/// - Source: Dobbertin, Bosselaers and Preneel, "RIPEMD-160: A Strengthened Version of RIPEMD"; ISO/IEC 10118-3
public enum RIPEMD160 {
    /// Length of the digest: 20 bytes.
    public static var digestByteCount: Int { 20 }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: 20 bytes.
    /// - Throws: `RIPEMD160Error`.
    public static func hash(_ bytes: RawSpan) throws(RIPEMD160Error) -> [UInt8] {
        var failure: RIPEMD160Error?
        let digest = [UInt8].filled(digestByteCount) { digest in
            do throws(RIPEMD160Error) {
                try bytes.withUnsafeBytes { bytes throws(RIPEMD160Error) in try hash(bytes, into: digest) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return digest
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: 20 bytes.
    /// - Throws: `RIPEMD160Error`.
    public static func hash(_ bytes: [UInt8]) throws(RIPEMD160Error) -> [UInt8] {
        try hash(bytes.span.bytes)
    }

    /// Hashes one whole message into the caller's memory.
    ///
    /// - Parameters:
    ///   - bytes: Any length.
    ///   - digest: 20 writable bytes, which are zeros where it throws. May overlap `bytes`.
    /// - Throws: `RIPEMD160Error`.
    /// - Cost: about 0.5 µs for 32 bytes.
    package static func hash(
        _ bytes: UnsafeRawBufferPointer, into digest: UnsafeMutableRawPointer
    ) throws(RIPEMD160Error) {
        let algorithm: OpaquePointer
        do throws(LibCryptoError) {
            algorithm = try LibCrypto.digest(.ripemd160)
        } catch {
            digest.initializeMemory(as: UInt8.self, repeating: 0, count: digestByteCount)
            throw .unavailable
        }
        let isWritten = LibCrypto.withoutTrace {
            EVP_Digest(
                bytes.baseAddress, bytes.count, digest.assumingMemoryBound(to: UInt8.self), nil, algorithm, nil) == 1
        }
        guard isWritten else {
            digest.initializeMemory(as: UInt8.self, repeating: 0, count: digestByteCount)
            throw .outOfMemory
        }
    }
}
