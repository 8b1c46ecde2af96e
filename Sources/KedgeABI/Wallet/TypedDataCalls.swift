public import CKedge
import KedgeCore
import KedgeWallet

extension HandleKind where Tag == kedge_typed_data, Object == TypedData {
    internal static var typedData: Self { Self(.typedData) }
}

extension kedge_typed_data_options: OptionStruct {
    internal static var firstReleaseSize: Int { 24 }
    internal static var defaults: Self {
        let defaults = TypedDataOptions()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.max_depth = UInt32(truncatingIfNeeded: defaults.maximumDepth)
        options.max_values = UInt64(truncatingIfNeeded: defaults.maximumValues)
        return options
    }

    fileprivate func typedDataOptions() throws(Refusal) -> TypedDataOptions {
        TypedDataOptions(
            isStrict: try flag(is_strict, "is_strict"), maximumDepth: Int(max_depth),
            maximumValues: Int(clamping: max_values))
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_typed_data_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_typed_data_options_init")
public func kedge_typed_data_options_init(
    _ options: UnsafeMutablePointer<kedge_typed_data_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_typed_data_options.write(options, size: struct_size)
}

/// Reads typed data (EIP-712), checks every value of it and computes what is signed.
///
/// It takes what eth_signTypedData_v4 takes: an object of types, primaryType, domain and message. Integers are JSON
/// numbers or text, decimal or behind 0x; bytes and addresses are 0x and hex digits; bytesN has exactly its N bytes.
/// bool is true or false. The checksum of an address is not looked at, because wallets sign addresses in any mix of
/// cases. The name of a type may have colons, which EIP-712 does not say and exchanges use. Definitions that neither the
/// domain nor the message leads to have names and members, and their members' types are not looked at.
///
/// A struct may be null or absent, and is 32 zero bytes then; every other member has to be there. If types has no
/// EIP712Domain, the domain may have name, version, chainId, verifyingContract and salt, and its type has those that are
/// there. A domain has no structs. If primaryType is EIP712Domain, the domain alone is hashed.
///
/// - Parameters:
///   - json: json_len bytes of UTF-8
///   - json_len: at most 4 MiB
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_typed_data_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JSON, KEDGE_MALFORMED_TYPED_DATA,
///   KEDGE_TYPED_DATA_TYPE, KEDGE_TYPED_DATA_VALUE, KEDGE_TYPED_DATA_MISSING, KEDGE_TYPED_DATA_UNKNOWN_MEMBER,
///   KEDGE_TYPED_DATA_TOO_LARGE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us for a message of ten members
/// - Since: 0.1
@_cdecl("kedge_typed_data_create")
public func kedge_typed_data_create(
    _ json: UnsafePointer<CChar>?, _ json_len: Int, _ options: UnsafePointer<kedge_typed_data_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_typed_data>?>?
) -> kedge_status {
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    guard let out else { return failNull("out") }
    guard let settings = kedge_typed_data_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let options = try settings.typedDataOptions()
        do throws(TypedDataError) {
            return HandleKind.typedData.issue(try TypedData(json: json.bytes, options: options), to: out)
        } catch {
            return fail(error)
        }
    }
}

/// Ends typed data.
///
/// - Parameters:
///   - typed_data: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_typed_data_destroy")
public func kedge_typed_data_destroy(_ typed_data: UnsafeMutablePointer<kedge_typed_data>?) -> kedge_status {
    HandleKind.typedData.withdraw(typed_data, "typed_data")
}

/// Writes what is signed: the hash of the domain and the message together.
///
/// - Parameters:
///   - typed_data: live handle
///   - hash32: out; 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_typed_data_hash")
public func kedge_typed_data_hash(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    write(object.pointee.digest, to: hash32)
    return KEDGE_OK
}

/// Writes the hash of the domain.
///
/// - Parameters:
///   - typed_data: live handle
///   - hash32: out; 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_typed_data_domain_separator")
public func kedge_typed_data_domain_separator(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    write(object.pointee.domainSeparator, to: hash32)
    return KEDGE_OK
}

/// Writes the hash of the message; that of the domain if primaryType is EIP712Domain.
///
/// - Parameters:
///   - typed_data: live handle
///   - hash32: out; 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_typed_data_struct_hash")
public func kedge_typed_data_struct_hash(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    write(object.pointee.structHash, to: hash32)
    return KEDGE_OK
}
