public import CKedge
import KedgeWallet

/// Reads an address.
///
/// Letters of one case carry no checksum, and are taken unless one is required; letters of both cases have to be as the
/// checksum wants them.
///
/// - Parameters:
///   - text: 0x and 40 hex digits
///   - text_len: 42; a NUL does not count
///   - chain_id: 0 for the checksum of EIP-55; the chain whose checksum it is to be (EIP-1191)
///   - require_checksum: 1: letters of one case are refused too, where the checksum wants both; 0: they are taken
///   - address20: out; 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ADDRESS, KEDGE_ADDRESS_CHECKSUM, KEDGE_INVALID_ARGUMENT (also for a
///   require_checksum that is neither 0 nor 1) (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 30 ns, and 300 ns where there is a checksum to compare
/// - Since: 0.1
@_cdecl("kedge_address_parse")
public func kedge_address_parse(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ chain_id: UInt64, _ require_checksum: Int32,
    _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    guard let requiresChecksum = Bool(flag: require_checksum) else {
        return failFlag("require_checksum", require_checksum)
    }
    guard let address20 else { return failNull("address20") }
    do throws(AddressError) {
        let address = try Address(
            text: text.bytes, chainID: chain_id == 0 ? nil : chain_id, requiresChecksum: requiresChecksum)
        write(address, to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes an address as text, with the checksum in the case of its letters.
///
/// - Parameters:
///   - address20: 20 bytes
///   - chain_id: 0 for the checksum of EIP-55; the chain to take into it, on the few chains that do so (EIP-1191)
///   - out: room for the text and a NUL
///   - out_capacity: bytes of out; KEDGE_ADDRESS_TEXT_BYTES are enough
///   - out_len: out; characters written, 42; or bytes needed, 43
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (only out_len is set), KEDGE_INVALID_ARGUMENT (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 300 ns
/// - Since: 0.1
@_cdecl("kedge_address_format")
public func kedge_address_format(
    _ address20: UnsafePointer<UInt8>?, _ chain_id: UInt64, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let address20 else { return failNull("address20") }
    return Address(address20).withText(chainID: chain_id == 0 ? nil : chain_id) {
        write($0, to: out, out_capacity, out_len)
    }
}

/// The address of the contract that an account's transaction, or a contract's CREATE, creates.
///
/// - Parameters:
///   - sender20: the 20 bytes of the creator's address
///   - nonce: the creator's nonce at that moment; a transaction's own
///   - address20: out; 20 bytes; may share memory with sender20
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL) (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 250 ns
/// - Since: 0.1
@_cdecl("kedge_address_of_creation")
public func kedge_address_of_creation(
    _ sender20: UnsafePointer<UInt8>?, _ nonce: UInt64, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let sender20 else { return failNull("sender20") }
    guard let address20 else { return failNull("address20") }
    write(Address.created(by: Address(sender20), nonce: nonce), to: address20)
    return KEDGE_OK
}

/// The address of the contract that CREATE2 creates (EIP-1014).
///
/// - Parameters:
///   - sender20: the 20 bytes of the creating contract's address
///   - salt32: 32 bytes
///   - init_code: init_code_len bytes: the code that runs to create it
///   - init_code_len: any length
///   - address20: out; 20 bytes; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 500 ns, and 1.7 ns for each byte of code
/// - Since: 0.1
@_cdecl("kedge_address_of_creation2")
public func kedge_address_of_creation2(
    _ sender20: UnsafePointer<UInt8>?, _ salt32: UnsafePointer<UInt8>?, _ init_code: UnsafePointer<UInt8>?,
    _ init_code_len: Int, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let sender20 else { return failNull("sender20") }
    guard let salt32 else { return failNull("salt32") }
    guard let code = bytes(init_code, init_code_len) else { return failInput("init_code", init_code_len) }
    guard let address20 else { return failNull("address20") }
    let address = Address.created(by: Address(sender20), salt: Hash32(salt32), initCode: code.bytes)
    write(address, to: address20)
    return KEDGE_OK
}

/// The address of the contract that CREATE2 creates, from the hash of its code (EIP-1014).
///
/// - Parameters:
///   - sender20: the 20 bytes of the creating contract's address
///   - salt32: 32 bytes
///   - init_code_hash32: the Keccak-256 hash of the code that runs to create it
///   - address20: out; 20 bytes; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL) (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 250 ns
/// - Since: 0.1
@_cdecl("kedge_address_of_creation2_hash")
public func kedge_address_of_creation2_hash(
    _ sender20: UnsafePointer<UInt8>?, _ salt32: UnsafePointer<UInt8>?, _ init_code_hash32: UnsafePointer<UInt8>?,
    _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let sender20 else { return failNull("sender20") }
    guard let salt32 else { return failNull("salt32") }
    guard let init_code_hash32 else { return failNull("init_code_hash32") }
    guard let address20 else { return failNull("address20") }
    let address = Address.created(
        by: Address(sender20), salt: Hash32(salt32), initCodeHash: Hash32(init_code_hash32))
    write(address, to: address20)
    return KEDGE_OK
}
