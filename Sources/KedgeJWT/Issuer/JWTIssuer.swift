import KedgeCore

/// Makes signed tokens with one key. Any number of threads may use it at once.
///
/// The header is `alg`, `typ`, `kid` and then the further headers, without white space. The claims are those that the
/// caller gives, each byte as it is, and before their closing brace those that the issuer adds, in this order: `iss`, `sub`,
/// `aud`, `iat`, `nbf`, `exp`, `jti`. So the same claims in the same second give the same bytes, unless `jti` is added or
/// the algorithm itself is random (ES256, ES384, ES512, PS256, PS384, PS512).
///
/// - Source: RFC 7519 §7.1; RFC 7515 §5.1 and §7.1
public final class JWTIssuer: Sendable {
    /// The key that signs.
    public let key: JWTKey

    /// The same, for signing without counting a reference.
    internal let uncountedKey: Unmanaged<JWTKey>
    internal let conflict: JWTIssuerOptions.Conflict
    internal let maximumByteCount: Int
    internal let additions: AddedClaims
    internal let header: IssuedHeader
    internal let signatureByteCount: Int

    /// Makes an issuer; what can be worked out before the first token is.
    ///
    /// - Throws: `JWTIssueError`
    public init(key: JWTKey, options: JWTIssuerOptions = JWTIssuerOptions()) throws(JWTIssueError) {
        guard key.canSign else { throw .keyCannotSign }
        self.key = key
        uncountedKey = .passUnretained(key)
        conflict = options.conflict
        additions = try AddedClaims(options)
        header = try IssuedHeader(for: key, options)
        signatureByteCount = key.signatureByteCount
        maximumByteCount = min(options.maximumByteCount, Int(Int32.max))
        // Claims have two bytes at least, which are three characters.
        let least = header.bytes.count &+ 3 &+ 1 &+ Base64URL.encodedCount(ofByteCount: signatureByteCount)
        guard least <= maximumByteCount else { throw .option(.maximumByteCount) }
    }

    /// A token with claims given as JSON.
    ///
    /// - Parameter claims: A JSON object. The claims of RFC 7519 §4.1 have to be of their kind: `iss`, `sub` and `jti`
    ///   strings, `aud` a string or a list of them, `exp`, `nbf` and `iat` numbers.
    /// - Throws: `JWTIssueError`
    public func issue(_ claims: String = "{}") throws(JWTIssueError) -> String {
        try claims.utf8Span.span.bytes.withUnsafeBytes { (bytes) throws(JWTIssueError) in try text(claims: bytes) }
    }

    /// A token with claims given as UTF-8 bytes of JSON.
    ///
    /// - Throws: `JWTIssueError`
    public func issue(_ claims: RawSpan) throws(JWTIssueError) -> String {
        try claims.withUnsafeBytes { (bytes) throws(JWTIssueError) in try text(claims: bytes) }
    }

    /// A token with the claims of a builder.
    ///
    /// - Throws: `JWTIssueError`
    public func issue(_ claims: consuming JWTClaimsBuilder) throws(JWTIssueError) -> String {
        try claims.withText { (text) throws(JWTIssueError) in
            try text.withUnsafeBytes { (bytes) throws(JWTIssueError) in try self.text(claims: bytes) }
        }
    }

    /// A token whose claims are the members of a value, in ascending order of their names.
    ///
    /// - Throws: `JWTIssueError`; `EncodingError`, or what the type's own code throws.
    public func issue<T: Encodable>(encoding claims: T) throws -> String {
        try issue(JSON.encode(claims, options: JSONOptions(maximumByteCount: maximumByteCount)))
    }

    private func text(claims: UnsafeRawBufferPointer) throws(JWTIssueError) -> String {
        let plan = try plan(claims)
        var failure: JWTIssueError?
        let token = String(unsafeUninitializedCapacity: plan.tokenByteCount) { buffer in
            do throws(JWTIssueError) {
                return try write(plan, claims, to: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return token
    }
}

extension JWTIssueError {
    internal init(writing error: JSONWriterError) {
        switch error {
        case .outOfMemory: self = .outOfMemory
        case .tooLarge: self = .tooLarge
        default: self = .claimsNotWritten(error)
        }
    }
}
