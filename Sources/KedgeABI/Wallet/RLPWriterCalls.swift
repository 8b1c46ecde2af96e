public import CKedge
import KedgeCore
import KedgeWallet

extension HandleKind where Tag == kedge_rlp_writer, Object == OneAtATime<RLPWriter> {
    internal static var rlpWriter: Self { Self(.rlpWriter) }
}

/// Lends the writer of `handle` to `body`, which has it alone.
private func withWriter(
    _ handle: UnsafePointer<kedge_rlp_writer>?, _ body: (inout RLPWriter) -> kedge_status
) -> kedge_status {
    HandleKind.rlpWriter.withObject(handle, "writer", body)
}

/// Begins to write RLP.
///
/// - Parameters:
///   - out: the new handle; give it to kedge_rlp_writer_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 100 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_create")
public func kedge_rlp_writer_create(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_rlp_writer>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return HandleKind.rlpWriter.issue(OneAtATime(RLPWriter()), to: out)
}

/// Ends a writer and what it holds.
///
/// - Parameters:
///   - writer: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: about 100 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_destroy")
public func kedge_rlp_writer_destroy(_ writer: UnsafeMutablePointer<kedge_rlp_writer>?) -> kedge_status {
    HandleKind.rlpWriter.withdrawUnused(writer, "writer")
}

/// Writes bytes as an item, into the list that was begun last and not ended.
///
/// - Parameters:
///   - writer: live handle
///   - data: data_len bytes, which are copied; NULL only with length 0
///   - data_len: any length
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_OUT_OF_MEMORY (writer
///   unchanged)
/// - Threads: one thread at a time per handle
/// - Cost: a copy
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_bytes")
public func kedge_rlp_writer_bytes(
    _ writer: UnsafeMutablePointer<kedge_rlp_writer>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int
) -> kedge_status {
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    return withWriter(writer) { writer in
        writer.append(data) ? KEDGE_OK : fail(RLPError.outOfMemory)
    }
}

/// Writes a number as an item: big-endian, in as few bytes as it takes, none for 0.
///
/// - Parameters:
///   - writer: live handle
///   - number: any number
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_OUT_OF_MEMORY (writer unchanged)
/// - Threads: one thread at a time per handle
/// - Cost: about 20 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_uint64")
public func kedge_rlp_writer_uint64(
    _ writer: UnsafeMutablePointer<kedge_rlp_writer>?, _ number: UInt64
) -> kedge_status {
    withWriter(writer) { writer in
        writer.append(number: UInt256(number)) ? KEDGE_OK : fail(RLPError.outOfMemory)
    }
}

/// Writes a number of 256 bits as an item, in as few bytes as it takes, none for 0.
///
/// - Parameters:
///   - writer: live handle
///   - number32: 32 bytes, big-endian
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_OUT_OF_MEMORY (writer
///   unchanged)
/// - Threads: one thread at a time per handle
/// - Cost: about 30 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_uint256")
public func kedge_rlp_writer_uint256(
    _ writer: UnsafeMutablePointer<kedge_rlp_writer>?, _ number32: UnsafePointer<UInt8>?
) -> kedge_status {
    guard let number32 else { return failNull("number32") }
    return withWriter(writer) { writer in
        writer.append(number: UInt256(number32)) ? KEDGE_OK : fail(RLPError.outOfMemory)
    }
}

/// Begins a list: what is written lies in it until it is ended. Lists may lie in lists.
///
/// - Parameters:
///   - writer: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_OUT_OF_MEMORY (writer unchanged)
/// - Threads: one thread at a time per handle
/// - Cost: about 20 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_begin_list")
public func kedge_rlp_writer_begin_list(_ writer: UnsafeMutablePointer<kedge_rlp_writer>?) -> kedge_status {
    withWriter(writer) { writer in
        writer.begin() ? KEDGE_OK : fail(RLPError.outOfMemory)
    }
}

/// Ends the list that was begun last.
///
/// - Parameters:
///   - writer: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_RLP_STRUCTURE (no list is open; writer unchanged)
/// - Threads: one thread at a time per handle
/// - Cost: about 20 ns
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_end_list")
public func kedge_rlp_writer_end_list(_ writer: UnsafeMutablePointer<kedge_rlp_writer>?) -> kedge_status {
    withWriter(writer) { writer in
        do throws(RLPError) {
            try writer.endList()
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Gives what was written: the items, one behind the other. The writer is empty again, and serves for more.
///
/// - Parameters:
///   - writer: live handle, every list of which is ended
///   - out: out_capacity bytes; NULL to ask for the size, which leaves the writer as it is
///   - out_capacity: at least the bytes that were written
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_BUSY, KEDGE_RLP_STRUCTURE (a list is open; out and writer untouched)
/// - Threads: one thread at a time per handle
/// - Cost: a copy
/// - Since: 0.1
@_cdecl("kedge_rlp_writer_finish")
public func kedge_rlp_writer_finish(
    _ writer: UnsafeMutablePointer<kedge_rlp_writer>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    withWriter(writer) { writer in
        do throws(RLPError) {
            let output = Output(out, out_capacity, out_len, needed: try writer.byteCount())
            guard case .ready(let room, let length) = output else { return output.status }
            writer.write(to: room)
            writer.removeAll()
            length.pointee = room.count
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}
