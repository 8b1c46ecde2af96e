import KedgeCore

extension JWSVerifier {
    /// - Source: RFC 7515 §7.2, appendix F; RFC 7797 §5.3
    package func verify(
        json text: UnsafeRawBufferPointer, detachedPayload: UnsafeRawBufferPointer?
    ) throws(JWSError) -> JWSContent {
        try JSON.withDocument(
            text.bytes,
            options: JSONOptions(maximumDepth: JWS.maximumDepth, maximumByteCount: maximumDocumentByteCount),
            mapError: { JWSError($0, in: .document) }
        ) { (root) throws(JWSError) in
            guard root.kind == .object else { throw .malformed(.document, .shape) }
            var document = try JWSDocument(root, detachedPayload: detachedPayload)
            let signatures = try signatures(root, of: &document)
            guard detachedPayload == nil else { return JWSContent(nil, signatures: signatures) }
            return JWSContent(
                try payload(document.payload, isEncoded: document.isEncoded ?? true), signatures: signatures)
        }
    }

    /// Payload, headers and signatures of the largest document that can be good.
    private var maximumDocumentByteCount: Int {
        let signature =
            JWSSigningInput.headerRoom &+ JWS.maximumHeaderByteCount
            &+ Base64URL.encodedCount(ofByteCount: JWS.maximumSignatureByteCount) &+ 256
        return Base64URL.encodedCount(ofByteCount: maximumPayloadByteCount)
            &+ JWS.maximumSignatureCount &* signature
    }

    private func signatures(
        _ root: JSONView, of document: inout JWSDocument
    ) throws(JWSError) -> [Result<JWSSignature, JWSError>] {
        let keys = keys
        guard let list = root.member("signatures") else {
            return [.success(try signature(root, of: &document, among: keys))]
        }
        // One reader would see the members of the one kind, and the next those of the other.
        guard list.kind == .array, root.member("signature") == nil, root.member("protected") == nil,
            root.member("header") == nil
        else { throw .malformed(.document, .shape) }
        guard var element = list.firstElement, list.count <= JWS.maximumSignatureCount else {
            throw .signatureCount(list.count)
        }
        var results: [Result<JWSSignature, JWSError>] = []
        while true {
            do throws(JWSError) {
                results.append(.success(try signature(element.value, of: &document, among: keys)))
            } catch {
                guard options.requirement == .any, !error.isOfWholeDocument else { throw error }
                results.append(.failure(error))
            }
            guard let next = element.next else { break }
            element = next
        }
        for case .success in results { return results }
        if case .failure(let error)? = results.first { throw error }
        throw .signatureCount(0)
    }

    /// Verifies the signature that an object holds together with its headers.
    private func signature(
        _ object: JSONView, of document: inout JWSDocument, among keys: JWTKeySet
    ) throws(JWSError) -> JWSSignature {
        guard object.kind == .object, let signature = object.member("signature"), signature.kind == .string else {
            throw .malformed(.signature, .shape)
        }
        let unprotected = object.member("header")
        if let unprotected {
            guard unprotected.kind == .object else { throw .malformed(.unprotectedHeader, .shape) }
            guard unprotected.source.byteCount <= JWS.maximumHeaderByteCount else {
                throw .tooLarge(.unprotectedHeader)
            }
        }
        guard let header = object.member("protected") else { throw .algorithmNotAllowed }
        return try Self.withString(header, .protectedHeader, most: JWSSigningInput.headerRoom) {
            (headerText) throws(JWSError) in
            try Self.withDecoded(headerText, .protectedHeader, most: JWS.maximumHeaderByteCount) {
                (header) throws(JWSError) in
                try JSON.withDocument(
                    header.bytes, options: JWS.headerOptions, mapError: { JWSError($0, in: .protectedHeader) }
                ) { (protected) throws(JWSError) in
                    guard protected.kind == .object else { throw .malformed(.protectedHeader, .shape) }
                    try document.setEncoding(try Self.encodesPayload(protected))
                    let algorithm = try algorithm(protected, unprotected)
                    let key = try Self.withString(
                        signature, .signature, most: Base64URL.encodedCount(ofByteCount: JWS.maximumSignatureByteCount)
                    ) { (text) throws(JWSError) in
                        try Self.withDecoded(text, .signature, most: JWS.maximumSignatureByteCount) {
                            (signature) throws(JWSError) in
                            let signed = try document.signed(under: headerText)
                            return try self.key(
                                signature, over: signed, algorithm: algorithm, protected, unprotected, among: keys)
                        }
                    }
                    return JWSSignature(key: key, protectedHeader: String(decoding: header, as: UTF8.self))
                }
            }
        }
    }

    /// Lends the text of a string, escapes resolved.
    ///
    /// - Parameter most: The most bytes that it may have in the document.
    private static func withString<Value>(
        _ string: JSONView, _ part: JWSPart, most: Int,
        _ body: (UnsafeRawBufferPointer) throws(JWSError) -> Value
    ) throws(JWSError) -> Value {
        guard string.kind == .string else { throw .malformed(part, .shape) }
        guard string.source.byteCount <= most else { throw .tooLarge(part) }
        return try withText(string, part, body)
    }
}
