import COpenSSL
import KedgeCore

/// A key of RSA or of a curve of NIST's, over libcrypto.
internal struct LibCryptoSigner: ~Copyable, @unchecked Sendable {
    // Unchecked: the key is only read, to be copied.
    private let key: OpaquePointer
    private let scheme: SignatureScheme
    private let isPrivate: Bool
    private let slots = ContextSlots<LibCryptoContexts>()

    /// Takes over a key of libcrypto's.
    internal init(owning key: OpaquePointer, for scheme: SignatureScheme, isPrivate: Bool) {
        self.key = key
        self.scheme = scheme
        self.isPrivate = isPrivate
    }

    deinit {
        let key = key
        LibCrypto.whileForksWait { EVP_PKEY_free(key) }
    }

    /// Signs a digest.
    ///
    /// - Parameter signature: Room for `count` bytes: the modulus's, or two coordinates'.
    internal borrowing func sign(
        _ digest: UnsafeRawBufferPointer, to signature: UnsafeMutableRawPointer, count: Int
    ) throws(SignatureKeyError) {
        let room = UnsafeMutableRawBufferPointer(start: signature, count: count)
        try withContexts { contexts throws(SignatureKeyError) in
            guard case .rsa = scheme.kind else {
                return try ECDSASignature.withRoom { der throws(SignatureKeyError) in
                    guard let written = contexts.sign(digest, to: der),
                        ECDSASignature.write(UnsafeRawBufferPointer(rebasing: der[..<written]), to: room)
                    else { throw .unavailable }
                }
            }
            guard contexts.sign(digest, to: room) == count else { throw .unavailable }
        }
    }

    /// Whether a signature, as long as the key's are, is right for a digest.
    internal borrowing func isValid(_ signature: UnsafeRawBufferPointer, for digest: UnsafeRawBufferPointer) -> Bool {
        do throws(SignatureKeyError) {
            return try withContexts { contexts throws(SignatureKeyError) in
                if case .rsa = scheme.kind { return contexts.isValid(signature, for: digest) }
                return ECDSASignature.withRoom { der in
                    let count = ECDSASignature.writeDER(of: signature, to: der)
                    return contexts.isValid(UnsafeRawBufferPointer(rebasing: der[..<count]), for: digest)
                }
            }
        } catch {
            return false
        }
    }

    @inline(__always)
    private borrowing func withContexts<Result>(
        _ body: (inout LibCryptoContexts) throws(SignatureKeyError) -> Result
    ) throws(SignatureKeyError) -> Result {
        let (key, scheme, isPrivate) = (key, scheme, isPrivate)
        return try slots.withContents(
            make: { () throws(SignatureKeyError) in try LibCryptoContexts(key, for: scheme, isPrivate: isPrivate) },
            discard: { _ in }, body)
    }
}
