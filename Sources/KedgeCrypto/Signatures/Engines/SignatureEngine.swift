import COpenSSL
import KedgeCore

/// What a key's signatures are made and checked with.
internal enum SignatureEngine: ~Copyable, Sendable {
    case libcrypto(LibCryptoSigner)
    case secp256k1(Secp256k1.Point, secretKey: SecretBytes?)
    case ed25519(publicKey: [UInt8], secretKey: SecretBytes?)

    /// Makes the engine for numbers that were checked.
    internal init(
        _ publicNumbers: PublicKeyNumbers, _ privateNumbers: borrowing PrivateKeyNumbers?, _ scheme: SignatureScheme
    ) throws(SignatureKeyError) {
        switch publicNumbers {
        case .rsa(let modulus, let exponent):
            self = .libcrypto(
                LibCryptoSigner(
                    owning: try Self.rsaKey(modulus, exponent, privateNumbers), for: scheme,
                    isPrivate: privateNumbers != nil))
        case .curve(let x, let y):
            let coordinates = EllipticCurve.Coordinates(x: x, y: y)
            guard case .curve(let curve) = scheme.kind else { throw .wrongKind }
            if curve == .secp256k1 {
                self = .secp256k1(
                    try Self.point(coordinates), secretKey: try Self.scalar(privateNumbers))
            } else {
                self = .libcrypto(
                    LibCryptoSigner(
                        owning: try Self.curveKey(curve, coordinates, privateNumbers), for: scheme,
                        isPrivate: privateNumbers != nil))
            }
        case .ed25519(let publicKey):
            guard let seed = try Self.scalar(privateNumbers) else {
                self = .ed25519(publicKey: publicKey, secretKey: nil)
                return
            }
            self = .ed25519(publicKey: publicKey, secretKey: try Ed25519.secretKey(of: seed))
        }
    }

    /// Writes the signature of a message.
    internal borrowing func sign(
        _ message: UnsafeRawBufferPointer, _ hash: SHA2, to signature: UnsafeMutableRawPointer, count: Int
    ) throws(SignatureKeyError) {
        switch self {
        case .libcrypto(let signer):
            try hash.withDigest(of: message) { digest throws(SignatureKeyError) in
                try signer.sign(digest, to: signature, count: count)
            }
        case .secp256k1(_, .some(let secretKey)):
            try hash.withDigest(of: message) { digest throws(SignatureKeyError) in
                try Self.sign(digest, with: secretKey, to: signature)
            }
        case .ed25519(_, .some(let secretKey)):
            Ed25519.sign(message, with: secretKey, to: signature)
        case .secp256k1:
            throw .publicKey
        case .ed25519:
            throw .publicKey
        }
    }

    /// Whether a signature, of the right length, is right for a message.
    internal borrowing func isValid(
        _ signature: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer, _ hash: SHA2
    ) -> Bool {
        switch self {
        case .libcrypto(let signer):
            return hash.withDigest(of: message) { signer.isValid(signature, for: $0) }
        case .secp256k1(let point, _):
            return hash.withDigest(of: message) { digest in
                guard let signature = signature.assumingMemoryBound(to: UInt8.self).baseAddress,
                    let digest = digest.assumingMemoryBound(to: UInt8.self).baseAddress
                else { return false }
                return point.verifiesEitherForm(signature, digest: digest)
            }
        case .ed25519(let publicKey, _):
            guard let signature = signature.baseAddress else { return false }
            return Ed25519.isValid(signature, for: message, publicKey: publicKey)
        }
    }

    private static func sign(
        _ digest: UnsafeRawBufferPointer, with secretKey: borrowing SecretBytes, to signature: UnsafeMutableRawPointer
    ) throws(SignatureKeyError) {
        guard let digest = digest.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
        do throws(Secp256k1Error) {
            _ = try Secp256k1.sign(digest, with: secretKey, to: signature.assumingMemoryBound(to: UInt8.self))
        } catch {
            if case .memory(let error) = error { throw .memory(error) }
            throw .invalidPrivateNumber
        }
    }
}

// MARK: Making

extension SignatureEngine {
    private static func scalar(
        _ numbers: borrowing PrivateKeyNumbers?
    ) throws(SignatureKeyError) -> SecretBytes? {
        switch numbers {
        case .some(.scalar(let scalar)): try .forKey(copying: scalar)
        case .some(.rsa): throw .wrongKind
        case .none: nil
        }
    }

    private static func point(_ coordinates: EllipticCurve.Coordinates) throws(SignatureKeyError) -> Secp256k1.Point {
        do throws(Secp256k1Error) {
            return try Secp256k1.Point(coordinates.bytes.span.bytes)
        } catch {
            throw .invalidPoint
        }
    }

    private static func curveKey(
        _ curve: EllipticCurve, _ coordinates: EllipticCurve.Coordinates, _ numbers: borrowing PrivateKeyNumbers?
    ) throws(SignatureKeyError) -> OpaquePointer {
        let point = coordinates.bytes
        var parameters = try LibCryptoParameters(byteCount: point.count &+ curve.fieldByteCount)
        parameters.add(kedge_openssl_group, text: curve.libCryptoName)
        point.withUnsafeBytes { parameters.add(kedge_openssl_point, bytes: $0) }
        var selection = kedge_openssl_public_key
        switch numbers {
        case .some(.scalar(let scalar)):
            parameters.add(kedge_openssl_scalar, number: scalar)
            selection = kedge_openssl_key_pair
        case .some(.rsa): throw .wrongKind
        case .none: break
        }
        return try parameters.makeKey("EC", selection: selection)
    }

    private static func rsaKey(
        _ modulus: [UInt8], _ exponent: [UInt8], _ numbers: borrowing PrivateKeyNumbers?
    ) throws(SignatureKeyError) -> OpaquePointer {
        // No number is longer than the modulus.
        var parameters = try LibCryptoParameters(byteCount: 8 &* modulus.count)
        parameters.add(kedge_openssl_modulus, number: modulus)
        parameters.add(kedge_openssl_exponent, number: exponent)
        var selection = kedge_openssl_public_key
        switch numbers {
        case .some(.rsa(let numbers)):
            parameters.add(kedge_openssl_private_exponent, number: numbers.exponent)
            parameters.add(kedge_openssl_prime1, number: numbers.prime1)
            parameters.add(kedge_openssl_prime2, number: numbers.prime2)
            parameters.add(kedge_openssl_exponent1, number: numbers.exponent1)
            parameters.add(kedge_openssl_exponent2, number: numbers.exponent2)
            parameters.add(kedge_openssl_coefficient, number: numbers.coefficient)
            selection = kedge_openssl_key_pair
        case .some(.scalar): throw .wrongKind
        case .none: break
        }
        return try parameters.makeKey("RSA", selection: selection)
    }
}
