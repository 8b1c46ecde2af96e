package import KedgeCore
import KedgeCrypto

/// A private key: it signs, and is never copied.
///
/// Its bytes lie in locked, guarded memory and are wiped when it ends. Any number of threads may use one key.
public struct PrivateKey: ~Copyable, Sendable {
    /// How many bytes a private key has.
    public static var byteCount: Int { 32 }

    package let secret: SecretBytes

    /// Takes the 32 bytes of a key; 1 to the order of the curve - 1.
    ///
    /// - Throws: `KeyError`.
    package init(taking secret: consuming SecretBytes) throws(KeyError) {
        do throws(Secp256k1Error) {
            try Secp256k1.check(secret)
        } catch {
            throw KeyError(error)
        }
        self.secret = secret
    }

    /// Makes a key from the operating system's randomness.
    ///
    /// - Throws: `KeyError.memory`, which also tells of missing randomness.
    /// - Cost: about 1 µs.
    public static func random() throws(KeyError) -> PrivateKey {
        while true {
            let secret: SecretBytes
            do throws(SecretMemoryError) {
                secret = try SecretBytes.random(count: byteCount)
            } catch {
                throw .memory(error)
            }
            // One try in 2^128 is no key.
            do throws(KeyError) {
                return try PrivateKey(taking: secret)
            } catch .privateKeyOutOfRange {
                continue
            }
        }
    }

    /// Takes a key; the caller wipes its own copy.
    ///
    /// - Parameter bytes: 32 bytes, big-endian, 1 to the order of the curve - 1.
    /// - Throws: `KeyError`.
    public init(_ bytes: RawSpan) throws(KeyError) {
        guard bytes.byteCount == Self.byteCount else { throw .privateKeyLength(bytes.byteCount) }
        let secret: SecretBytes
        do throws(SecretMemoryError) {
            secret = try SecretBytes(copying: bytes)
        } catch {
            throw .memory(error)
        }
        try self.init(taking: secret)
    }

    /// Its public key.
    ///
    /// - Cost: about 20 µs.
    public var publicKey: PublicKey {
        get throws(KeyError) {
            do throws(Secp256k1Error) {
                return PublicKey(try Secp256k1.Point(of: secret))
            } catch {
                throw KeyError(error)
            }
        }
    }

    /// Its address.
    ///
    /// - Cost: about 20 µs.
    public var address: Address {
        get throws(KeyError) { Address(of: try publicKey) }
    }

    /// Signs a digest.
    ///
    /// - Parameters:
    ///   - digest: what the signature is of: the hash of a transaction, a message or typed data.
    ///   - nonce: how the signature's nonce is made.
    /// - Throws: `KeyError`.
    /// - Cost: that of libsecp256k1, about 20 µs, in a time that does not depend on the key.
    /// - Source: RFC 6979; EIP-2 for the low s
    public func sign(_ digest: Hash32, nonce: SigningNonce = .deterministic) throws(KeyError) -> Signature {
        var signature = Signature()
        do throws(Secp256k1Error) {
            try digest.withUnsafePointer { digest throws(Secp256k1Error) in
                try signature.sign(digest, with: secret, nonce)
            }
        } catch {
            throw KeyError(error)
        }
        return signature
    }

    /// Lends the 32 bytes for the length of `body`.
    public borrowing func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try secret.withUnsafeBytes(body)
    }
}

/// How a signature's nonce is made.
public enum SigningNonce: Sendable {
    /// From the key and the digest alone, so that signing again makes the same signature.
    case deterministic
    /// From these and fresh randomness, which makes it harder to disturb or to measure the computation: signing again
    /// makes another signature.
    case hedged
}
