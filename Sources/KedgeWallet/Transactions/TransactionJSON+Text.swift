import KedgeCore

extension RawSpan {
    /// The text as a number of JSON-RPC.
    internal func quantity(_ name: StaticName) throws(TransactionError) -> UInt256 {
        let digits = byteCount &- 2
        guard digits > 0, unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "0"),
            unsafeLoad(fromByteOffset: 1, as: UInt8.self) == UInt8(ascii: "x"),
            digits == 1 || unsafeLoad(fromByteOffset: 2, as: UInt8.self) != UInt8(ascii: "0")
        else { throw .malformed(field: name, rule: TransactionJSONObject.quantityRule) }
        guard digits <= 64 else { throw .field(name, rule: "has to be 0 to 2^256 - 1") }
        guard let number = UInt256(text: self) else {
            throw .malformed(field: name, rule: TransactionJSONObject.quantityRule)
        }
        return number
    }

    /// The text as an address; if its letters are of both cases, they have to be right.
    ///
    /// - Source: ERC-55
    internal func address(_ name: StaticName) throws(TransactionError) -> Address {
        do throws(AddressError) {
            return try Address(text: self)
        } catch {
            switch error {
            case .invalidText: throw .malformed(field: name, rule: "has to be an address: 0x, then 40 hex digits")
            case .checksum:
                throw .field(name, rule: "the letters are not as the checksum of the address wants them")
            }
        }
    }

    /// The text as 32 bytes.
    internal func hash(_ name: StaticName) throws(TransactionError) -> Hash32 {
        let hash = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { room -> Hash32? in
            var output = room.mutableBytes
            guard (try? Hex.decode(self, prefix: .required, into: &output)) == 32 else { return nil }
            return Hash32(output.bytes)
        }
        guard let hash else { throw .malformed(field: name, rule: TransactionJSONObject.hashRule) }
        return hash
    }
}
