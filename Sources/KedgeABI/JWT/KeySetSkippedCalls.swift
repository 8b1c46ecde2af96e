public import CKedge
import KedgeJWT

/// Tells of a key that was left out when the set was read.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - position: below the set's count of skipped keys
///   - skipped: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (skipped untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_get_skipped")
public func kedge_jwt_key_set_get_skipped(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ position: Int,
    _ skipped: UnsafeMutablePointer<kedge_jwt_skipped_key>?
) -> kedge_status {
    guard let skipped = kedge_jwt_skipped_key.accept(skipped) else { return failResult("skipped", skipped) }
    return answer { () throws(Refusal) in
        let known = try skippedKey(key_set, position)
        kedge_jwt_skipped_key(known).write(to: skipped)
        return KEDGE_OK
    }
}

/// Writes the id of a key that was left out; empty text if none could be read.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - position: below the set's count of skipped keys
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_skipped_id")
public func kedge_jwt_key_set_skipped_id(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ position: Int, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    answer { () throws(Refusal) in
        write(try skippedKey(key_set, position).id ?? "", to: out, out_capacity, out_len)
    }
}

/// Writes a sentence for a person: why a key was left out.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - position: below the set's count of skipped keys
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: 512 are always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 2 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_skipped_reason")
public func kedge_jwt_key_set_skipped_reason(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ position: Int, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    answer { () throws(Refusal) in
        let known = try skippedKey(key_set, position)
        let reason = withErrorKept {
            _ = fail(known.error, isJWK: true)
            return lastErrorText()
        }
        return write(reason, to: out, out_capacity, out_len)
    }
}

extension kedge_jwt_skipped_key: ResultStruct {
    internal static var firstReleaseSize: Int { 24 }

    fileprivate init(_ known: JWTSkippedKey) {
        self.init()
        index = known.index
        status = withErrorKept { fail(known.error, isJWK: true) }
        has_id = known.id == nil ? 0 : 1
    }
}

private func skippedKey(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ position: Int
) throws(Refusal) -> JWTSkippedKey {
    guard let store = HandleKind.jwtKeySet.object(key_set) else { throw Refusal(failHandle("key_set")) }
    let skipped = store.pointee.keys.skipped
    guard skipped.indices.contains(position) else { throw Refusal(failIndex("position", position, skipped.count)) }
    return skipped[position]
}
