import KedgeCore

/// What the signatures of one JSON document have in common: the payload, and how it is signed.
internal struct JWSDocument: ~Copyable {
    /// How every signature so far takes the payload; nil before the first.
    internal private(set) var isEncoded: Bool?
    private var input: JWSSigningInput?
    private let detachedPayload: UnsafeRawBufferPointer?

    internal init(_ root: JSONView, detachedPayload: UnsafeRawBufferPointer?) throws(JWSError) {
        self.detachedPayload = detachedPayload
        guard let payload = root.member("payload") else {
            guard detachedPayload != nil else { throw .payloadMissing }
            input = nil
            return
        }
        guard detachedPayload == nil else { throw .payloadNotDetached }
        guard payload.kind == .string else { throw .malformed(.payload, .shape) }
        // Encoded or not, the string's text is what is signed.
        input = try JWSSigningInput(payload)
    }

    /// Tells how a signature takes the payload; it has to be the same way as those before.
    ///
    /// - Source: RFC 7797 §3
    internal mutating func setEncoding(_ isEncoded: Bool) throws(JWSError) {
        if let known = self.isEncoded, known != isEncoded { throw .mixedPayloadEncodings }
        self.isEncoded = isEncoded
    }

    /// The payload as it is signed.
    internal var payload: UnsafeRawBufferPointer {
        switch input {
        case .some(let input): input.payload
        case nil: UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }

    /// What a signature is over.
    ///
    /// - Parameter header: In base64url.
    internal mutating func signed(under header: UnsafeRawBufferPointer) throws(JWSError) -> UnsafeRawBufferPointer {
        if input == nil, let detachedPayload {
            input = try JWSSigningInput(detachedPayload, isEncoded: isEncoded ?? true)
        }
        try input?.setHeader(header)
        switch input {
        case .some(let input): return input.bytes
        case nil: throw .payloadMissing
        }
    }
}

extension JWSError {
    /// Whether it is not the fault of one signature, so that the others do not make up for it.
    internal var isOfWholeDocument: Bool {
        switch self {
        case .mixedPayloadEncodings, .outOfMemory, .payloadMissing: true
        default: false
        }
    }
}
