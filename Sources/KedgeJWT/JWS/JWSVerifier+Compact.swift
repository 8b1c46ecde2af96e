import KedgeCore

extension JWSVerifier {
    /// - Source: RFC 7515 §7.1, appendix F; RFC 7797 §5.2
    package func verify(
        compact text: UnsafeRawBufferPointer, detachedPayload: UnsafeRawBufferPointer?
    ) throws(JWSError) -> JWSContent {
        let parts = try split(text)
        guard detachedPayload == nil || parts.payload.isEmpty else { throw .payloadNotDetached }
        let keys = keys
        return try Self.withDecoded(parts.header, .protectedHeader, most: JWS.maximumHeaderByteCount) {
            (header) throws(JWSError) in
            try JSON.withDocument(
                header.bytes, options: JWS.headerOptions, mapError: { JWSError($0, in: .protectedHeader) }
            ) { (protected) throws(JWSError) in
                guard protected.kind == .object else { throw .malformed(.protectedHeader, .shape) }
                let isEncoded = try Self.encodesPayload(protected)
                let algorithm = try algorithm(protected, nil)
                if !isEncoded {
                    guard parts.payload.count <= maximumPayloadByteCount else { throw .tooLarge(.payload) }
                    guard JWSRequest.isFitForCompact(parts.payload) else { throw .malformed(.payload, .shape) }
                }
                let key = try Self.withDecoded(parts.signature, .signature, most: JWS.maximumSignatureByteCount) {
                    (signature) throws(JWSError) in
                    guard let detachedPayload else {
                        return try self.key(
                            signature, over: parts.signed, algorithm: algorithm, protected, nil, among: keys)
                    }
                    var input = try JWSSigningInput(detachedPayload, isEncoded: isEncoded)
                    try input.setHeader(parts.header)
                    return try self.key(
                        signature, over: input.bytes, algorithm: algorithm, protected, nil, among: keys)
                }
                let signature = JWSSignature(key: key, protectedHeader: String(decoding: header, as: UTF8.self))
                guard detachedPayload == nil else { return JWSContent(nil, signatures: [.success(signature)]) }
                return JWSContent(
                    try payload(parts.payload, isEncoded: isEncoded), signatures: [.success(signature)])
            }
        }
    }

    /// The payload that a document holds, of which a signature is good.
    internal func payload(_ text: UnsafeRawBufferPointer, isEncoded: Bool) throws(JWSError) -> JWSMemory {
        guard isEncoded else {
            guard text.count <= maximumPayloadByteCount else { throw .tooLarge(.payload) }
            let memory = try JWSMemory(count: text.count)
            memory.bytes.copyMemory(from: text)
            return memory
        }
        let count = Base64URL.decodedCount(ofCharacterCount: text.count)
        guard count <= maximumPayloadByteCount else { throw .tooLarge(.payload) }
        let memory = try JWSMemory(count: count)
        _ = try Self.decode(text, .payload, to: memory.bytes)
        return memory
    }

    /// The parts of the compact serialisation.
    private struct Parts {
        internal let header: UnsafeRawBufferPointer
        internal let payload: UnsafeRawBufferPointer
        internal let signature: UnsafeRawBufferPointer
        /// Header, dot and payload.
        internal let signed: UnsafeRawBufferPointer
    }

    private func split(_ text: UnsafeRawBufferPointer) throws(JWSError) -> Parts {
        let most =
            JWSSigningInput.headerRoom &+ Base64URL.encodedCount(ofByteCount: maximumPayloadByteCount)
            &+ Base64URL.encodedCount(ofByteCount: JWS.maximumSignatureByteCount) &+ 2
        guard text.count <= most else { throw .tooLarge(.document) }
        let dot = UInt8(ascii: ".")
        guard let first = text.firstIndex(of: dot), let last = text.lastIndex(of: dot), first < last,
            !text[(first &+ 1)..<last].contains(dot)
        else { throw .malformed(.document, .parts) }
        guard first > 0 else { throw .malformed(.protectedHeader, .parts) }
        return Parts(
            header: UnsafeRawBufferPointer(rebasing: text[..<first]),
            payload: UnsafeRawBufferPointer(rebasing: text[(first &+ 1)..<last]),
            signature: UnsafeRawBufferPointer(rebasing: text[(last &+ 1)...]),
            signed: UnsafeRawBufferPointer(rebasing: text[..<last]))
    }
}
