import KedgeCore
import KedgeCrypto

/// Messages that a person signs, marked so that no signature of one is ever a transaction's.
///
/// - Source: EIP-191
public enum Message {
    /// The hash that a wallet signs when it is given a message, as `personal_sign` does: version 0x45.
    ///
    /// - Parameter message: any bytes; text as UTF-8.
    public static func hash(_ message: RawSpan) -> Hash32 {
        // 0x19, and not 0x19 0x45: the E of the sentence is the version.
        let sentence: StaticString = "\u{19}Ethereum Signed Message:\n"
        var hash = Keccak256()
        hash.update(UnsafeRawBufferPointer(start: sentence.utf8Start, count: sentence.utf8CodeUnitCount))
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { room in
            let digitCount = DecimalText.write(UInt64(message.byteCount), to: room)
            hash.update(UnsafeRawBufferPointer(rebasing: room[..<digitCount]))
        }
        hash.update(message)
        return Hash32(hash)
    }

    /// The hash that a wallet signs when it is given a message.
    public static func hash(_ message: [UInt8]) -> Hash32 {
        hash(message.span.bytes)
    }

    /// The hash of data that a contract is to check: version 0x00.
    ///
    /// - Parameters:
    ///   - validator: the contract that the data is for.
    ///   - data: any bytes.
    public static func hash(validator: Address, data: RawSpan) -> Hash32 {
        var hash = Keccak256()
        withUnsafeTemporaryAllocation(byteCount: 2 + Address.byteCount, alignment: 1) { room in
            room[0] = 0x19
            room[1] = 0
            validator.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: room[2...]).copyMemory(from: $0)
            }
            hash.update(UnsafeRawBufferPointer(room))
        }
        hash.update(data)
        return Hash32(hash)
    }
}
