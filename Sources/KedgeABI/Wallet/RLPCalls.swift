public import CKedge
import KedgeCore
import KedgeWallet

extension kedge_rlp_item: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

/// Reads the item that data begins with, whatever follows.
///
/// Nothing is copied: the item points into data. What lies inside a list is not looked at: call it again with the
/// list's content, item by item, or check everything at once with kedge_rlp_check.
///
/// - Parameters:
///   - data: data_len bytes; NULL only with length 0
///   - data_len: any length; 0 is no item
///   - item: out; set struct_size to sizeof(kedge_rlp_item) before the call
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP (item untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_rlp_read")
public func kedge_rlp_read(
    _ data: UnsafePointer<UInt8>?, _ data_len: Int, _ item: UnsafeMutablePointer<kedge_rlp_item>?
) -> kedge_status {
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    guard let item = kedge_rlp_item.accept(item) else { return failResult("item", item) }
    do throws(RLPError) {
        let header = try RLPHeader(data.bytes)
        var result = kedge_rlp_item()
        result.content = data.baseAddress.map { ($0 + header.contentStart).assumingMemoryBound(to: UInt8.self) }
        result.content_len = header.end &- header.contentStart
        result.item_len = header.end
        result.is_list = header.isList ? 1 : 0
        result.write(to: item)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Reads an item as a number.
///
/// - Parameters:
///   - item: as kedge_rlp_read filled it; the bytes that it points to are still there
///   - number: out
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP (a leading zero), KEDGE_RLP_STRUCTURE (a list, or
///   more than 8 bytes; number untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_rlp_read_uint64")
public func kedge_rlp_read_uint64(
    _ item: UnsafePointer<kedge_rlp_item>?, _ number: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let number else { return failNull("number") }
    return withContent(item) { content throws(RLPError) in
        number.pointee = try RLP.uint64(content.bytes, at: 0)
    }
}

/// Reads an item as a number of 256 bits.
///
/// - Parameters:
///   - item: as kedge_rlp_read filled it; the bytes that it points to are still there
///   - number32: out; 32 bytes, big-endian
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP (a leading zero), KEDGE_RLP_STRUCTURE (a list, or
///   more than 32 bytes; number32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_read_uint256")
public func kedge_rlp_read_uint256(
    _ item: UnsafePointer<kedge_rlp_item>?, _ number32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let number32 else { return failNull("number32") }
    return withContent(item) { content throws(RLPError) in
        write(try RLP.uint256(content.bytes, at: 0), to: number32)
    }
}

/// Checks that data is one item in canonical form, with everything that lies in it, and nothing left over.
///
/// - Parameters:
///   - data: data_len bytes; NULL only with length 0
///   - data_len: any length; 0 is no item
///   - max_depth: how deep lists may lie in each other, 0 to 1,024; 64 suits everything of Ethereum's
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP, KEDGE_RLP_TOO_DEEP
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds for each item
/// - Since: 0.1
@_cdecl("kedge_rlp_check")
public func kedge_rlp_check(
    _ data: UnsafePointer<UInt8>?, _ data_len: Int, _ max_depth: UInt32
) -> kedge_status {
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    guard max_depth <= UInt32(RLP.largestMaximumDepth) else {
        return fail(KEDGE_INVALID_ARGUMENT, "max_depth is {0}: 0 to 1,024 are taken", Int(max_depth))
    }
    do throws(RLPError) {
        try RLP.check(data.bytes, maximumDepth: Int(max_depth))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Lends the content of an item that has to be bytes.
private func withContent(
    _ item: UnsafePointer<kedge_rlp_item>?, _ body: (UnsafeRawBufferPointer) throws(RLPError) -> Void
) -> kedge_status {
    guard let item = kedge_rlp_item.accept(item) else { return failResult("item", item) }
    let value = item.pointee
    guard let isList = Bool(flag: value.is_list) else { return failFlag("is_list", value.is_list) }
    guard let content = bytes(value.content, value.content_len) else {
        return failInput("content", value.content_len)
    }
    do throws(RLPError) {
        guard !isList else { throw .wrongKind(offset: 0) }
        try body(content)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
