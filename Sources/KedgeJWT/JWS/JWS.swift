import KedgeCore

/// Signed content of any kind, of which a token is the special case whose content is claims.
///
/// - Source: RFC 7515; RFC 7797
public enum JWS {
    /// The longest header, protected or not, as JSON: 16 KiB.
    public static let maximumHeaderByteCount = 16 << 10
    /// The most signatures of one content: 64. Each costs a hash of the whole content.
    public static let maximumSignatureCount = 64

    /// The longest signature of any key: RSA of 16,384 bits.
    internal static let maximumSignatureByteCount = 2_048
    /// How deep a header may be.
    internal static let maximumDepth = 16

    internal static var headerOptions: JSONOptions {
        JSONOptions(maximumDepth: maximumDepth, maximumByteCount: maximumHeaderByteCount)
    }
}

extension JWS {
    /// Signs `payload` with one key.
    ///
    /// - Throws: `JWSError.header`, `.payloadNotText`, `.tooLarge`, `.key`, `.outOfMemory`.
    /// - Returns: ASCII; UTF-8 in the JSON serialisations where the payload is not encoded or a header has other
    ///   characters. Always the same for the same input and an algorithm that takes no randomness (HS*, RS*, EdDSA).
    public static func sign(
        _ payload: RawSpan, by signer: JWSSigner, options: JWSSigningOptions = JWSSigningOptions()
    ) throws(JWSError) -> String {
        try sign(payload, by: [signer], options: options)
    }

    /// Signs `payload` with several keys, which only the general serialisation can hold.
    ///
    /// - Parameter signers: 1 to `maximumSignatureCount`, one signature for each, in this order; exactly one unless
    ///   the serialisation is general.
    /// - Throws: `JWSError.signatureCount`, and what signing with one key throws.
    public static func sign(
        _ payload: RawSpan, by signers: [JWSSigner], options: JWSSigningOptions
    ) throws(JWSError) -> String {
        let request = try JWSRequest(signers, options: options)
        return try payload.withUnsafeBytes { (payload) throws(JWSError) in
            let memory = try JWSMemory(count: try request.byteCount(of: payload))
            try request.write(payload, to: memory.bytes)
            return String(decoding: memory.bytes, as: UTF8.self)
        }
    }
}
