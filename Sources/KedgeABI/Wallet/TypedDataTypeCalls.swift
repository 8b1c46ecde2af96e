public import CKedge
import KedgeCore
import KedgeWallet

/// Writes the text of a type (encodeType): its own definition, then those that it leads to, sorted by name.
///
/// - Parameters:
///   - typed_data: live handle
///   - type: type_len bytes: the name of a struct type that the message or the domain uses
///   - type_len: any length
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: a size that is too small, 0 for instance, asks for the right one
///   - out_len: out; the length without the NUL; with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_TYPED_DATA_TYPE,
///   KEDGE_BUFFER_TOO_SMALL (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for three types
/// - Since: 0.1
@_cdecl("kedge_typed_data_encode_type")
public func kedge_typed_data_encode_type(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ type: UnsafePointer<CChar>?, _ type_len: Int,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let type = bytes(type, type_len) else { return failInput("type", type_len) }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    guard let name = String(validating: type, as: UTF8.self) else { return failType() }
    do throws(TypedDataError) {
        return write(try object.pointee.encodeType(name), to: out, out_capacity, out_len)
    } catch {
        return fail(error)
    }
}

/// Writes the hash of the text of a type (typeHash).
///
/// - Parameters:
///   - typed_data: live handle
///   - type: type_len bytes: the name of a struct type that the message or the domain uses
///   - type_len: any length
///   - hash32: out; 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_TYPED_DATA_TYPE (hash32
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us for a type that a value has
/// - Since: 0.1
@_cdecl("kedge_typed_data_type_hash")
public func kedge_typed_data_type_hash(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ type: UnsafePointer<CChar>?, _ type_len: Int,
    _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let type = bytes(type, type_len) else { return failInput("type", type_len) }
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    guard let name = String(validating: type, as: UTF8.self) else { return failType() }
    do throws(TypedDataError) {
        write(try object.pointee.typeHash(name), to: hash32)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes the encoded message (encodeData): the hash of its type, then 32 bytes for each member; the domain's if
/// primaryType is EIP712Domain.
///
/// - Parameters:
///   - typed_data: live handle
///   - out: out_capacity bytes
///   - out_capacity: a size that is too small, 0 for instance, asks for the right one
///   - out_len: out; bytes written; with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUFFER_TOO_SMALL (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of a copy
/// - Since: 0.1
@_cdecl("kedge_typed_data_encode_data")
public func kedge_typed_data_encode_data(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    return write(object.pointee.encodedData, to: out, out_capacity, out_len)
}

private func failType() -> kedge_status {
    fail(KEDGE_INVALID_UTF8, "type is not UTF-8")
}
