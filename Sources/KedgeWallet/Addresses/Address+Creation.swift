extension Address {
    /// The address of the contract that an account's transaction, or a contract's `CREATE`, creates.
    ///
    /// - Parameters:
    ///   - creator: who creates it.
    ///   - nonce: the creator's nonce at that moment; a transaction's own.
    /// - Source: Yellow Paper, section 7
    public static func created(by creator: Address, nonce: UInt64) -> Address {
        // RLP of [creator, nonce], which has at most 1 + 21 + 9 bytes.
        withUnsafeTemporaryAllocation(byteCount: 31, alignment: 1) { room in
            let nonceByteCount = (64 &- nonce.leadingZeroBitCount &+ 7) / 8
            let hasLength = nonce == 0 || nonce >= 0x80
            let payload = 21 &+ nonceByteCount &+ (hasLength ? 1 : 0)
            room[0] = 0xC0 &+ UInt8(truncatingIfNeeded: payload)
            room[1] = 0x80 &+ 20
            creator.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: room[2..<22]).copyMemory(from: $0) }
            if hasLength { room[22] = 0x80 &+ UInt8(truncatingIfNeeded: nonceByteCount) }
            for place in 0..<nonceByteCount {
                room[payload &- place] = UInt8(truncatingIfNeeded: nonce &>> UInt64(place &* 8))
            }
            return Address(endOf: Hash32(keccak256: UnsafeRawBufferPointer(rebasing: room[...payload])))
        }
    }

    /// The address of the contract that `CREATE2` creates.
    ///
    /// - Parameters:
    ///   - creator: the contract that creates it.
    ///   - salt: what the creator tells its creations apart by.
    ///   - initCode: the code that runs to create it.
    /// - Cost: that of hashing the code.
    /// - Source: EIP-1014
    public static func created(by creator: Address, salt: Hash32, initCode: RawSpan) -> Address {
        created(by: creator, salt: salt, initCodeHash: initCode.withUnsafeBytes { Hash32(keccak256: $0) })
    }

    /// The address of the contract that `CREATE2` creates.
    ///
    /// - Parameters:
    ///   - creator: the contract that creates it.
    ///   - salt: what the creator tells its creations apart by.
    ///   - initCodeHash: the Keccak-256 digest of the code that runs to create it.
    /// - Source: EIP-1014
    public static func created(by creator: Address, salt: Hash32, initCodeHash: Hash32) -> Address {
        withUnsafeTemporaryAllocation(byteCount: 85, alignment: 1) { room in
            room[0] = 0xFF
            creator.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: room[1..<21]).copyMemory(from: $0) }
            salt.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: room[21..<53]).copyMemory(from: $0) }
            initCodeHash.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: room[53...]).copyMemory(from: $0) }
            return Address(endOf: Hash32(keccak256: UnsafeRawBufferPointer(room)))
        }
    }
}
