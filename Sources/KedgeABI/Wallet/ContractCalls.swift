public import CKedge
import KedgeCore
import KedgeWallet

/// Encodes values as Solidity's abi.encode does.
///
/// - Parameters:
///   - types: types_len bytes; the types in parentheses, such as (address,uint256[]), without white space and names; at
///     most 65,536 bytes, 4,096 types, and 64 arrays and tuples inside one another
///   - types_len: length of types
///   - values: values_len bytes; a JSON array of as many values; integers are JSON integers, or texts of decimal digits
///     or of hex digits behind 0x; fixed-point numbers texts such as "1.5"; addresses texts, whose checksum is
///     verified; bytes texts of hex behind 0x; arrays and tuples JSON arrays; at most 16,777,216 bytes
///   - values_len: length of values
///   - out: the encoding; does not share memory with values
///   - out_capacity: bytes that fit into out; NULL counts as 0
///   - out_len: out; length of the encoding, or with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_MALFORMED_JSON, KEDGE_CONTRACT_TYPE,
///   KEDGE_CONTRACT_VALUE, KEDGE_CONTRACT_TOO_LARGE (out and out_len untouched), KEDGE_BUFFER_TOO_SMALL (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: memory for each value of the JSON while the call runs; about 2 µs for a transfer
/// - Since: 0.1
@_cdecl("kedge_contract_encode")
public func kedge_contract_encode(
    _ types: UnsafePointer<CChar>?, _ types_len: Int, _ values: UnsafePointer<CChar>?, _ values_len: Int,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let types = bytes(types, types_len) else { return failInput("types", types_len) }
    guard let values = bytes(values, values_len) else { return failInput("values", values_len) }
    return encode(values, .standard, Output.Place(out, out_capacity, out_len)) { () throws(ContractError) in
        (try ContractTypes(text: types), nil)
    }
}

/// Encodes values without padding, lengths and offsets, as Solidity's abi.encodePacked does: what is hashed and signed.
/// Nobody can decode it, and other values may pack to the same bytes.
///
/// Solidity packs neither tuples nor arrays inside arrays; here they are what is in them, one behind the other. Inside
/// an array everything takes whole words of 32 bytes, and bytes and string are refused.
///
/// - Parameters:
///   - types: types_len bytes, as kedge_contract_encode takes them
///   - types_len: length of types
///   - values: values_len bytes, as kedge_contract_encode takes them
///   - values_len: length of values
///   - out: the encoding; does not share memory with values
///   - out_capacity: bytes that fit into out; NULL counts as 0
///   - out_len: out; length of the encoding, or with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_MALFORMED_JSON, KEDGE_CONTRACT_TYPE,
///   KEDGE_CONTRACT_VALUE, KEDGE_CONTRACT_TOO_LARGE (out and out_len untouched), KEDGE_BUFFER_TOO_SMALL (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: memory for each value of the JSON while the call runs; about 2 µs for a transfer
/// - Since: 0.1
@_cdecl("kedge_contract_encode_packed")
public func kedge_contract_encode_packed(
    _ types: UnsafePointer<CChar>?, _ types_len: Int, _ values: UnsafePointer<CChar>?, _ values_len: Int,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let types = bytes(types, types_len) else { return failInput("types", types_len) }
    guard let values = bytes(values, values_len) else { return failInput("values", values_len) }
    return encode(values, .packed, Output.Place(out, out_capacity, out_len)) { () throws(ContractError) in
        (try ContractTypes(text: types), nil)
    }
}

/// Encodes a call of a function: its selector, then the arguments.
///
/// - Parameters:
///   - signature: signature_len bytes; the name and the types, such as transfer(address,uint256), without white space
///     and names of parameters; limits as for kedge_contract_encode
///   - signature_len: length of signature
///   - values: values_len bytes; the arguments, as kedge_contract_encode takes them
///   - values_len: length of values
///   - out: the call's data; does not share memory with values
///   - out_capacity: bytes that fit into out; NULL counts as 0
///   - out_len: out; length of the data, or with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_MALFORMED_JSON, KEDGE_CONTRACT_TYPE,
///   KEDGE_CONTRACT_VALUE, KEDGE_CONTRACT_TOO_LARGE (out and out_len untouched), KEDGE_BUFFER_TOO_SMALL (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: memory for each value of the JSON while the call runs; about 2 µs for a transfer
/// - Since: 0.1
@_cdecl("kedge_contract_encode_call")
public func kedge_contract_encode_call(
    _ signature: UnsafePointer<CChar>?, _ signature_len: Int, _ values: UnsafePointer<CChar>?, _ values_len: Int,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let signature = bytes(signature, signature_len) else { return failInput("signature", signature_len) }
    guard let values = bytes(values, values_len) else { return failInput("values", values_len) }
    return encode(values, .standard, Output.Place(out, out_capacity, out_len)) { () throws(ContractError) in
        let signature = try ContractSignature(text: signature)
        return (signature.types, signature.topic)
    }
}

/// Decodes what a call returned, or the data of an event's log, into a JSON array.
///
/// Integers and fixed-point numbers become texts of decimal digits, addresses texts with their checksums, bytes texts
/// of hex behind 0x, arrays and tuples JSON arrays. Every byte around a value has to be what its type wants, and
/// strings have to be UTF-8.
///
/// - Parameters:
///   - types: types_len bytes, as kedge_contract_encode takes them
///   - types_len: length of types
///   - data: data_len bytes; at most 16,777,216
///   - data_len: length of data
///   - allow_trailing: 1 if bytes may stand behind the last that belongs to a value, 0 if not
///   - out: the JSON, and a NUL
///   - out_capacity: bytes that fit into out; NULL counts as 0
///   - out_len: out; length of the JSON without the NUL, or with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_CONTRACT_TYPE,
///   KEDGE_MALFORMED_CONTRACT_DATA, KEDGE_CONTRACT_TOO_LARGE (out and out_len untouched), KEDGE_BUFFER_TOO_SMALL (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: memory for the JSON while the call runs; bytes to which several offsets lead count each time, and come to at
///   most four times the data
/// - Since: 0.1
@_cdecl("kedge_contract_decode")
public func kedge_contract_decode(
    _ types: UnsafePointer<CChar>?, _ types_len: Int, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ allow_trailing: Int32, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let types = bytes(types, types_len) else { return failInput("types", types_len) }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    return decode(data, allow_trailing, out, out_capacity, out_len) { (data) throws(ContractError) in
        (try ContractTypes(text: types), data)
    }
}

/// Decodes the data of a call, or of an error, into a JSON array of its arguments.
///
/// - Parameters:
///   - signature: signature_len bytes, as kedge_contract_encode_call takes it
///   - signature_len: length of signature
///   - data: data_len bytes; begins with the selector; at most 16,777,216 bytes behind it
///   - data_len: length of data
///   - allow_trailing: 1 if bytes may stand behind the last that belongs to a value, 0 if not
///   - out: the JSON, as kedge_contract_decode writes it, and a NUL
///   - out_capacity: bytes that fit into out; NULL counts as 0
///   - out_len: out; length of the JSON without the NUL, or with KEDGE_BUFFER_TOO_SMALL the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_CONTRACT_TYPE, KEDGE_WRONG_SELECTOR,
///   KEDGE_MALFORMED_CONTRACT_DATA, KEDGE_CONTRACT_TOO_LARGE (out and out_len untouched), KEDGE_BUFFER_TOO_SMALL (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_contract_decode
/// - Since: 0.1
@_cdecl("kedge_contract_decode_call")
public func kedge_contract_decode_call(
    _ signature: UnsafePointer<CChar>?, _ signature_len: Int, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ allow_trailing: Int32, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let signature = bytes(signature, signature_len) else { return failInput("signature", signature_len) }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    return decode(data, allow_trailing, out, out_capacity, out_len) { (data) throws(ContractError) in
        let signature = try ContractSignature(text: signature)
        return (signature.types, try signature.arguments(of: data))
    }
}

/// Works out the four bytes that calls of a function, and the data of an error, begin with.
///
/// - Parameters:
///   - signature: signature_len bytes, as kedge_contract_encode_call takes it; uint means uint256 here too
///   - signature_len: length of signature
///   - selector4: out; 4 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_CONTRACT_TYPE, KEDGE_CONTRACT_TOO_LARGE (selector4 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 600 ns
/// - Since: 0.1
@_cdecl("kedge_contract_selector")
public func kedge_contract_selector(
    _ signature: UnsafePointer<CChar>?, _ signature_len: Int, _ selector4: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let signature = bytes(signature, signature_len) else { return failInput("signature", signature_len) }
    guard let selector4 else { return failNull("selector4") }
    return hash(
        signature, to: UnsafeMutableRawBufferPointer(start: selector4, count: ContractSignature.selectorByteCount))
}

/// Works out the hash of a signature, which is the first topic of an event's log.
///
/// - Parameters:
///   - signature: signature_len bytes, as kedge_contract_encode_call takes it, without the word indexed
///   - signature_len: length of signature
///   - hash32: out; 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_CONTRACT_TYPE, KEDGE_CONTRACT_TOO_LARGE (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 600 ns
/// - Since: 0.1
@_cdecl("kedge_contract_topic")
public func kedge_contract_topic(
    _ signature: UnsafePointer<CChar>?, _ signature_len: Int, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let signature = bytes(signature, signature_len) else { return failInput("signature", signature_len) }
    guard let hash32 else { return failNull("hash32") }
    return hash(signature, to: UnsafeMutableRawBufferPointer(start: hash32, count: 32))
}

/// Writes the beginning of the hash of a signature.
private func hash(_ signature: UnsafeRawBufferPointer, to room: UnsafeMutableRawBufferPointer) -> kedge_status {
    do throws(ContractError) {
        try ContractSignature(text: signature).topic.withUnsafeBytes { digest in
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: digest.prefix(room.count)))
        }
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

extension Output {
    /// A caller's buffer, before anybody knows how much has to fit into it.
    fileprivate struct Place {
        internal let out: UnsafeMutablePointer<UInt8>?
        internal let capacity: Int
        internal let length: UnsafeMutablePointer<Int>?

        internal init(_ out: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?) {
            (self.out, self.capacity, self.length) = (out, capacity, length)
        }

        /// Checks what can be checked before the work.
        internal var status: kedge_status { Output(out, capacity, length, needed: 0).status }
    }
}

/// Encodes values straight into a caller's buffer, behind the selector if there is a hash of a signature.
private func encode(
    _ values: UnsafeRawBufferPointer, _ encoding: ContractTypes.Encoding, _ place: Output.Place,
    _ read: () throws(ContractError) -> (ContractTypes, Hash32?)
) -> kedge_status {
    let status = place.status
    guard status == KEDGE_OK else { return status }
    do throws(ContractError) {
        let (types, hash) = try read()
        return try types.withEncoding(ofJSON: values.bytes, encoding) { (count, write) throws(ContractError) in
            let selectorByteCount = hash == nil ? 0 : ContractSignature.selectorByteCount
            switch Output(place.out, place.capacity, place.length, needed: count &+ selectorByteCount) {
            case .refused(let status): return status
            case .ready(let room, let length):
                // The JSON is read again while the encoding is written.
                if overlaps(values, room) { return failOverlap("values") }
                hash?.withUnsafeBytes { digest in
                    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: digest.prefix(selectorByteCount)))
                }
                let rest = UnsafeMutableRawBufferPointer(rebasing: room[selectorByteCount...])
                rest.initializeMemory(as: UInt8.self, repeating: 0)
                try write(rest)
                length.pointee = room.count
                return KEDGE_OK
            }
        }
    } catch {
        return fail(error)
    }
}

/// Decodes data and writes the JSON into a caller's buffer.
private func decode(
    _ data: UnsafeRawBufferPointer, _ allowTrailing: Int32, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?,
    _ read: (UnsafeRawBufferPointer) throws(ContractError) -> (ContractTypes, UnsafeRawBufferPointer)
) -> kedge_status {
    guard let allowsTrailing = Bool(flag: allowTrailing) else { return failFlag("allow_trailing", allowTrailing) }
    guard length != nil else { return failNull("out_len") }
    do throws(ContractError) {
        let (types, encoded) = try read(data)
        return try types.withJSON(of: encoded, allowsTrailing: allowsTrailing) { text in
            write(text, to: out, capacity, length)
        }
    } catch {
        return fail(error)
    }
}
