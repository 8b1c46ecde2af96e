import CKedge
import KedgeJWT

/// Why signed content was refused.
internal func fail(verifying error: JWSError) -> kedge_status {
    switch error {
    case .tooLarge(_): fail(KEDGE_TOKEN_TOO_LARGE, "the payload or a header is longer than the limits")
    case .malformed(.protectedHeader, let fault):
        fail(KEDGE_MALFORMED_TOKEN_HEADER, "the protected header {text}", text: text(fault))
    case .malformed(.unprotectedHeader, let fault):
        fail(KEDGE_MALFORMED_TOKEN_HEADER, "the unprotected header {text}", text: text(fault))
    case .malformed(.signature, let fault):
        fail(KEDGE_MALFORMED_TOKEN_SIGNATURE, "a signature {text}", text: text(fault))
    case .malformed(.payload, let fault): fail(KEDGE_MALFORMED_JWS, "the payload {text}", text: text(fault))
    case .malformed(.document, let fault): fail(KEDGE_MALFORMED_JWS, "the document {text}", text: text(fault))
    case .signatureCount(let count):
        fail(KEDGE_MALFORMED_JWS, "there are {u0} signatures: 1 to {1} are taken", count, JWS.maximumSignatureCount)
    case .header(let name):
        fail(
            KEDGE_MALFORMED_TOKEN_HEADER, "{text} stands where it may not, or in both headers of a signature",
            text: name)
    case .algorithmNotAllowed:
        fail(
            KEDGE_ALGORITHM_NOT_ALLOWED,
            "alg is missing in the protected header, unknown, not allowed, or not that of the key")
    case .unknownKey: fail(KEDGE_UNKNOWN_TOKEN_KEY, "no key has the header's kid, or none has its alg")
    case .badSignature: fail(KEDGE_BAD_SIGNATURE, "the signature is not the key's: the content was changed or forged")
    case .unknownCriticalHeader:
        fail(
            KEDGE_UNKNOWN_CRITICAL_HEADER,
            "crit names a header that is not in critical_headers or not there, or is itself malformed")
    case .mixedPayloadEncodings:
        fail(KEDGE_MALFORMED_JWS, "some signatures are over the encoded payload and some over the payload itself")
    case .payloadMissing: fail(KEDGE_PAYLOAD_NOT_ALLOWED, "the payload is detached: give it to the detached call")
    case .payloadNotDetached: fail(KEDGE_PAYLOAD_NOT_ALLOWED, "the document has a payload, and another was given")
    case .payloadNotText: fail(KEDGE_MALFORMED_JWS, "the payload has bytes that cannot stand there as they are")
    case .key(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the content")
    }
}

/// Why content was not signed.
internal func fail(signing error: JWSError) -> kedge_status {
    switch error {
    case .tooLarge(_): fail(KEDGE_TOKEN_TOO_LARGE, "the payload or a header is longer than the limits")
    case .malformed(.unprotectedHeader, let fault):
        fail(KEDGE_MALFORMED_HEADERS, "the unprotected header {text}, or has no place there", text: text(fault))
    case .malformed(_, let fault): fail(KEDGE_MALFORMED_HEADERS, "the protected header {text}", text: text(fault))
    case .header(let name):
        fail(
            KEDGE_MALFORMED_HEADERS, "{text} is set by the library itself, or stands in both headers", text: name)
    case .signatureCount(let count):
        fail(
            KEDGE_INVALID_ARGUMENT, "signer_count is {u0}: it is 1, or up to {1} in the general serialisation", count,
            JWS.maximumSignatureCount)
    case .payloadNotText:
        fail(KEDGE_PAYLOAD_NOT_ALLOWED, "the payload has bytes that cannot stand there as they are: detach it")
    case .key(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the content")
    case .algorithmNotAllowed, .unknownKey, .badSignature, .unknownCriticalHeader, .mixedPayloadEncodings,
        .payloadMissing, .payloadNotDetached:
        fail(KEDGE_INVALID_ARGUMENT, "the content cannot be signed so")
    }
}
