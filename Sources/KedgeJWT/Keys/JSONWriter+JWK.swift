import KedgeCore
import KedgeCrypto

/// JSON Web Keys, always with the same members in the same order.
extension JSONWriter {
    /// Writes a key as an object.
    ///
    /// - Parameter isPrivate: Whether the numbers that only its owner may know come with it, where it has them.
    internal mutating func jwk(_ key: JWTKey, _ members: JWKMembers, isPrivate: Bool) throws(JWTKeyError) {
        try writing { (writer) throws(JSONWriterError) in try writer.beginObject() }
        try text("kty", key.keyType)
        if members.contains(.use) { try text("use", "sig") }
        if members.contains(.algorithm) { try text("alg", key.algorithm.name) }
        if members.contains(.id), let id = key.id {
            try writing { (writer) throws(JSONWriterError) in
                try writer.name("kid")
                try writer.string(id)
            }
        }
        if isPrivate, key.usage != .all { try operations(key.usage) }
        if let signatureKey = key.signatureKey {
            if let curve = key.curveName { try text("crv", curve) }
            try publicNumbers(signatureKey.publicNumbers)
            if isPrivate, signatureKey.isPrivate { try privateNumbers(of: signatureKey) }
        } else {
            try key.withSecret { (secret) throws(JWTKeyError) in try bytes("k", secret) }
        }
        try writing { (writer) throws(JSONWriterError) in try writer.endObject() }
    }

    private mutating func operations(_ usage: JWTKeyUsage) throws(JWTKeyError) {
        try writing { (writer) throws(JSONWriterError) in
            try writer.name("key_ops")
            try writer.beginArray()
            if usage.contains(.sign) { try writer.string("sign") }
            if usage.contains(.verify) { try writer.string("verify") }
            try writer.endArray()
        }
    }

    private mutating func publicNumbers(_ numbers: PublicKeyNumbers) throws(JWTKeyError) {
        switch numbers {
        case .rsa(let modulus, let exponent):
            try bytes("n", modulus)
            try bytes("e", exponent)
        case .curve(let x, let y):
            try bytes("x", x)
            try bytes("y", y)
        case .ed25519(let x):
            try bytes("x", x)
        }
    }

    private mutating func privateNumbers(of key: SignatureKey) throws(JWTKeyError) {
        let numbers: PrivateKeyNumbers
        do throws(SignatureKeyError) {
            numbers = try key.privateNumbers()
        } catch {
            throw JWTKeyError(error)
        }
        switch numbers {
        case .scalar(let scalar):
            try bytes("d", scalar)
        case .rsa(let numbers):
            try bytes("d", numbers.exponent)
            try bytes("p", numbers.prime1)
            try bytes("q", numbers.prime2)
            try bytes("dp", numbers.exponent1)
            try bytes("dq", numbers.exponent2)
            try bytes("qi", numbers.coefficient)
        }
    }

    internal mutating func text(_ name: StaticString, _ value: StaticString) throws(JWTKeyError) {
        try writing { (writer) throws(JSONWriterError) in
            try writer.name(name.bytes.bytes)
            try writer.string(value.bytes.bytes)
        }
    }

    internal mutating func bytes(_ name: StaticString, _ bytes: [UInt8]) throws(JWTKeyError) {
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(JWTKeyError) in try self.bytes(name, bytes) }
    }

    private mutating func bytes(_ name: StaticString, _ bytes: borrowing SecretBytes) throws(JWTKeyError) {
        try bytes.withUnsafeBytes { (bytes) throws(JWTKeyError) in try self.bytes(name, bytes) }
    }

    /// Writes a member in base64url, by way of memory that is wiped.
    internal mutating func bytes(_ name: StaticString, _ bytes: UnsafeRawBufferPointer) throws(JWTKeyError) {
        var text = try SecretBytes.forJWK(count: Base64URL.encodedCount(ofByteCount: bytes.count))
        text.withUnsafeMutableBytes { text in
            var room = text.mutableBytes
            _ = try? Base64URL.encode(bytes.bytes, into: &room)
        }
        try writing { (writer) throws(JSONWriterError) in
            try writer.name(name.bytes.bytes)
            try text.withUnsafeBytes { (text) throws(JSONWriterError) in try writer.string(text.bytes) }
        }
    }

    /// All that a writer refuses but memory comes from calls in a wrong order.
    internal mutating func writing(
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JWTKeyError) {
        do throws(JSONWriterError) {
            try body(&self)
        } catch {
            throw .outOfMemory
        }
    }

    /// A copy of the complete text in secret memory.
    internal borrowing func secretText() throws(JWTKeyError) -> SecretBytes {
        try withText(mapError: { _ in .outOfMemory }) { (text) throws(JWTKeyError) in
            do throws(SecretMemoryError) {
                return try SecretBytes(copying: text)
            } catch {
                throw .memory(error)
            }
        }
    }

    /// The complete text.
    internal consuming func publicText() throws(JWTKeyError) -> String {
        do throws(JSONWriterError) {
            return try finish()
        } catch {
            throw .outOfMemory
        }
    }
}

extension StaticString {
    fileprivate var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}

extension JWTKey {
    /// `kty`
    internal var keyType: StaticString {
        switch algorithm.keyKind {
        case .shared: "oct"
        case .rsa: "RSA"
        case .p256, .p384, .p521, .secp256k1: "EC"
        case .ed25519: "OKP"
        }
    }

    /// `crv`; nil for keys without one.
    internal var curveName: StaticString? {
        switch algorithm.keyKind {
        case .shared, .rsa: nil
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        case .secp256k1: "secp256k1"
        case .ed25519: "Ed25519"
        }
    }
}
