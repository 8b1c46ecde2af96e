import CKedge
import KedgeCore
import KedgeJWT

internal func fail(_ error: JWTIssueError) -> kedge_status {
    switch error {
    case .keyCannotSign: fail(KEDGE_KEY_IS_PUBLIC, "the key is a public one, or its key_ops exclude signing")
    case .option(let option): fail(option)
    case .headersNotJSON(let error):
        fail(
            error, KEDGE_MALFORMED_HEADERS, "headers, byte {u0}: {text}",
            outOfMemory: "no memory is left for the headers")
    case .headersNotObject: fail(KEDGE_MALFORMED_HEADERS, "headers: they have to be a JSON object")
    case .headerReserved(let name):
        fail(KEDGE_MALFORMED_HEADERS, "headers: {text} is set by the library itself", text: name)
    case .claimsNotJSON(let error):
        fail(
            error, KEDGE_MALFORMED_CLAIMS, "claims, byte {u0}: {text}",
            outOfMemory: "no memory is left for the claims")
    case .claimsNotObject: fail(KEDGE_MALFORMED_CLAIMS, "claims: they have to be a JSON object")
    case .claimsNotWritten(let error): fail(error)
    case .wrongKind(let claim):
        fail(
            KEDGE_MALFORMED_CLAIMS, "{text} is of another kind than RFC 7519 has it, or a time beyond 2^63 seconds",
            text: claim.name)
    case .alreadyGiven(let claim):
        fail(KEDGE_DUPLICATE_CLAIM, "{text} is given, and the issuer adds it, too", text: claim.name)
    case .timeOutOfRange: fail(KEDGE_INVALID_ARGUMENT, "the clock and an offset make a time beyond 2^63 seconds")
    case .tooLarge: fail(KEDGE_TOKEN_TOO_LARGE, "the token would be longer than max_token_bytes")
    case .bufferTooSmall: KEDGE_BUFFER_TOO_SMALL
    case .signing(let error): fail(error)
    case .randomness(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the token")
    }
}

private func fail(_ option: JWTIssueError.Option) -> kedge_status {
    switch option {
    case .issuer: fail(KEDGE_INVALID_ARGUMENT, "issuer has a NUL, or is longer than 16 MiB")
    case .subject: fail(KEDGE_INVALID_ARGUMENT, "subject has a NUL, or is longer than 16 MiB")
    case .audiences: fail(KEDGE_INVALID_ARGUMENT, "one of the audiences has a NUL, or they are longer than 16 MiB")
    case .type: fail(KEDGE_INVALID_ARGUMENT, "type has a NUL, or is longer than 16 MiB")
    case .lifetime: fail(KEDGE_INVALID_ARGUMENT, "lifetime_seconds has to be 1 to 2^63 - 1, or KEDGE_NO_LIMIT")
    case .maximumByteCount:
        fail(KEDGE_INVALID_ARGUMENT, "max_token_bytes is too small for the header and the signature alone")
    }
}

/// Claims that JSON cannot express.
internal func fail(_ error: JSONWriterError) -> kedge_status {
    switch error {
    case .duplicateName: fail(KEDGE_DUPLICATE_CLAIM, "a claim of that name is there already")
    case .notFinite: fail(KEDGE_MALFORMED_CLAIMS, "a number has to be finite")
    case .nulCharacter(let offset): fail(KEDGE_MALFORMED_CLAIMS, "byte {u0} of a text is NUL", offset)
    case .malformedUTF8(let offset): fail(KEDGE_INVALID_UTF8, "byte {u0} of a text is not UTF-8", offset)
    case .tooDeep: fail(KEDGE_MALFORMED_CLAIMS, "arrays and objects lie in each other deeper than the limit")
    case .tooLarge: fail(KEDGE_TOKEN_TOO_LARGE, "the claims are longer than the limit")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the claims")
    case .nameExpected, .valueExpected, .noOpenObject, .noOpenArray, .alreadyComplete, .incomplete, .nameOutOfOrder,
        .malformedNumber:
        fail(KEDGE_MALFORMED_CLAIMS, "the claims are not complete")
    }
}
