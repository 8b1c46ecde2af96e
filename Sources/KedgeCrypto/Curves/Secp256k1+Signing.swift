import CPlatform
import CSecp256k1
package import KedgeCore

// Release 0.2 of libsecp256k1 leaves keys and nonces that it has used on the stack.
extension Secp256k1 {
    /// Refuses a secret key that is 0 or not below the order of the curve.
    ///
    /// - Parameter secretKey: 32 bytes, big-endian.
    package static func check(_ secretKey: borrowing SecretBytes) throws(Secp256k1Error) {
        guard secretKey.count == 32 else { throw .secretKeyLength(secretKey.count) }
        let context = try context()
        defer { cplatform_wipe_stack() }
        let isValid = secretKey.withUnsafeBytes { bytes in
            guard let key = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
            return secp256k1_ec_seckey_verify(context, key) == 1
        }
        guard isValid else { throw .secretKeyOutOfRange }
    }

    /// Signs a digest; the same key and digest make the same signature, unless entropy is added.
    ///
    /// - Parameters:
    ///   - digest: 32 bytes.
    ///   - secretKey: 32 bytes that `check(_:)` took.
    ///   - entropy: 32 bytes that are mixed into the nonce, or nil.
    ///   - signature: out; 64 bytes: r, then s, both big-endian; s is never above half the order.
    /// - Returns: The recovery id, 0 to 3 (in practice 0 or 1).
    /// - Source: RFC 6979 section 3.2, with section 3.6 for added entropy
    package static func sign(
        _ digest: UnsafePointer<UInt8>, with secretKey: borrowing SecretBytes, entropy: UnsafePointer<UInt8>? = nil,
        to signature: UnsafeMutablePointer<UInt8>
    ) throws(Secp256k1Error) -> Int32 {
        let context = try context()
        defer { cplatform_wipe_stack() }
        var signed = secp256k1_ecdsa_recoverable_signature()
        let isSigned = secretKey.withUnsafeBytes { bytes in
            guard let key = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
            return secp256k1_ecdsa_sign_recoverable(
                context, &signed, digest, key, secp256k1_nonce_function_rfc6979, entropy) == 1
        }
        guard isSigned else { throw .secretKeyOutOfRange }
        var recoveryID: Int32 = 0
        secp256k1_ecdsa_recoverable_signature_serialize_compact(context, signature, &recoveryID, &signed)
        return recoveryID
    }

    /// Adds `tweak` to a secret key, modulo the order.
    ///
    /// - Parameters:
    ///   - tweak: 32 bytes, big-endian, below the order.
    ///   - secretKey: 32 bytes that `check(_:)` took; unchanged where it throws.
    /// - Throws: `.invalidTweak` if the tweak is not below the order, or the sum is 0.
    /// - Source: BIP-32, "Private parent key -> private child key"
    package static func add(
        _ tweak: UnsafePointer<UInt8>, to secretKey: inout SecretBytes
    ) throws(Secp256k1Error) {
        let context = try context()
        // The library clears a key whose sum it refuses, so it works on a copy.
        var sum: SecretBytes
        do throws(SecretMemoryError) {
            sum = try secretKey.withUnsafeBytes { bytes throws(SecretMemoryError) in
                try SecretBytes(copying: bytes.bytes)
            }
        } catch {
            throw .memory(error)
        }
        defer { cplatform_wipe_stack() }
        let isValid = sum.withUnsafeMutableBytes { bytes in
            guard let key = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
            return secp256k1_ec_seckey_tweak_add(context, key, tweak) == 1
        }
        guard isValid else { throw .invalidTweak }
        secretKey = sum
    }
}
