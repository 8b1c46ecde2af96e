/// A good signature.
public struct JWSSignature: Sendable {
    /// The key that made it.
    public let key: JWTKey
    /// The header that it covers, JSON as it was signed.
    public let protectedHeader: String
}

/// Content whose signatures were found good.
public final class JWSContent: Sendable {
    /// For each signature, in the order of the document, the good one or why it is none.
    public let signatures: [Result<JWSSignature, JWSError>]
    /// Nil where the payload is detached.
    private let memory: JWSMemory?

    internal init(_ payload: consuming JWSMemory?, signatures: [Result<JWSSignature, JWSError>]) {
        memory = payload
        self.signatures = signatures
    }

    /// The payload that the document held; nil if it is detached, and then the caller has it.
    ///
    /// - Cost: A copy each time.
    public var payload: [UInt8]? {
        withPayload { $0.map { [UInt8]($0) } }
    }

    /// Lends the payload for the length of `body`, without copying it.
    package func withPayload<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        switch memory {
        case .some(let memory): try body(UnsafeRawBufferPointer(memory.bytes))
        case nil: try body(nil)
        }
    }
}
