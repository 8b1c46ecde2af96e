/// Who signs, and what the headers of the signature say.
public struct JWSSigner: Sendable {
    /// A shared secret or a private key. Its id, if it has one, becomes `kid` of the protected header.
    public var key: JWTKey
    /// Further members of the protected header, a JSON object. Not `alg`, `kid`, `b64` or `crit`, which are set here.
    public var protectedHeader: String?
    /// The header that no signature covers, a JSON object; not in the compact serialisation. Not `alg`, `b64` or `crit`,
    /// and no name of the protected header.
    public var unprotectedHeader: String?

    public init(_ key: JWTKey, protectedHeader: String? = nil, unprotectedHeader: String? = nil) {
        self.key = key
        self.protectedHeader = protectedHeader
        self.unprotectedHeader = unprotectedHeader
    }
}
