/// A part of signed content.
public enum JWSPart: Equatable, Sendable {
    /// The whole: three parts with dots between, or the JSON document.
    case document
    case protectedHeader
    case unprotectedHeader
    case payload
    case signature
}

/// Why content was not signed, or was refused.
public enum JWSError: Error, Equatable, Sendable {
    /// A part is larger than the limits.
    case tooLarge(JWSPart)
    /// A part cannot be read.
    case malformed(JWSPart, JWTFault)
    /// No signature, more than `JWS.maximumSignatureCount`, or more than one where the serialisation has room for one.
    case signatureCount(Int)
    /// A header that the signer sets itself, or that stands in both the protected and the unprotected header.
    case header(name: String)
    /// The protected header has no algorithm, or one that is unknown, not allowed, or not that of the key.
    case algorithmNotAllowed
    /// No key has the header's id, or none has the algorithm.
    case unknownKey
    /// No key made the signature.
    case badSignature
    /// `crit` names a header that is not understood, or is itself not as it has to be.
    case unknownCriticalHeader
    /// Of several signatures some are over the encoded payload and some over the payload itself.
    case mixedPayloadEncodings
    /// The payload is not in the document, and none was given.
    case payloadMissing
    /// The payload is in the document, and another was given.
    case payloadNotDetached
    /// The payload has bytes that cannot stand in the document as they are.
    case payloadNotText
    /// The key does not sign.
    case key(JWTKeyError)
    case outOfMemory
}
