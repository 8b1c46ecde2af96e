import KedgeCore

/// Verifies signed content of any kind; never changed, for any number of threads.
///
/// `alg` counts only in the protected header. Keys that a header brings along, or points to, are ignored.
///
/// - Source: RFC 7515 §5.2; RFC 7797
public struct JWSVerifier: Sendable {
    private enum Keys {
        case set(JWTKeySet)
        case store(JWTKeyStore)
    }

    private let source: Keys
    /// Bits by the raw values of the algorithms that are allowed.
    private let allowed: UInt32
    internal let options: JWSVerifierOptions

    /// A verifier with keys that stay.
    public init(keys: JWTKeySet, options: JWSVerifierOptions = JWSVerifierOptions()) {
        self.init(.set(keys), options)
    }

    /// A verifier with keys that may be replaced; one document is verified with one set.
    public init(keys: JWTKeyStore, options: JWSVerifierOptions = JWSVerifierOptions()) {
        self.init(.store(keys), options)
    }

    private init(_ source: Keys, _ options: JWSVerifierOptions) {
        self.source = source
        self.options = options
        allowed = (options.algorithms ?? Set(JWTAlgorithm.allCases)).reduce(0) { $0 | 1 << $1.rawValue }
    }

    /// Verifies three parts with dots between, and gives the payload, which the middle one holds.
    ///
    /// - Parameter compact: ASCII; a payload that is not encoded (RFC 7797) stands there as it is.
    /// - Throws: `JWSError`
    public func verify(compact: RawSpan) throws(JWSError) -> JWSContent {
        try compact.withUnsafeBytes { (text) throws(JWSError) in try verify(compact: text, detachedPayload: nil) }
    }

    /// Verifies two parts with two dots between, whose payload came by another way.
    ///
    /// - Parameter detachedPayload: As it was before anything encoded it; of any size.
    /// - Throws: `JWSError`; `.payloadNotDetached` if the middle is not empty.
    /// - Source: RFC 7515, appendix F
    public func verify(compact: RawSpan, detachedPayload: RawSpan) throws(JWSError) -> JWSContent {
        try compact.withUnsafeBytes { (text) throws(JWSError) in
            try detachedPayload.withUnsafeBytes { (payload) throws(JWSError) in
                try verify(compact: text, detachedPayload: payload)
            }
        }
    }

    /// Verifies a JSON document, flattened or general, and gives the payload that it holds.
    ///
    /// - Parameter json: UTF-8.
    /// - Throws: `JWSError`: of the first bad signature where all have to be good, or where no signature is good.
    public func verify(json: RawSpan) throws(JWSError) -> JWSContent {
        try json.withUnsafeBytes { (text) throws(JWSError) in try verify(json: text, detachedPayload: nil) }
    }

    /// Verifies a JSON document, flattened or general, whose payload came by another way.
    ///
    /// - Parameter detachedPayload: As it was before anything encoded it; of any size.
    /// - Throws: `JWSError`; `.payloadNotDetached` if the document has a payload.
    public func verify(json: RawSpan, detachedPayload: RawSpan) throws(JWSError) -> JWSContent {
        try json.withUnsafeBytes { (text) throws(JWSError) in
            try detachedPayload.withUnsafeBytes { (payload) throws(JWSError) in
                try verify(json: text, detachedPayload: payload)
            }
        }
    }
}

extension JWSVerifier {
    /// The keys of this moment.
    internal var keys: JWTKeySet {
        switch source {
        case .set(let keys): keys
        case .store(let store): store.keys
        }
    }

    /// The payload limit, as a number that is safe to calculate with.
    internal var maximumPayloadByteCount: Int {
        max(0, min(options.maximumPayloadByteCount, JWSRequest.maximumPayloadByteCount))
    }

    internal func isAllowed(_ algorithm: JWTAlgorithm) -> Bool {
        allowed & 1 << algorithm.rawValue != 0
    }
}
