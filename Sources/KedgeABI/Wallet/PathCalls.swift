public import CKedge
import KedgeWallet

/// Reads a derivation path into numbers.
///
/// - Parameters:
///   - text: text_len characters, with or without m and a slash before the numbers, such as m/44'/60'/0'/0/0 or 0/7;
///     hardened numbers end with ' or h
///   - text_len: length of text
///   - numbers: room for capacity numbers; KEDGE_HARDENED is added to hardened ones; may be NULL only if capacity is 0
///   - capacity: 255 is always enough
///   - count: out; how many numbers there are, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (count is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_PATH,
///   KEDGE_HD_KEY_TOO_DEEP (more than 255 levels) (numbers and count untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns
/// - Since: 0.1
@_cdecl("kedge_path_parse")
public func kedge_path_parse(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ numbers: UnsafeMutablePointer<UInt32>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    guard let count else { return failNull("count") }
    guard capacity >= 0 else { return failCapacity("capacity", capacity) }
    do throws(HDKeyError) {
        return write(try DerivationPath(text.bytes).numbers, to: numbers, capacity, count)
    } catch {
        return fail(error)
    }
}

/// Writes numbers as a derivation path that begins with m; hardened ones end with '.
///
/// - Parameters:
///   - numbers: count numbers, with KEDGE_HARDENED added for hardened ones; may be NULL only if count is 0
///   - count: 0, which gives m, to 255
///   - out: room for the text and a NUL
///   - out_capacity: capacity of out; 3,062 is always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_HD_KEY_TOO_DEEP (more than 255) (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 500 ns
/// - Since: 0.1
@_cdecl("kedge_path_format")
public func kedge_path_format(
    _ numbers: UnsafePointer<UInt32>?, _ count: Int, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard count >= 0, numbers != nil || count == 0 else { return failCount("count", count) }
    guard count <= DerivationPath.maximumLevelCount else { return fail(.tooDeep) }
    do throws(HDKeyError) {
        let path = try DerivationPath(
            numbers: [UInt32](UnsafeBufferPointer(start: numbers, count: count)), isFromMaster: true)
        return write(path.description, to: out, out_capacity, out_len)
    } catch {
        return fail(error)
    }
}
