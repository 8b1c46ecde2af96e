import KedgeCore
import KedgeCrypto

extension JWTKey {
    /// Reads a JSON Web Key, with the id that it has.
    ///
    /// Its `alg`, where it has one, is the algorithm, and has to be the one that the caller asks for. Without either, only
    /// a key that fits one algorithm alone is taken: on a curve. Members that are no part of a key for signatures are not
    /// looked at, certificates among them.
    ///
    /// `key_ops` is kept to: without `sign` the key does not sign, without `verify` it does not verify.
    ///
    /// - Parameters:
    ///   - jwk: UTF-8, at most 65,536 bytes.
    ///   - algorithm: nil for the key's own.
    /// - Throws: `JWTKeyError`
    /// - Cost: tens of microseconds; for a private RSA key, some milliseconds.
    /// - Source: RFC 7517 §4; RFC 7518 §6; RFC 8037 §2; RFC 8812 §3.1
    public convenience init(jwk: RawSpan, algorithm: JWTAlgorithm? = nil) throws(JWTKeyError) {
        let key = try JSON.withDocument(
            jwk, options: JSONOptions(maximumDepth: 16, maximumByteCount: JWK.maximumByteCount),
            mapError: { JWTKeyError.json($0) }
        ) { (object) throws(JWTKeyError) in try JWK(object) }
        let algorithm = try key.algorithm(asked: algorithm)
        try self.init(key.material(for: algorithm), algorithm: algorithm, id: key.id, usage: key.usage)
    }

    /// Reads a JSON Web Key, with the id that it has.
    ///
    /// - Throws: `JWTKeyError`
    public convenience init(jwk: [UInt8], algorithm: JWTAlgorithm? = nil) throws(JWTKeyError) {
        try self.init(jwk: jwk.span.bytes, algorithm: algorithm)
    }
}
