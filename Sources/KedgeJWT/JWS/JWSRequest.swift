import KedgeCore

/// Content to be signed, with everything but the payload checked and made ready.
package struct JWSRequest: Sendable {
    /// A signer with its headers as they are written.
    internal struct Signer: Sendable {
        internal let key: JWTKey
        /// In base64url.
        internal let protectedHeader: [UInt8]
        /// A JSON object; empty if there is none.
        internal let unprotectedHeader: [UInt8]
    }

    /// More than any memory holds, and no sum of a few such sizes overflows.
    internal static let maximumPayloadByteCount = Int.max >> 4

    internal let signers: [Signer]
    internal let options: JWSSigningOptions

    /// Checks the keys and the headers.
    ///
    /// - Throws: `JWSError.signatureCount`, `.key`, `.header`, `.malformed`, `.tooLarge`, `.outOfMemory`.
    package init(_ signers: [JWSSigner], options: JWSSigningOptions) throws(JWSError) {
        let most = options.serialization == .general ? JWS.maximumSignatureCount : 1
        guard (1...most).contains(signers.count) else { throw .signatureCount(signers.count) }
        var ready: [Signer] = []
        for signer in signers {
            if options.serialization == .compact, signer.unprotectedHeader != nil {
                throw .malformed(.unprotectedHeader, .shape)
            }
            let headers = try JWSHeaderWriting(signer, encodesPayload: options.encodesPayload)
            ready.append(
                Signer(
                    key: signer.key, protectedHeader: headers.protectedHeader,
                    unprotectedHeader: headers.unprotectedHeader))
        }
        self.signers = ready
        self.options = options
    }

    /// How many bytes `write` writes for a payload. Nothing is signed.
    package func byteCount(of payload: UnsafeRawBufferPointer) throws(JWSError) -> Int {
        var output = JWSOutput(nil)
        try write(payload, to: &output)
        return output.count
    }

    /// Signs a payload and writes the document.
    ///
    /// - Parameter output: At least `byteCount(of: payload)` bytes; not overlapping the payload.
    package func write(
        _ payload: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
    ) throws(JWSError) {
        guard let base = output.baseAddress, output.count >= (try byteCount(of: payload)) else {
            throw .tooLarge(.document)
        }
        var output = JWSOutput(base)
        try write(payload, to: &output)
    }

    private func write(_ payload: UnsafeRawBufferPointer, to output: inout JWSOutput) throws(JWSError) {
        guard payload.count <= Self.maximumPayloadByteCount else { throw .tooLarge(.payload) }
        switch options.serialization {
        case .compact: try writeCompact(payload, to: &output)
        case .flattened, .general: try writeJSON(payload, to: &output)
        }
    }
}
