import KedgeCore

// The reader as transactions need it: with their errors, which name the field.
extension RLPReader {
    internal mutating func fieldUInt64(_ name: StaticName) throws(TransactionError) -> UInt64 {
        try checkField(name)
        do throws(RLPError) {
            return try nextUInt64()
        } catch {
            throw error.field(name, range: "at most 2^64 - 1")
        }
    }

    internal mutating func fieldUInt256(_ name: StaticName) throws(TransactionError) -> UInt256 {
        try checkField(name)
        do throws(RLPError) {
            return try nextUInt256()
        } catch {
            throw error.field(name, range: "at most 2^256 - 1")
        }
    }

    @_lifetime(copy self)
    internal mutating func fieldBytes(_ name: StaticName) throws(TransactionError) -> RawSpan {
        try checkField(name)
        do throws(RLPError) { return try nextBytes() } catch { throw error.field(name) }
    }

    @_lifetime(copy self)
    internal mutating func fieldList(_ name: StaticName) throws(TransactionError) -> RLPReader {
        try checkField(name)
        do throws(RLPError) { return try nextList() } catch { throw error.field(name, kind: "has to be a list") }
    }

    internal mutating func fieldAddress(_ name: StaticName) throws(TransactionError) -> Address {
        guard let address = Address(try fieldBytes(name)) else {
            throw .malformed(field: name, rule: "an address has 20 bytes")
        }
        return address
    }

    internal mutating func fieldRecipient() throws(TransactionError) -> Address? {
        let bytes = try fieldBytes("to")
        if bytes.byteCount == 0 { return nil }
        guard let address = Address(bytes) else { throw .malformed(field: "to", rule: "20 bytes, or none") }
        return address
    }

    internal mutating func fieldHashes(_ name: StaticName) throws(TransactionError) -> [Hash32] {
        var list = try fieldList(name)
        var hashes: [Hash32] = []
        hashes.reserveCapacity(list.remainingByteCount / Hash32.encodedByteCount)
        while !list.isAtEnd {
            guard let hash = Hash32(try list.fieldBytes(name)) else {
                throw .malformed(field: name, rule: "32 bytes each")
            }
            hashes.append(hash)
        }
        return hashes
    }

    /// Refuses fields that a list has beyond those that were read.
    internal func endFields(_ name: StaticName) throws(TransactionError) {
        guard isAtEnd else { throw .malformed(field: name, rule: "no more fields than its type has") }
    }

    private func checkField(_ name: StaticName) throws(TransactionError) {
        guard !isAtEnd else { throw .malformed(field: name, rule: "is missing") }
    }
}

extension RLPError {
    /// The same of a field: it is out of its range or of another kind, or else no RLP at all, and then the place says more.
    fileprivate func field(
        _ name: StaticName, range: StaticName = "", kind: StaticName = "has to be bytes and no list"
    ) -> TransactionError {
        switch self {
        case .numberTooLarge: .field(name, rule: range)
        case .wrongKind: .malformed(field: name, rule: kind)
        default: .rlp(self)
        }
    }
}
