import COpenSSL
import KedgeCore

/// What one thread at a time signs and verifies with: a copy of the key, and contexts that are made ready for it.
///
/// A copy, because libcrypto takes the lock of an RSA key with every signature, for its blinding.
internal struct LibCryptoContexts: ~Copyable {
    private let key: OpaquePointer
    private let verifying: OpaquePointer
    private let signing: OpaquePointer?

    /// - Throws: `.unavailable`
    internal init(
        _ original: OpaquePointer, for scheme: SignatureScheme, isPrivate: Bool
    ) throws(SignatureKeyError) {
        let made = LibCrypto.whileForksWait { () -> (OpaquePointer, OpaquePointer, OpaquePointer?)? in
            guard let key = EVP_PKEY_dup(original) else { return nil }
            let verifying = Self.context(key, scheme, EVP_PKEY_verify_init)
            let signing = isPrivate ? Self.context(key, scheme, EVP_PKEY_sign_init) : nil
            if let verifying, signing != nil || !isPrivate { return (key, verifying, signing) }
            EVP_PKEY_CTX_free(verifying)
            EVP_PKEY_CTX_free(signing)
            EVP_PKEY_free(key)
            return nil
        }
        guard let made else { throw .unavailable }
        (key, verifying, signing) = made
    }

    deinit {
        let (key, verifying, signing) = (key, verifying, signing)
        LibCrypto.whileForksWait {
            EVP_PKEY_CTX_free(verifying)
            EVP_PKEY_CTX_free(signing)
            EVP_PKEY_free(key)
        }
    }

    /// Signs a digest, and answers with the bytes of the signature; nil if libcrypto does not.
    @inline(__always)
    internal borrowing func sign(_ digest: UnsafeRawBufferPointer, to room: UnsafeMutableRawBufferPointer) -> Int? {
        guard let signing else { return nil }
        let start = room.assumingMemoryBound(to: UInt8.self).baseAddress
        let bytes = digest.assumingMemoryBound(to: UInt8.self).baseAddress
        return LibCrypto.whileForksWait {
            var count = room.count
            return EVP_PKEY_sign(signing, start, &count, bytes, digest.count) == 1 ? count : nil
        }
    }

    /// Whether a signature is right for a digest.
    @inline(__always)
    internal borrowing func isValid(_ signature: UnsafeRawBufferPointer, for digest: UnsafeRawBufferPointer) -> Bool {
        let start = signature.assumingMemoryBound(to: UInt8.self).baseAddress
        let bytes = digest.assumingMemoryBound(to: UInt8.self).baseAddress
        let verifying = verifying
        return LibCrypto.whileForksWait {
            EVP_PKEY_verify(verifying, start, signature.count, bytes, digest.count) == 1
        }
    }

    private static func context(
        _ key: OpaquePointer, _ scheme: SignatureScheme, _ begin: (OpaquePointer?) -> Int32
    ) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return nil }
        let hash = scheme.hash.libCryptoDigest
        var isReady = begin(context) == 1
        if scheme.kind == .rsa {
            let padding = scheme.isPSS ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING
            isReady = isReady && EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1
        }
        isReady = isReady && EVP_PKEY_CTX_set_signature_md(context, hash) == 1
        if scheme.isPSS {
            isReady =
                isReady && EVP_PKEY_CTX_set_rsa_mgf1_md(context, hash) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1
        }
        if isReady { return context }
        EVP_PKEY_CTX_free(context)
        return nil
    }
}
