import CPlatform

/// Keccak-256 as Ethereum uses it: the original padding of the Keccak submission, not that of SHA3-256.
///
/// A fixed-size value of 208 bytes without references, so it can live in memory from malloc and be copied bytewise.
///
/// - Source: The Keccak reference, version 3.0, §1; Ethereum Yellow Paper, appendix A (`KEC`)
public struct Keccak256: HashFunction, BitwiseCopyable {
    /// Length of the digest: 32 bytes.
    public static var digestByteCount: Int { 32 }

    /// Bytes absorbed between two permutations: (1600 - 2 * 256) / 8.
    private static var rate: Int { 136 }

    private var lanes: Lanes
    /// Bytes of the current block already mixed into `lanes`: 0..<136.
    private var position: Int

    /// A hash of no bytes yet.
    public init() {
        lanes = Keccak256.emptyLanes
        position = 0
    }

    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length.
    public mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length; not kept.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard var source = bytes.baseAddress else { return }
        var remaining = bytes.count
        if position != 0 {
            let filling = min(remaining, Keccak256.rate &- position)
            absorb(source, count: filling)
            source += filling
            remaining &-= filling
            guard position == Keccak256.rate else { return }
            Keccak256.permute(&lanes)
            position = 0
        }
        while remaining >= Keccak256.rate {
            Keccak256.absorbBlock(source, into: &lanes)
            Keccak256.permute(&lanes)
            source += Keccak256.rate
            remaining &-= Keccak256.rate
        }
        absorb(source, count: remaining)
    }

    /// The digest of everything appended so far; further updates continue the same message.
    ///
    /// - Returns: 32 bytes.
    public func digest() -> [UInt8] {
        .filled(Keccak256.digestByteCount) { digest(into: $0) }
    }

    /// Writes the digest of everything appended so far, from a copy, which it wipes.
    ///
    /// - Parameter digest: 32 writable bytes, of any alignment.
    package func digest(into digest: UnsafeMutableRawPointer) {
        var last = lanes
        Keccak256.finish(&last, position: position, into: digest)
    }

    /// Forgets the message, for one who hashed secrets; the value is of no use afterwards but as a new hash of no bytes.
    package mutating func wipe() {
        Keccak256.wipe(&lanes)
        self = Keccak256()
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: 32 bytes.
    public static func hash(_ bytes: RawSpan) -> [UInt8] {
        .filled(digestByteCount) { digest in bytes.withUnsafeBytes { hash($0, into: digest) } }
    }

    /// Hashes one whole message into the caller's memory, without allocating, and wipes the state it used.
    ///
    /// - Parameters:
    ///   - bytes: Any length.
    ///   - digest: 32 writable bytes, of any alignment. May overlap `bytes`.
    package static func hash(_ bytes: UnsafeRawBufferPointer, into digest: UnsafeMutableRawPointer) {
        var lanes = emptyLanes
        var remaining = bytes.count
        if var source = bytes.baseAddress {
            while remaining >= rate {
                absorbBlock(source, into: &lanes)
                permute(&lanes)
                source += rate
                remaining &-= rate
            }
            absorbTail(source, count: remaining, into: &lanes)
        }
        finish(&lanes, position: remaining, into: digest)
    }

    /// Mixes `count` bytes into the current block, which they do not overfill.
    private mutating func absorb(_ source: UnsafeRawPointer, count: Int) {
        if position == 0 {
            Keccak256.absorbTail(source, count: count, into: &lanes)
        } else {
            for offset in 0..<count {
                Keccak256.absorbByte(
                    source.load(fromByteOffset: offset, as: UInt8.self), at: position &+ offset, into: &lanes)
            }
        }
        position &+= count
    }

    private static func absorbBlock(_ source: UnsafeRawPointer, into lanes: inout Lanes) {
        for index in 0..<17 {
            lanes[unchecked: index] ^= littleEndianWord(source + index &* 8)
        }
    }

    /// Mixes in the first `count` bytes of a block, fewer than 136.
    private static func absorbTail(_ source: UnsafeRawPointer, count: Int, into lanes: inout Lanes) {
        let wholeLanes = count &>> 3
        for index in 0..<wholeLanes {
            lanes[unchecked: index] ^= littleEndianWord(source + index &* 8)
        }
        for offset in (wholeLanes &* 8)..<count {
            absorbByte(source.load(fromByteOffset: offset, as: UInt8.self), at: offset, into: &lanes)
        }
    }

    @inline(__always)
    private static func absorbByte(_ byte: UInt8, at position: Int, into lanes: inout Lanes) {
        lanes[unchecked: position &>> 3] ^= UInt64(truncatingIfNeeded: byte) &<< UInt64((position & 7) &* 8)
    }

    @inline(__always)
    private static func littleEndianWord(_ source: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
    }

    /// Zeros lanes that are not read any more. Its size being constant it is a few stores, where `OPENSSL_cleanse` would be a
    /// call and a loop, and a short hash would feel it.
    @inline(__always)
    internal static func wipe(_ lanes: inout Lanes) {
        withUnsafeMutablePointer(to: &lanes) { cplatform_wipe($0, MemoryLayout<Lanes>.size) }
    }

    /// Pads a block that holds `position` bytes, permutes for the last time, writes the digest and wipes the lanes.
    private static func finish(_ lanes: inout Lanes, position: Int, into digest: UnsafeMutableRawPointer) {
        absorbByte(0x01, at: position, into: &lanes)
        absorbByte(0x80, at: rate &- 1, into: &lanes)
        permute(&lanes)
        digest.storeBytes(of: lanes[0].littleEndian, as: UInt64.self)
        digest.storeBytes(of: (~lanes[1]).littleEndian, toByteOffset: 8, as: UInt64.self)
        digest.storeBytes(of: (~lanes[2]).littleEndian, toByteOffset: 16, as: UInt64.self)
        digest.storeBytes(of: lanes[3].littleEndian, toByteOffset: 24, as: UInt64.self)
        wipe(&lanes)
    }
}
