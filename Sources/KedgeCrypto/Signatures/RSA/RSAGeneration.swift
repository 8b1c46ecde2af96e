import COpenSSL
import KedgeCore

/// Makes RSA keys, over libcrypto.
internal enum RSAGeneration {
    /// The numbers of a new key with the exponent 65,537.
    ///
    /// - Parameter bitCount: 2,048 to 16,384, a multiple of 8.
    /// - Throws: `.modulusSize`, `.memory`, `.unavailable`.
    /// - Source: FIPS 186-4 appendix B.3, as libcrypto does it
    internal static func material(bitCount: Int) throws(SignatureKeyError) -> KeyMaterial {
        guard RSAModulus.bitCounts.contains(bitCount), bitCount.isMultiple(of: 8) else {
            throw .modulusSize(bits: bitCount)
        }
        let key = LibCrypto.whileForksWait { newKey(bitCount: Int32(bitCount)) }
        guard let key else { throw .unavailable }
        defer { LibCrypto.whileForksWait { EVP_PKEY_free(key) } }
        let numbers = RSAPrivateNumbers(
            exponent: try number(kedge_openssl_private_exponent, of: key),
            prime1: try number(kedge_openssl_prime1, of: key), prime2: try number(kedge_openssl_prime2, of: key),
            exponent1: try number(kedge_openssl_exponent1, of: key),
            exponent2: try number(kedge_openssl_exponent2, of: key),
            coefficient: try number(kedge_openssl_coefficient, of: key))
        let modulus = try number(kedge_openssl_modulus, of: key).withUnsafeBytes { Array($0) }
        let exponent = try number(kedge_openssl_exponent, of: key).withUnsafeBytes { Array($0) }
        return KeyMaterial(
            publicNumbers: .rsa(modulus: modulus, exponent: exponent), privateNumbers: .rsa(numbers))
    }

    /// Searches for primes. Forks wait for no longer than one step of that: libcrypto reports each, and those that wait go first.
    private static func newKey(bitCount: Int32) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, bitCount) == 1 else {
            return nil
        }
        EVP_PKEY_CTX_set_cb(context) { _ in
            LibCrypto.letForksPass()
            return 1
        }
        var key: OpaquePointer?
        guard EVP_PKEY_generate(context, &key) == 1 else { return nil }
        return key
    }

    /// A number of a key of libcrypto's, big-endian without leading zeros.
    private static func number(
        _ name: UnsafePointer<CChar>, of key: OpaquePointer
    ) throws(SignatureKeyError) -> SecretBytes {
        let number = LibCrypto.whileForksWait { () -> OpaquePointer? in
            var number: OpaquePointer?
            return EVP_PKEY_get_bn_param(key, name, &number) == 1 ? number : nil
        }
        guard let number else { throw .unavailable }
        defer { BN_clear_free(number) }
        var bytes = try SecretBytes.forKey(count: Int(BN_num_bits(number) &+ 7) / 8)
        bytes.withUnsafeMutableBytes { bytes in
            _ = BN_bn2bin(number, bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
        }
        return bytes
    }
}
