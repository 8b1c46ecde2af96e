import KedgeCore

/// Members of a JSON Web Key.
extension JSONView {
    /// The text of a member; nil if there is none.
    internal func text(_ name: StaticName) throws(JWTKeyError) -> String? {
        guard let value = member(name.text) else { return nil }
        guard let text = value.string else { throw .member(name, rule: "a string") }
        return text
    }

    /// The bytes of a member in base64url.
    internal func bytes(_ name: StaticName) throws(JWTKeyError) -> [UInt8] {
        guard let text = try text(name) else { throw .member(name, rule: Self.presence) }
        do throws(Base64Error) {
            return try Base64URL.decode(text)
        } catch {
            throw .member(name, rule: Self.base64)
        }
    }

    /// The bytes of a member that has that many of them.
    internal func bytes(_ name: StaticName, count: Int) throws(JWTKeyError) -> [UInt8] {
        let bytes = try bytes(name)
        guard bytes.count == count else { throw .member(name, rule: "as many bytes as its curve has") }
        return bytes
    }

    /// The bytes of a member that is a number, which has one form alone.
    ///
    /// - Source: RFC 7518 §2, "Base64urlUInt"
    internal func number(_ name: StaticName) throws(JWTKeyError) -> [UInt8] {
        let bytes = try bytes(name)
        guard let first = bytes.first, first != 0 else { throw .member(name, rule: Self.minimality) }
        return bytes
    }

    /// The bytes of a secret member in base64url; no copy of them or of the text stays behind.
    internal func secret(_ name: StaticName) throws(JWTKeyError) -> SecretBytes {
        guard let value = member(name.text) else { throw .member(name, rule: Self.presence) }
        guard value.kind == .string else { throw .member(name, rule: "a string") }
        // Escapes make no text longer.
        var text = try SecretBytes.forJWK(count: value.source.byteCount)
        let count = text.withUnsafeMutableBytes { text in
            var room = text.mutableBytes
            return value.copyString(into: &room) ?? 0
        }
        var secret = try SecretBytes.forJWK(count: Base64URL.decodedCount(ofCharacterCount: count))
        let isRead = text.withUnsafeBytes { text in
            secret.withUnsafeMutableBytes { secret in
                var room = secret.mutableBytes
                let text = UnsafeRawBufferPointer(rebasing: text[..<count])
                return (try? Base64URL.decode(text.bytes, into: &room)) == secret.count
            }
        }
        guard isRead else { throw .member(name, rule: Self.base64) }
        return secret
    }

    /// The bytes of a secret member that is a number.
    internal func secretNumber(_ name: StaticName) throws(JWTKeyError) -> SecretBytes {
        let secret = try secret(name)
        guard secret.withUnsafeBytes({ $0.first ?? 0 }) != 0 else { throw .member(name, rule: Self.minimality) }
        return secret
    }

    private static var presence: StaticName { "there" }
    private static var base64: StaticName { "base64url without padding" }
    private static var minimality: StaticName { "a number above 0 without leading zeros" }
}

extension SecretBytes {
    internal static func forJWK(count: Int) throws(JWTKeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }
}
