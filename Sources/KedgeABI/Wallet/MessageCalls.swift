public import CKedge
import KedgeWallet

/// The hash that wallets sign when a person signs a message (personal_sign, EIP-191 version 0x45).
///
/// - Parameters:
///   - message: message_len bytes; text as UTF-8
///   - message_len: any length
///   - hash32: out; 32 bytes; may share memory with message
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 300 ns, and 1.7 ns for each byte
/// - Since: 0.1
@_cdecl("kedge_message_hash")
public func kedge_message_hash(
    _ message: UnsafePointer<UInt8>?, _ message_len: Int, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let message = bytes(message, message_len) else { return failInput("message", message_len) }
    guard let hash32 else { return failNull("hash32") }
    write(Message.hash(message.bytes), to: hash32)
    return KEDGE_OK
}

/// The hash of data that a contract is to check (EIP-191 version 0x00).
///
/// - Parameters:
///   - validator20: the 20 bytes of the contract's address
///   - data: data_len bytes
///   - data_len: any length
///   - hash32: out; 32 bytes; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 300 ns, and 1.7 ns for each byte
/// - Since: 0.1
@_cdecl("kedge_message_validator_hash")
public func kedge_message_validator_hash(
    _ validator20: UnsafePointer<UInt8>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let validator20 else { return failNull("validator20") }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    guard let hash32 else { return failNull("hash32") }
    write(Message.hash(validator: Address(validator20), data: data.bytes), to: hash32)
    return KEDGE_OK
}

/// The address whose key signed a message as wallets do for a person (personal_sign).
///
/// Any signature in range has a signer: compare the address with the one you expect, or call kedge_message_verify.
///
/// - Parameters:
///   - message: message_len bytes; text as UTF-8
///   - message_len: any length
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - address20: out; 20 bytes; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 33 µs, and 1.7 ns for each byte
/// - Since: 0.1
@_cdecl("kedge_message_address")
public func kedge_message_address(
    _ message: UnsafePointer<UInt8>?, _ message_len: Int, _ signature65: UnsafePointer<UInt8>?,
    _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let message = bytes(message, message_len) else { return failInput("message", message_len) }
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    do throws(KeyError) {
        write(try Signature(signature65).signer(ofMessage: message.bytes), to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Refuses a message's signature (personal_sign) that is not by the key of an address.
///
/// - Parameters:
///   - message: message_len bytes; text as UTF-8
///   - message_len: any length
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - address20: the 20 bytes of the signer's address
/// - Returns: KEDGE_OK, KEDGE_WRONG_SIGNER, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 33 µs, and 1.7 ns for each byte
/// - Since: 0.1
@_cdecl("kedge_message_verify")
public func kedge_message_verify(
    _ message: UnsafePointer<UInt8>?, _ message_len: Int, _ signature65: UnsafePointer<UInt8>?,
    _ address20: UnsafePointer<UInt8>?
) -> kedge_status {
    guard let message = bytes(message, message_len) else { return failInput("message", message_len) }
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    do throws(KeyError) {
        try Signature(signature65).verify(ofMessage: message.bytes, by: Address(address20))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
