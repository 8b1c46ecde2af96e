public import KedgeCore

/// Why a key for signatures was not taken, or could not sign.
public enum SignatureKeyError: Error, Equatable, Sendable {
    /// The text is no PEM with one block of a known label, the bytes are no DER of a key or a certificate, or a number of a
    /// public RSA key has leading zeros.
    case malformed
    /// The private key is encrypted; decrypt it first.
    case encrypted
    /// The key is of another kind or curve than the scheme wants.
    case wrongKind
    /// An RSA modulus of other than 2,048 to 16,384 bits.
    case modulusSize(bits: Int)
    /// An RSA exponent that is even, 1, or not below 2^64 and the modulus.
    case exponent
    /// The modulus is even, or was made by hardware with the ROCA weakness (CVE-2017-15361).
    case weakModulus
    /// The point is not on the curve, or a coordinate is not of the curve's length.
    case invalidPoint
    /// A private number is out of range, or does not belong to the public one.
    case invalidPrivateNumber
    /// The key is a public one, and signing needs the private one.
    case publicKey
    /// The libcrypto in use does not offer the algorithm, or has no memory or no randomness for it.
    case unavailable
    /// There is no secret memory, or no randomness.
    case memory(SecretMemoryError)
    /// There is no memory.
    case outOfMemory
}
