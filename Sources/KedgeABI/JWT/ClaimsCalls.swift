public import CKedge
import KedgeCore
import KedgeJWT

extension HandleKind where Tag == kedge_jwt_claims, Object == OneAtATime<JWTClaimsBuilder> {
    internal static var jwtClaims: Self { Self(.jwtClaims) }
}

private func noClaims() -> JWTClaimsBuilder { JWTClaimsBuilder(maximumByteCount: 1 << 20) }

/// Makes claims, none yet, to be set one by one and issued with kedge_jwt_issue_claims.
///
/// - Parameters:
///   - out: the new handle; give it to kedge_jwt_claims_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_create")
public func kedge_jwt_claims_create(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_claims>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return HandleKind.jwtClaims.issue(OneAtATime(noClaims()), to: out)
}

/// Ends claims.
///
/// - Parameters:
///   - claims: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a call is using them: one with a callback, for instance)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_destroy")
public func kedge_jwt_claims_destroy(_ claims: UnsafeMutablePointer<kedge_jwt_claims>?) -> kedge_status {
    HandleKind.jwtClaims.withdrawUnused(claims, "claims")
}

/// Removes all claims, so that others can be set.
///
/// - Parameters:
///   - claims: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY
/// - Threads: one thread at a time per handle
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_reset")
public func kedge_jwt_claims_reset(_ claims: UnsafeMutablePointer<kedge_jwt_claims>?) -> kedge_status {
    HandleKind.jwtClaims.withObject(claims, "claims") { builder in
        builder = noClaims()
        return KEDGE_OK
    }
}

/// Sets a claim that is text.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - value: value_len bytes of UTF-8
///   - value_len: any length
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS (a NUL), KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing changed)
/// - Threads: one thread at a time per handle
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_text")
public func kedge_jwt_claims_set_text(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ value: UnsafePointer<CChar>?, _ value_len: Int
) -> kedge_status {
    guard let bytes = bytes(value, value_len) else { return failInput("value", value_len) }
    return set(claims, name, name_len) { builder, name throws(Refusal) in
        let value = bytes.isEmpty ? "" : try text(value, value_len, "value") ?? ""
        try refusing { () throws(JSONWriterError) in try builder.text(name, value) }
    }
}

/// Sets a claim that is a list of texts, such as aud with several audiences.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - values: value_count texts, in UTF-8; borrowed for the call
///   - value_count: 1 to 1,024
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS (a NUL), KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing changed)
/// - Threads: one thread at a time per handle
/// - Cost: about 100 ns for each text
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_texts")
public func kedge_jwt_claims_set_texts(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ values: UnsafePointer<kedge_text>?, _ value_count: Int
) -> kedge_status {
    guard let values else { return failNull("values") }
    return set(claims, name, name_len) { builder, name throws(Refusal) in
        let values = try texts(values, value_count, "values", "value_count") ?? []
        try refusing { () throws(JSONWriterError) in try builder.texts(name, values) }
    }
}

/// Sets a claim that is an integer, such as a time in Unix seconds.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - value: any
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS (a NUL in the name), KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing changed)
/// - Threads: one thread at a time per handle
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_integer")
public func kedge_jwt_claims_set_integer(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int, _ value: Int64
) -> kedge_status {
    set(claims, name, name_len) { builder, name throws(Refusal) in
        try refusing { () throws(JSONWriterError) in try builder.integer(name, value) }
    }
}

/// Sets a claim that is a number, with the fewest digits that read back as it.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - value: finite
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS (infinite, no number, or a NUL in the name), KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing
///   changed)
/// - Threads: one thread at a time per handle
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_number")
public func kedge_jwt_claims_set_number(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int, _ value: Double
) -> kedge_status {
    set(claims, name, name_len) { builder, name throws(Refusal) in
        try refusing { () throws(JSONWriterError) in try builder.number(name, value) }
    }
}

/// Sets a claim that is true or false.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - value: 1 or 0
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS (a NUL in the name), KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing changed)
/// - Threads: one thread at a time per handle
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_boolean")
public func kedge_jwt_claims_set_boolean(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int, _ value: Int32
) -> kedge_status {
    set(claims, name, name_len) { builder, name throws(Refusal) in
        let value = try flag(value, "value")
        try refusing { () throws(JSONWriterError) in try builder.bool(name, value) }
    }
}

/// Sets a claim of any kind, given as JSON; it is written without white space.
///
/// - Parameters:
///   - claims: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - json: json_len bytes of UTF-8, strict JSON
///   - json_len: at most 1,048,576
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_INVALID_UTF8, KEDGE_DUPLICATE_CLAIM,
///   KEDGE_MALFORMED_CLAIMS, KEDGE_TOKEN_TOO_LARGE, KEDGE_OUT_OF_MEMORY (nothing changed)
/// - Threads: one thread at a time per handle
/// - Cost: about 1 us for 200 bytes
/// - Since: 0.1
@_cdecl("kedge_jwt_claims_set_json")
public func kedge_jwt_claims_set_json(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ json: UnsafePointer<CChar>?, _ json_len: Int
) -> kedge_status {
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    return set(claims, name, name_len) { builder, name throws(Refusal) in
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONDocument(json.bytes, options: JSONOptions(maximumByteCount: 1 << 20)).root
        } catch {
            throw Refusal(fail(JWTIssueError.claimsNotJSON(error)))
        }
        try refusing { () throws(JSONWriterError) in try builder.json(name, value) }
    }
}

/// The steps that every new claim takes.
private func set(
    _ claims: UnsafeMutablePointer<kedge_jwt_claims>?, _ name: UnsafePointer<CChar>?, _ count: Int,
    _ body: (inout JWTClaimsBuilder, String) throws(Refusal) -> Void
) -> kedge_status {
    HandleKind.jwtClaims.withObject(claims, "claims") { builder in
        answer { () throws(Refusal) in
            guard let name = try text(name, count, "name") else { throw Refusal(failNull("name")) }
            try body(&builder, name)
            return KEDGE_OK
        }
    }
}

private func refusing(_ body: () throws(JSONWriterError) -> Void) throws(Refusal) {
    do throws(JSONWriterError) { try body() } catch { throw Refusal(fail(error)) }
}
