import KedgeCore
import KedgeWallet

/// The signature that a key of 32 bytes makes.
func signature(
    of data: TypedData, key: [UInt8], nonce: SigningNonce = .deterministic
) throws -> Signature {
    let key = try PrivateKey(key.span.bytes)
    return try key.sign(data, nonce: nonce)
}
