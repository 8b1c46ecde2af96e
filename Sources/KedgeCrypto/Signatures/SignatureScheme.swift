/// How a message is signed: a kind of key, the hash that goes before it, and the padding of RSA.
///
/// - Source: RFC 8017 §8; FIPS 186-4 §6; SEC 2 §2.4.1; RFC 8032 §5.1
public enum SignatureScheme: UInt8, CaseIterable, Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5.
    case rsaPKCS1SHA256, rsaPKCS1SHA384, rsaPKCS1SHA512
    /// RSASSA-PSS with MGF1 and a salt, both of the hash's own length.
    case rsaPSSSHA256, rsaPSSSHA384, rsaPSSSHA512
    /// ECDSA; a signature is r, then s, each as long as the curve's field.
    case ecdsaP256SHA256, ecdsaP384SHA384, ecdsaP521SHA512
    /// ECDSA over the curve of Ethereum's keys.
    case ecdsaSecp256k1SHA256
    /// Pure Ed25519.
    case ed25519
}
