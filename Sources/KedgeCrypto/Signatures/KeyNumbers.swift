public import KedgeCore

/// What a public key is made of; all numbers big-endian.
public enum PublicKeyNumbers: Hashable, Sendable {
    /// Both without leading zeros.
    case rsa(modulus: [UInt8], exponent: [UInt8])
    /// Both as long as the curve's field: 32, 48 or 66 bytes.
    case curve(x: [UInt8], y: [UInt8])
    /// The 32 bytes of RFC 8032.
    case ed25519([UInt8])
}

/// What a private key is made of beyond its public numbers.
public enum PrivateKeyNumbers: ~Copyable, Sendable {
    case rsa(RSAPrivateNumbers)
    /// The scalar of a curve, as long as the curve's field, or the 32-byte seed of Ed25519.
    case scalar(SecretBytes)
}

/// The private numbers of an RSA key, big-endian without leading zeros.
///
/// - Source: RFC 8017 §3.2
public struct RSAPrivateNumbers: ~Copyable, Sendable {
    public let exponent: SecretBytes
    public let prime1: SecretBytes
    public let prime2: SecretBytes
    /// exponent modulo prime1 - 1
    public let exponent1: SecretBytes
    /// exponent modulo prime2 - 1
    public let exponent2: SecretBytes
    /// The inverse of prime2 modulo prime1.
    public let coefficient: SecretBytes

    public init(
        exponent: consuming SecretBytes, prime1: consuming SecretBytes, prime2: consuming SecretBytes,
        exponent1: consuming SecretBytes, exponent2: consuming SecretBytes, coefficient: consuming SecretBytes
    ) {
        self.exponent = exponent
        self.prime1 = prime1
        self.prime2 = prime2
        self.exponent1 = exponent1
        self.exponent2 = exponent2
        self.coefficient = coefficient
    }
}
