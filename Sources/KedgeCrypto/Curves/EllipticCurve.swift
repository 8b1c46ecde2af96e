import COpenSSL

/// A curve that ECDSA keys are on.
///
/// - Source: FIPS 186-4 appendix D.1.2; SEC 2 §2.4.1
internal enum EllipticCurve: Sendable {
    case p256, p384, p521, secp256k1

    /// Bytes of a coordinate, and of a scalar.
    internal var fieldByteCount: Int {
        switch self {
        case .p256, .secp256k1: 32
        case .p384: 48
        case .p521: 66
        }
    }

    /// libcrypto's number for the curve.
    internal var libCryptoNumber: Int32 {
        switch self {
        case .p256: NID_X9_62_prime256v1
        case .p384: NID_secp384r1
        case .p521: NID_secp521r1
        case .secp256k1: NID_secp256k1
        }
    }

    /// libcrypto's name of the curve, which lives as long as the process.
    internal var libCryptoName: StaticString {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .secp256k1: "secp256k1"
        }
    }
}
