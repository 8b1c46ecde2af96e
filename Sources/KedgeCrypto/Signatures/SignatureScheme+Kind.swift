import COpenSSL
import KedgeCore

extension SignatureScheme {
    /// What the keys of a scheme are made of.
    internal enum Kind: Equatable {
        case rsa
        case curve(EllipticCurve)
        case ed25519
    }

    internal var kind: Kind {
        switch self {
        case .rsaPKCS1SHA256, .rsaPKCS1SHA384, .rsaPKCS1SHA512, .rsaPSSSHA256, .rsaPSSSHA384, .rsaPSSSHA512: .rsa
        case .ecdsaP256SHA256: .curve(.p256)
        case .ecdsaP384SHA384: .curve(.p384)
        case .ecdsaP521SHA512: .curve(.p521)
        case .ecdsaSecp256k1SHA256: .curve(.secp256k1)
        case .ed25519: .ed25519
        }
    }

    /// The hash that goes before the signature; of Ed25519, the one within it.
    internal var hash: SHA2 {
        switch self {
        case .rsaPKCS1SHA256, .rsaPSSSHA256, .ecdsaP256SHA256, .ecdsaSecp256k1SHA256: .sha256
        case .rsaPKCS1SHA384, .rsaPSSSHA384, .ecdsaP384SHA384: .sha384
        case .rsaPKCS1SHA512, .rsaPSSSHA512, .ecdsaP521SHA512, .ed25519: .sha512
        }
    }

    /// Whether the padding is RSASSA-PSS.
    internal var isPSS: Bool {
        switch self {
        case .rsaPSSSHA256, .rsaPSSSHA384, .rsaPSSSHA512: true
        default: false
        }
    }
}

extension SHA2 {
    /// libcrypto's name for the hash, which needs no fetch.
    internal var libCryptoDigest: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }

    /// Lends the digest of `message`, which goes afterwards.
    @inline(__always)
    internal func withDigest<Result, Failure: Error>(
        of message: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { room throws(Failure) in
            let digest = UnsafeMutableRawBufferPointer(rebasing: room[..<digestByteCount])
            if let start = digest.baseAddress {
                switch self {
                case .sha256: SHA256.hash(message, into: start)
                case .sha384: SHA384.hash(message, into: start)
                case .sha512: SHA512.hash(message, into: start)
                }
            }
            return try body(UnsafeRawBufferPointer(digest))
        }
    }
}
