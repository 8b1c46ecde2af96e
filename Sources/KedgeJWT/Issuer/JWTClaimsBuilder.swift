public import KedgeCore

/// Claims, one after another; they stand in the token in the order of the calls.
///
/// A call that throws leaves the claims as they were before. Each throws `JSONWriterError`: `.duplicateName` for a name that
/// is there (beyond 32 claims not before the token is issued), `.nulCharacter` for a text with a NUL.
///
/// ```swift
/// var claims = JWTClaimsBuilder()
/// try claims.subject("alice")
/// try claims.text("scope", "read write")
/// let token = try issuer.issue(claims)
/// ```
///
/// - Source: RFC 7519 §4
public struct JWTClaimsBuilder: ~Copyable {
    private var writer: JSONWriter
    /// Why there is no object to write to: only for lack of memory.
    private let failure: JSONWriterError?

    /// No claims yet.
    ///
    /// - Parameter maximumByteCount: The most that they may take as JSON text.
    public init(maximumByteCount: Int = 16_384) {
        var writer = JSONWriter(options: JSONOptions(maximumByteCount: maximumByteCount))
        var failure: JSONWriterError?
        do throws(JSONWriterError) { try writer.beginObject() } catch { failure = error }
        self.writer = writer
        self.failure = failure
    }

    /// `iss`
    public mutating func issuer(_ value: String) throws(JSONWriterError) { try text("iss", value) }

    /// `sub`
    public mutating func subject(_ value: String) throws(JSONWriterError) { try text("sub", value) }

    /// `aud`, as a string.
    public mutating func audience(_ value: String) throws(JSONWriterError) { try text("aud", value) }

    /// `aud`, as a list.
    public mutating func audiences(_ values: [String]) throws(JSONWriterError) { try texts("aud", values) }

    /// `exp`, in Unix seconds.
    public mutating func expiry(_ seconds: Int64) throws(JSONWriterError) { try integer("exp", seconds) }

    /// `nbf`, in Unix seconds.
    public mutating func notBefore(_ seconds: Int64) throws(JSONWriterError) { try integer("nbf", seconds) }

    /// `iat`, in Unix seconds.
    public mutating func issuedAt(_ seconds: Int64) throws(JSONWriterError) { try integer("iat", seconds) }

    /// `jti`
    public mutating func id(_ value: String) throws(JSONWriterError) { try text("jti", value) }
}

extension JWTClaimsBuilder {
    /// A claim that is a string.
    public mutating func text(_ name: String, _ value: String) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.string(value) }
    }

    /// A claim that is a list of strings.
    public mutating func texts(_ name: String, _ values: [String]) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in
            try writer.beginArray()
            for value in values { try writer.string(value) }
            try writer.endArray()
        }
    }

    /// A claim that is an integer.
    public mutating func integer(_ name: String, _ value: Int64) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.integer(value) }
    }

    /// A claim that is a number, with the fewest digits that read back as `value`.
    public mutating func number(_ name: String, _ value: Double) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.number(value) }
    }

    /// A claim that is true or false.
    public mutating func bool(_ name: String, _ value: Bool) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.bool(value) }
    }

    /// A claim that is null.
    public mutating func null(_ name: String) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.null() }
    }

    /// A claim that is a value of some document, written without white space.
    public mutating func json(_ name: String, _ value: JSONValue) throws(JSONWriterError) {
        try member(name) { (writer) throws(JSONWriterError) in try writer.value(value) }
    }

    private mutating func member(
        _ name: String, _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JSONWriterError) {
        if let failure { throw failure }
        try writer.member(name, body)
    }

    /// Lends the text that the claims are so far; more may be added afterwards.
    package mutating func withText<Result: ~Copyable>(
        _ body: (RawSpan) throws(JWTIssueError) -> Result
    ) throws(JWTIssueError) -> Result {
        if let failure { throw JWTIssueError(writing: failure) }
        return try writer.withObjectClosed(mapError: JWTIssueError.init(writing:), body)
    }
}
