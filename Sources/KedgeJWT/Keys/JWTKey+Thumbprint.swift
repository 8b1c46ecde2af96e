import KedgeCore
import KedgeCrypto

extension JWTKey {
    /// The SHA-256 of the members that make the key, the same for a private key and its public part.
    ///
    /// It says nothing about a key pair, but lets whoever sees it try guesses at a shared secret, as each token does.
    ///
    /// - Returns: 32 bytes.
    /// - Throws: `JWTKeyError.memory`, `.outOfMemory`.
    /// - Source: RFC 7638 §3
    public func thumbprint() throws(JWTKeyError) -> [UInt8] {
        var writer = JSONWriter(nameOrder: .ascending)
        try writer.writing { (writer) throws(JSONWriterError) in try writer.beginObject() }
        switch signatureKey?.publicNumbers {
        case .rsa(let modulus, let exponent):
            try writer.bytes("e", exponent)
            try writer.text("kty", keyType)
            try writer.bytes("n", modulus)
        case .curve(let x, let y):
            if let curveName { try writer.text("crv", curveName) }
            try writer.text("kty", keyType)
            try writer.bytes("x", x)
            try writer.bytes("y", y)
        case .ed25519(let x):
            if let curveName { try writer.text("crv", curveName) }
            try writer.text("kty", keyType)
            try writer.bytes("x", x)
        case nil:
            try withSecret { (secret) throws(JWTKeyError) in try writer.bytes("k", secret) }
            try writer.text("kty", keyType)
        }
        try writer.writing { (writer) throws(JSONWriterError) in try writer.endObject() }
        return try writer.withText(mapError: { _ in JWTKeyError.outOfMemory }) { (text) throws(JWTKeyError) in
            SHA256.hash(text)
        }
    }

    /// The thumbprint in base64url, 43 characters, as it serves for an id.
    ///
    /// - Throws: `JWTKeyError.memory`, `.outOfMemory`.
    public func thumbprintText() throws(JWTKeyError) -> String {
        Base64URL.encode(try thumbprint())
    }

    /// The same key with its thumbprint for an id.
    ///
    /// - Throws: `JWTKeyError.memory`, `.outOfMemory`.
    public func identifiedByThumbprint() throws(JWTKeyError) -> JWTKey {
        try identified(by: try thumbprintText())
    }
}
