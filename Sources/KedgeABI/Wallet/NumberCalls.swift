public import CKedge
import KedgeCore

/// Reads a number of up to 256 bits.
///
/// - Parameters:
///   - text: decimal digits, or hex digits behind 0x; no sign and no space
///   - text_len: length of text; a NUL does not count
///   - number32: out; 32 bytes, big-endian
/// - Returns: KEDGE_OK, KEDGE_INVALID_NUMBER (anything else, and 2^256 or more), KEDGE_INVALID_ARGUMENT (number32
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 5 ns for each digit
/// - Since: 0.1
@_cdecl("kedge_uint256_parse")
public func kedge_uint256_parse(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ number32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    guard let number32 else { return failNull("number32") }
    guard let number = UInt256(text: text.bytes) else {
        return fail(KEDGE_INVALID_NUMBER, "the number is not digits, or hex digits behind 0x, of less than 2^256")
    }
    write(number, to: number32)
    return KEDGE_OK
}

/// Writes a number in decimal digits.
///
/// - Parameters:
///   - number32: 32 bytes, big-endian
///   - out: room for the text and a NUL
///   - out_capacity: bytes of out; 79 are enough
///   - out_len: out; digits written, or bytes needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (only out_len is set), KEDGE_INVALID_ARGUMENT (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; at most 300 ns
/// - Since: 0.1
@_cdecl("kedge_uint256_format")
public func kedge_uint256_format(
    _ number32: UnsafePointer<UInt8>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let number32 else { return failNull("number32") }
    return UInt256(number32).withDecimalDigits { write($0, to: out, out_capacity, out_len) }
}

/// Reads an amount: "1.5" with 18 decimals, as ether has, is 1,500,000,000,000,000,000.
///
/// - Parameters:
///   - text: digits, or digits, a point and digits; no sign, no exponent, no space
///   - text_len: length of text; a NUL does not count
///   - decimals: how many decimals the unit has, 0 to 77; text with more digits behind its point is refused, whatever
///     they are
///   - number32: out; 32 bytes, big-endian
/// - Returns: KEDGE_OK, KEDGE_INVALID_NUMBER (anything else, and 2^256 or more), KEDGE_INVALID_ARGUMENT (number32
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 5 ns for each digit and decimal
/// - Since: 0.1
@_cdecl("kedge_amount_parse")
public func kedge_amount_parse(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ decimals: UInt32, _ number32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    guard let number32 else { return failNull("number32") }
    do throws(AmountError) {
        write(try UInt256(amount: text.bytes, decimals: Int(decimals)), to: number32)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes a number as an amount, without zeros at the end of the decimals: 1,500,000,000,000,000,000 with 18 decimals
/// is "1.5".
///
/// - Parameters:
///   - number32: 32 bytes, big-endian
///   - decimals: how many decimals the unit has, 0 to 77
///   - out: room for the text and a NUL
///   - out_capacity: bytes of out; 80 are enough
///   - out_len: out; characters written, or bytes needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (only out_len is set), KEDGE_INVALID_ARGUMENT (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; at most 400 ns
/// - Since: 0.1
@_cdecl("kedge_amount_format")
public func kedge_amount_format(
    _ number32: UnsafePointer<UInt8>?, _ decimals: UInt32, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let number32 else { return failNull("number32") }
    do throws(AmountError) {
        return try UInt256(number32).withAmount(decimals: Int(decimals)) { write($0, to: out, out_capacity, out_len) }
    } catch {
        return fail(error)
    }
}
