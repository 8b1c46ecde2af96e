public import CKedge
import KedgeCore
import KedgeJWT

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the handle of a verifier stands for.
internal struct VerifierObject {
    internal let verifier: CountedObject<JWTVerifier>
    /// The longest token that is looked at, in bytes.
    internal let maximumTokenByteCount: Int
    internal let calls: HostCalls

    internal init(_ verifier: JWTVerifier, calls: HostCalls) {
        self.verifier = CountedObject(verifier)
        maximumTokenByteCount = verifier.rules.maximumTokenByteCount
        self.calls = calls
    }
}

extension HandleKind where Tag == kedge_jwt_verifier, Object == VerifierObject {
    internal static var jwtVerifier: Self { Self(.jwtVerifier) }
}

/// Makes a verifier, which never changes.
///
/// - Parameters:
///   - key_set: live handle; the verifier shares its keys, also when they are replaced, and keeps them when it is destroyed
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_jwt_verifier_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (also a store of the options), KEDGE_INVALID_UTF8,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds, and about 50 bytes for each cached token
/// - Since: 0.1
@_cdecl("kedge_jwt_verifier_create")
public func kedge_jwt_verifier_create(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ options: UnsafePointer<kedge_jwt_verifier_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_verifier>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    guard let settings = kedge_jwt_verifier_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let calls = HostCalls()
        let rules = try settings.rules(calls)
        let verifier: JWTVerifier
        do throws(JWTRulesError) {
            verifier = try JWTVerifier(keyStore: store.pointee, rules: rules)
        } catch {
            throw Refusal(fail(error))
        }
        return HandleKind.jwtVerifier.issue(VerifierObject(verifier, calls: calls), to: out)
    }
}

/// Ends a verifier. Tokens that it verified stay.
///
/// - Parameters:
///   - verifier: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (inside a callback of its own; it stays)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_verifier_destroy")
public func kedge_jwt_verifier_destroy(_ verifier: UnsafeMutablePointer<kedge_jwt_verifier>?) -> kedge_status {
    HandleKind.jwtVerifier.withdraw(verifier, "verifier", if: { $0.calls.underWay.isEmpty })
}

/// Verifies a token and writes its claims: a JSON object, as it stands in the token.
///
/// Sizes and form are looked at first, then the header, then the signature, and the claims only when that is good. The buffer
/// is measured against the token before any of it, so that asking for the size takes no token out of a replay store.
///
/// - Parameters:
///   - verifier: live handle; borrowed
///   - token: token_len bytes: three parts of base64url with dots between
///   - token_len: longer ones than max_token_bytes are refused before anything else
///   - out: out_capacity bytes for the claims and a NUL; not overlapping token
///   - out_capacity: token_len is always enough
///   - out_len: out; the length without the NUL, or a capacity that is enough
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MALFORMED_TOKEN,
///   KEDGE_MALFORMED_TOKEN_HEADER, KEDGE_MALFORMED_TOKEN_CLAIMS, KEDGE_MALFORMED_TOKEN_SIGNATURE, KEDGE_TOKEN_TOO_LARGE,
///   KEDGE_ALGORITHM_NOT_ALLOWED, KEDGE_UNKNOWN_TOKEN_KEY, KEDGE_BAD_SIGNATURE, KEDGE_TOKEN_EXPIRED,
///   KEDGE_TOKEN_NOT_YET_VALID, KEDGE_TOKEN_ISSUED_IN_FUTURE, KEDGE_TOKEN_TOO_OLD, KEDGE_WRONG_ISSUER, KEDGE_WRONG_SUBJECT,
///   KEDGE_WRONG_AUDIENCE, KEDGE_WRONG_TOKEN_TYPE, KEDGE_MISSING_CLAIM, KEDGE_UNKNOWN_CRITICAL_HEADER,
///   KEDGE_TOKEN_REPLAYED, KEDGE_TOKEN_REVOKED, KEDGE_TOKEN_STORE_UNAVAILABLE, KEDGE_OUT_OF_MEMORY (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the signature, and under 300 ns for 200 bytes of claims; no allocation up to about 1,000 bytes of token
/// - Since: 0.1
@_cdecl("kedge_jwt_verify")
public func kedge_jwt_verify(
    _ verifier: UnsafePointer<kedge_jwt_verifier>?, _ token: UnsafePointer<CChar>?, _ token_len: Int,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.jwtVerifier.object(verifier) else { return failHandle("verifier") }
    guard let token = bytes(token, token_len) else { return failInput("token", token_len) }
    var needed = 0
    if token.count <= object.pointee.maximumTokenByteCount {
        // As many bytes as the token has are enough for its claims; only where there are fewer they are counted.
        needed = out != nil && out_capacity >= token.count ? token.count : claimsRoom(token)
    }
    switch Output(out, out_capacity, out_len, needed: needed) {
    case .refused(let status): return status
    case .ready(let room, let length):
        guard !overlaps(token, room) else { return failOverlap("token") }
        return object.pointee.verifier.uncounted._withUnsafeGuaranteedRef { verifier in
            do throws(JWTError) {
                try verifier.lendVerifiedClaims(of: token) { claims throws(JWTError) in
                    let count = claims.source.byteCount
                    // Always true, because no text is longer than what its base64url stands for.
                    guard count < room.count else { throw .malformed(.token, .parts) }
                    claims.source.withUnsafeBytes { room.copyMemory(from: $0) }
                    room[count] = 0
                    length.pointee = count
                }
            } catch {
                return fail(error)
            }
            return KEDGE_OK
        }
    }
}

/// Verifies a token and keeps what it says, to be read claim by claim.
///
/// - Parameters:
///   - verifier: live handle; borrowed
///   - token: token_len bytes: three parts of base64url with dots between
///   - token_len: longer ones than max_token_bytes are refused before anything else
///   - out: the new handle; give it to kedge_jwt_token_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MALFORMED_TOKEN, KEDGE_MALFORMED_TOKEN_HEADER,
///   KEDGE_MALFORMED_TOKEN_CLAIMS, KEDGE_MALFORMED_TOKEN_SIGNATURE, KEDGE_TOKEN_TOO_LARGE, KEDGE_ALGORITHM_NOT_ALLOWED,
///   KEDGE_UNKNOWN_TOKEN_KEY, KEDGE_BAD_SIGNATURE, KEDGE_TOKEN_EXPIRED, KEDGE_TOKEN_NOT_YET_VALID,
///   KEDGE_TOKEN_ISSUED_IN_FUTURE, KEDGE_TOKEN_TOO_OLD, KEDGE_WRONG_ISSUER, KEDGE_WRONG_SUBJECT, KEDGE_WRONG_AUDIENCE,
///   KEDGE_WRONG_TOKEN_TYPE, KEDGE_MISSING_CLAIM, KEDGE_UNKNOWN_CRITICAL_HEADER, KEDGE_TOKEN_REPLAYED,
///   KEDGE_TOKEN_REVOKED, KEDGE_TOKEN_STORE_UNAVAILABLE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the signature, and about 1 us for 200 bytes of claims
/// - Since: 0.1
@_cdecl("kedge_jwt_verify_token")
public func kedge_jwt_verify_token(
    _ verifier: UnsafePointer<kedge_jwt_verifier>?, _ token: UnsafePointer<CChar>?, _ token_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_token>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.jwtVerifier.object(verifier) else { return failHandle("verifier") }
    guard let token = bytes(token, token_len) else { return failInput("token", token_len) }
    // The handle comes first: a token that a replay store took is then never lost for want of one.
    var handle: UnsafeMutablePointer<kedge_jwt_token>?
    let issued = HandleKind.jwtToken.issue(nil, to: &handle)
    guard issued == KEDGE_OK, let place = HandleKind.jwtToken.object(handle) else { return issued }
    do throws(JWTError) {
        place.pointee = try object.pointee.verifier.counted.verify(token.bytes)
    } catch {
        _ = HandleKind.jwtToken.withdraw(handle, "token")
        return fail(error)
    }
    out.pointee = handle
    return KEDGE_OK
}

/// The room that the claims of a token and a NUL need; 0 where there are no three parts, which the verifier refuses.
@inline(__always)
private func claimsRoom(_ token: UnsafeRawBufferPointer) -> Int {
    let dot = Int32(UInt8(ascii: "."))
    guard let start = token.baseAddress, let first = memchr(start, dot, token.count) else { return 0 }
    let claims = UnsafeRawPointer(first) + 1
    guard let second = memchr(claims, dot, token.count &- (claims - start)) else { return 0 }
    return Base64URL.decodedCount(ofCharacterCount: UnsafeRawPointer(second) - claims) &+ 1
}
