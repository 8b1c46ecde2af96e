public import CKedge
import KedgeCore
import KedgeJWT

/// What the handle of an issuer stands for.
internal struct IssuerObject {
    internal let issuer: CountedObject<JWTIssuer>
    internal let calls: HostCalls
}

extension HandleKind where Tag == kedge_jwt_issuer, Object == IssuerObject {
    internal static var jwtIssuer: Self { Self(.jwtIssuer) }
}

private let jwtType: StaticString = "JWT"

extension kedge_jwt_issuer_options: OptionStruct {
    internal static var firstReleaseSize: Int { 152 }
    internal static var defaults: Self {
        let known = JWTIssuerOptions()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.type = cString(jwtType)
        options.type_len = jwtType.utf8CodeUnitCount
        options.lifetime_seconds = UInt64(known.lifetime ?? 0)
        options.max_token_bytes = UInt64(known.maximumByteCount)
        options.adds_issued_at = 1
        options.adds_key_id = 1
        return options
    }

    /// - Parameter calls: Counts the host's callbacks.
    fileprivate func options(_ calls: HostCalls) throws(Refusal) -> JWTIssuerOptions {
        try checkReserved(reserved)
        var options = JWTIssuerOptions()
        options.issuer = try text(issuer, issuer_len, "issuer")
        options.subject = try text(subject, subject_len, "subject")
        options.audiences = try texts(audiences, audience_count, "audiences", "audience_count") ?? []
        options.type = try text(type, type_len, "type")
        options.headers = try text(headers, headers_len, "headers")
        // Beyond 2^63 - 1 it is out of its range, which 0 is, too.
        options.lifetime =
            lifetime_seconds == KEDGE_NO_LIMIT ? nil : Int64(exactly: lifetime_seconds) ?? 0
        options.notBeforeOffset = try flag(adds_not_before, "adds_not_before") ? not_before_seconds : nil
        options.maximumByteCount = Int(clamping: max_token_bytes)
        options.addsIssuedAt = try flag(adds_issued_at, "adds_issued_at")
        options.addsID = try flag(adds_id, "adds_id")
        options.addsKeyID = try flag(adds_key_id, "adds_key_id")
        options.conflict = try flag(keeps_given_claims, "keeps_given_claims") ? .givenClaimStays : .refused
        if let clock { options.clock = HostClock(call: clock, context: clock_context, calls: calls) }
        return options
    }
}

/// Writes the default options: exp in an hour, iat, typ JWT, the key's id as kid.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_jwt_issuer_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_issuer_options_init")
public func kedge_jwt_issuer_options_init(
    _ options: UnsafeMutablePointer<kedge_jwt_issuer_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_jwt_issuer_options.write(options, size: struct_size)
}

/// Makes an issuer, which never changes.
///
/// The header is alg, typ, kid and then the further headers, without white space; the claims are those that are given, each
/// byte as it is, and then those that the issuer adds, in this order: iss, sub, aud, iat, nbf, exp, jti. So the same claims in
/// the same second give the same bytes, unless jti is added or the algorithm itself is random (ES256, ES384, ES512, PS*).
///
/// - Parameters:
///   - key: live handle of a shared secret or a private key; borrowed for the call, the issuer keeps what it needs of it
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_jwt_issuer_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_KEY_IS_PUBLIC,
///   KEDGE_MALFORMED_HEADERS, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_issuer_create")
public func kedge_jwt_issuer_create(
    _ key: UnsafePointer<kedge_jwt_key>?, _ options: UnsafePointer<kedge_jwt_issuer_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_issuer>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    guard let settings = kedge_jwt_issuer_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let calls = HostCalls()
        let options = try settings.options(calls)
        let issuer: JWTIssuer
        do throws(JWTIssueError) {
            issuer = try JWTIssuer(key: key.pointee, options: options)
        } catch {
            throw Refusal(fail(error))
        }
        return HandleKind.jwtIssuer.issue(IssuerObject(issuer: CountedObject(issuer), calls: calls), to: out)
    }
}

/// Ends an issuer.
///
/// - Parameters:
///   - issuer: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (inside its clock; it stays)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_issuer_destroy")
public func kedge_jwt_issuer_destroy(_ issuer: UnsafeMutablePointer<kedge_jwt_issuer>?) -> kedge_status {
    HandleKind.jwtIssuer.withdraw(issuer, "issuer", if: { $0.calls.underWay.isEmpty })
}

/// Issues a token with claims that are given as JSON.
///
/// - Parameters:
///   - issuer: live handle; borrowed
///   - claims: claims_len bytes of UTF-8, a JSON object in which iss, sub and jti are text, aud is text or a list of it, exp, nbf
///     and iat are numbers; not overlapping out
///   - claims_len: any length that max_token_bytes allows; 0 for no claims but those that the issuer adds
///   - out: out_capacity bytes for the token and a NUL; zeros, or untouched, on a failure of the last three kinds
///   - out_capacity: max_token_bytes and 1 are always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MALFORMED_CLAIMS,
///   KEDGE_DUPLICATE_CLAIM, KEDGE_TOKEN_TOO_LARGE, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE,
///   KEDGE_OUT_OF_MEMORY
/// - Threads: any thread, concurrently
/// - Cost: that of the signature, and under 200 ns for 200 bytes of claims; no allocation of its own up to 1,024 bytes of claims
/// - Since: 0.1
@_cdecl("kedge_jwt_issue")
public func kedge_jwt_issue(
    _ issuer: UnsafePointer<kedge_jwt_issuer>?, _ claims: UnsafePointer<CChar>?, _ claims_len: Int,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.jwtIssuer.object(issuer) else { return failHandle("issuer") }
    guard let claims = bytes(claims, claims_len) else { return failInput("claims", claims_len) }
    return object.pointee.issuer.uncounted._withUnsafeGuaranteedRef { issuer in
        issue(issuer, claims.isEmpty ? noClaims : claims, out, out_capacity, out_len)
    }
}

/// Issues a token with claims that were set one by one, in the order in which they were set. They stay: more tokens can be
/// issued with them, and more claims set.
///
/// - Parameters:
///   - issuer: live handle; borrowed
///   - claims: live handle
///   - out: out_capacity bytes for the token and a NUL; zeros, or untouched, on a failure of the last three kinds
///   - out_capacity: max_token_bytes and 1 are always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY (the claims),
///   KEDGE_MALFORMED_CLAIMS, KEDGE_DUPLICATE_CLAIM, KEDGE_TOKEN_TOO_LARGE, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE,
///   KEDGE_OUT_OF_MEMORY
/// - Threads: any thread, concurrently for the issuer; one thread at a time for the claims
/// - Cost: that of the signature, and under 200 ns for 200 bytes of claims
/// - Since: 0.1
@_cdecl("kedge_jwt_issue_claims")
public func kedge_jwt_issue_claims(
    _ issuer: UnsafePointer<kedge_jwt_issuer>?, _ claims: UnsafeMutablePointer<kedge_jwt_claims>?,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.jwtIssuer.object(issuer) else { return failHandle("issuer") }
    return HandleKind.jwtClaims.withObject(claims, "claims") { builder in
        do throws(JWTIssueError) {
            return try builder.withText { (text) throws(JWTIssueError) in
                text.withUnsafeBytes { issue(object.pointee.issuer.counted, $0, out, out_capacity, out_len) }
            }
        } catch {
            return fail(error)
        }
    }
}

private let emptyObject: StaticString = "{}"
private var noClaims: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: emptyObject.utf8Start, count: emptyObject.utf8CodeUnitCount)
}

@inline(__always)
private func issue(
    _ issuer: JWTIssuer, _ claims: UnsafeRawBufferPointer, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let length else { return failNull("out_len") }
    guard capacity >= 0 else { return failCapacity("out_capacity", capacity) }
    let room = UnsafeMutableRawBufferPointer(start: out, count: out == nil ? 0 : capacity)
    guard !overlaps(claims, room) else { return failOverlap("claims") }
    do throws(JWTIssueError) {
        // A byte is kept for the NUL.
        let count = try issuer.issue(
            claims: claims, into: UnsafeMutableRawBufferPointer(rebasing: room[..<max(0, room.count &- 1)]))
        room[count] = 0
        length.pointee = count
        return KEDGE_OK
    } catch {
        guard case .bufferTooSmall(let needed) = error else { return fail(error) }
        length.pointee = needed &+ 1
        return KEDGE_BUFFER_TOO_SMALL
    }
}
