public import KedgeCore

/// What a verified token says.
///
/// Any thread may read it, concurrently. Reading a claim as something that it is not gives nil, never a conversion.
public struct JWTClaims: Sendable {
    /// The claims, an object.
    public let json: JSONValue
    /// The header, an object.
    public let header: JSONValue

    /// Keeps the claims and the header of a token.
    ///
    /// - Parameters:
    ///   - header: As it stands in the token.
    ///   - claims: Their text.
    internal init(header: UnsafeRawBufferPointer, claims: UnsafeRawBufferPointer, maximumDepth: Int) throws(JWTError) {
        json = try Self.document(claims, .claims, maximumDepth)
        var kept: JSONValue?
        try withTokenScratch(Base64URL.decodedCount(ofCharacterCount: header.count)) { start throws(JWTError) in
            let room = UnsafeMutableRawBufferPointer(
                start: start, count: Base64URL.decodedCount(ofCharacterCount: header.count))
            kept = try Self.document(try TokenText.decode(header, to: room, .header), .header, maximumDepth)
        }
        guard let kept else { throw .outOfMemory }
        self.header = kept
    }

    private static func document(
        _ text: UnsafeRawBufferPointer, _ part: JWTPart, _ maximumDepth: Int
    ) throws(JWTError) -> JSONValue {
        do throws(JSONError) {
            return try JSONDocument(text.bytes, options: JSONOptions(maximumDepth: maximumDepth)).root
        } catch {
            throw TokenText.error(error, part)
        }
    }
}

extension JWTClaims {
    /// `iss`
    public var issuer: String? { text("iss") }
    /// `sub`
    public var subject: String? { text("sub") }
    /// `jti`
    public var id: String? { text("jti") }

    /// `aud`, one or a list; empty where there is none.
    public var audiences: [String] {
        guard let value = json["aud"] else { return [] }
        if let audience = value.string { return [audience] }
        return value.elements.compactMap { $0.string }
    }

    /// `exp`, Unix seconds; of a fraction, the whole second before.
    public var expiresAt: Int64? { date("exp") { value throws(JWTError) in try NumericDate.roundedDown(value) } }
    /// `nbf`, Unix seconds; of a fraction, the whole second after.
    public var notBefore: Int64? { date("nbf") { value throws(JWTError) in try NumericDate.roundedUp(value) } }
    /// `iat`, Unix seconds; of a fraction, the whole second before.
    public var issuedAt: Int64? { date("iat") { value throws(JWTError) in try NumericDate.roundedDown(value) } }

    private func date(_ name: String, _ round: (JSONView) throws(JWTError) -> Int64) -> Int64? {
        guard let value = json[name] else { return nil }
        return try? round(value.view)
    }
}

extension JWTClaims {
    /// What the token was signed with.
    public var algorithm: JWTAlgorithm? {
        guard let name = header["alg"]?.string else { return nil }
        return JWTAlgorithm.allCases.first { $0.name.description == name }
    }

    /// `kid` of the header.
    public var keyID: String? { header["kid"]?.string }
    /// `typ` of the header.
    public var type: String? { header["typ"]?.string }
}
