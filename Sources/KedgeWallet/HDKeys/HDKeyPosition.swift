import KedgeCrypto

/// Where a key stands in its tree.
internal struct HDKeyPosition: Hashable, Sendable, BitwiseCopyable {
    internal let depth: UInt8
    internal let childNumber: UInt32
    /// The parent's fingerprint; 0 for a master key.
    internal let parentFingerprint: UInt32

    internal static var master: HDKeyPosition { HDKeyPosition(depth: 0, childNumber: 0, parentFingerprint: 0) }

    internal var isMaster: Bool { depth == 0 }

    /// The depth that a path of so many levels leads to.
    internal func depth(below levelCount: Int) throws(HDKeyError) -> UInt8 {
        guard levelCount <= Int(UInt8.max &- depth) else { throw .tooDeep }
        return depth &+ UInt8(truncatingIfNeeded: levelCount)
    }

    /// Refuses a path that begins at the master key where this is none.
    internal func check(_ path: DerivationPath) throws(HDKeyError) {
        guard !path.isFromMaster || isMaster else { throw .notMaster }
    }
}

extension Secp256k1.Point {
    /// The first four bytes of the hash of the point, which name a key in BIP-32.
    ///
    /// - Throws: `HDKeyError.unavailable`, `.outOfMemory`.
    /// - Source: BIP-32, "Key identifiers"
    internal func fingerprint() throws(HDKeyError) -> UInt32 {
        var fingerprint: UInt32 = 0
        do throws(RIPEMD160Error) {
            try withScratchBytes(33) { memory throws(RIPEMD160Error) in
                write(
                    .compressed,
                    to: UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: 33))
                SHA256.hash(UnsafeRawBufferPointer(start: memory, count: 33), into: memory)
                try RIPEMD160.hash(UnsafeRawBufferPointer(start: memory, count: 32), into: memory)
                fingerprint = UInt32(bigEndian: memory.loadUnaligned(as: UInt32.self))
            }
        } catch {
            switch error {
            case .unavailable: throw .unavailable
            case .outOfMemory: throw .outOfMemory
            }
        }
        return fingerprint
    }
}
