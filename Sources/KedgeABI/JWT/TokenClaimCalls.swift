public import CKedge
import KedgeCore
import KedgeJWT

/// Tells what kind of value a claim has.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - kind: out; one of KEDGE_CLAIM_NULL to KEDGE_CLAIM_OBJECT
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_CLAIM_NOT_FOUND,
///   KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes; kind untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_kind")
public func kedge_jwt_token_kind(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ kind: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let kind else { return failNull("kind") }
    return answer { () throws(Refusal) in
        kind.pointee = try claim(of: token, name, name_len).kind.number
        return KEDGE_OK
    }
}

/// Writes a claim that is text, with its escapes resolved.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8,
///   KEDGE_CLAIM_NOT_FOUND, KEDGE_CLAIM_KIND, KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes; out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_text")
public func kedge_jwt_token_text(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    answer { () throws(Refusal) in
        let claim = try claim(of: token, name, name_len)
        guard let count = claim.view.stringByteCount else { throw Refusal(failKind("text")) }
        switch Output(out, out_capacity, out_len, needed: count &+ 1) {
        case .refused(let status): return status
        case .ready(let room, let length):
            claim.view.copyString(exactly: UnsafeMutableRawBufferPointer(rebasing: room[..<count]))
            room[count] = 0
            length.pointee = count
            return KEDGE_OK
        }
    }
}

/// Reads a claim that is an integer.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - value: out; from -2^63 to 2^63 - 1, of a number that is written without fraction and exponent
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_CLAIM_NOT_FOUND,
///   KEDGE_CLAIM_KIND (also a number that does not fit), KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes; value
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_integer")
public func kedge_jwt_token_integer(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ value: UnsafeMutablePointer<Int64>?
) -> kedge_status {
    guard let value else { return failNull("value") }
    return answer { () throws(Refusal) in
        guard let integer = try claim(of: token, name, name_len).int64 else {
            throw Refusal(failKind("an integer of 64 bits"))
        }
        value.pointee = integer
        return KEDGE_OK
    }
}

/// Reads a claim that is a number.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - value: out; the nearest that a double has
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_CLAIM_NOT_FOUND,
///   KEDGE_CLAIM_KIND (also a number beyond what a double has), KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes;
///   value untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_number")
public func kedge_jwt_token_number(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ value: UnsafeMutablePointer<Double>?
) -> kedge_status {
    guard let value else { return failNull("value") }
    return answer { () throws(Refusal) in
        guard let number = try claim(of: token, name, name_len).double else {
            throw Refusal(failKind("a number that a double has"))
        }
        value.pointee = number
        return KEDGE_OK
    }
}

/// Reads a claim that is true or false.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - value: out; 1 or 0
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_CLAIM_NOT_FOUND,
///   KEDGE_CLAIM_KIND, KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes; value untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_boolean")
public func kedge_jwt_token_boolean(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ value: UnsafeMutablePointer<Int32>?
) -> kedge_status {
    guard let value else { return failNull("value") }
    return answer { () throws(Refusal) in
        guard let bool = try claim(of: token, name, name_len).bool else { throw Refusal(failKind("true or false")) }
        value.pointee = bool ? 1 : 0
        return KEDGE_OK
    }
}

/// Writes a claim of any kind as JSON, as it stands in the token.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - name: name_len bytes of UTF-8, the whole name of the claim
///   - name_len: any length
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8,
///   KEDGE_CLAIM_NOT_FOUND, KEDGE_OUT_OF_MEMORY (for a name of over 65,536 bytes; out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_raw")
public func kedge_jwt_token_raw(
    _ token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    answer { () throws(Refusal) in
        let claim = try claim(of: token, name, name_len)
        return claim.source.withUnsafeBytes { text in
            guard claim.kind == .string else { return write(text, to: out, out_capacity, out_len) }
            guard let start = text.baseAddress else { return write("\"\"", to: out, out_capacity, out_len) }
            // The quotes stand around it in the token.
            return write(
                UnsafeRawBufferPointer(start: start - 1, count: text.count &+ 2), to: out, out_capacity, out_len)
        }
    }
}

private func claim(
    of token: UnsafePointer<kedge_jwt_token>?, _ name: UnsafePointer<CChar>?, _ count: Int
) throws(Refusal) -> JSONValue {
    let name = try claimName(name, count)
    guard let claims = claims(of: token) else { throw Refusal(failHandle("token")) }
    guard let claim = claims[name] else { throw Refusal(failClaim(name)) }
    return claim
}

private func claimName(_ name: UnsafePointer<CChar>?, _ count: Int) throws(Refusal) -> String {
    guard let name = try text(name, count, "name") else { throw Refusal(failNull("name")) }
    return name
}

private func failClaim(_ name: String) -> kedge_status {
    fail(KEDGE_CLAIM_NOT_FOUND, "the token has no claim {text}", text: name)
}

private func failKind(_ kind: StaticString) -> kedge_status {
    fail(KEDGE_CLAIM_KIND, "the claim is not {text}", text: kind)
}

extension JSONKind {
    fileprivate var number: UInt32 {
        switch self {
        case .null: KEDGE_CLAIM_NULL
        case .bool: KEDGE_CLAIM_BOOLEAN
        case .number: KEDGE_CLAIM_NUMBER
        case .string: KEDGE_CLAIM_TEXT
        case .array: KEDGE_CLAIM_ARRAY
        case .object: KEDGE_CLAIM_OBJECT
        }
    }
}
