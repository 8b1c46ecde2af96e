/// How signed content is written.
public enum JWSSerialization: UInt32, Hashable, CaseIterable, Sendable {
    /// Three parts with dots between, fit for URLs.
    case compact = 1
    /// A JSON object with one signature.
    case flattened
    /// A JSON object with any number of signatures.
    case general
}

/// How content is signed.
public struct JWSSigningOptions: Equatable, Sendable {
    public var serialization: JWSSerialization
    /// Whether the payload is left out, to travel by another way.
    public var isDetached: Bool
    /// Whether the payload is signed, and written, as base64url.
    ///
    /// False is `b64` of RFC 7797, and then a payload that is not detached has to be fit for its place: printable ASCII
    /// without a dot in the compact serialisation, UTF-8 without NUL in the others.
    public var encodesPayload: Bool

    /// Compact, with its payload encoded in it, unless told otherwise.
    public init(serialization: JWSSerialization = .compact, isDetached: Bool = false, encodesPayload: Bool = true) {
        self.serialization = serialization
        self.isDetached = isDetached
        self.encodesPayload = encodesPayload
    }
}
