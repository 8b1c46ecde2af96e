import CPlatform
import KedgeCore
import KedgeCrypto
import Synchronization

/// SHA-256 of a whole token.
internal struct TokenDigest: BitwiseCopyable {
    // Words and no vector: memory from malloc is not aligned for one.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    internal init(of token: UnsafeRawBufferPointer) {
        withUnsafeMutableBytes(of: &words) { bytes in
            guard let start = bytes.baseAddress else { return }
            SHA256.hash(token, into: start)
        }
    }

    /// A number below `count`, the same for the same token.
    internal func index(below count: Int) -> Int {
        Int(truncatingIfNeeded: words.0.multipliedFullWidth(by: UInt64(count)).high)
    }

    internal static func == (left: TokenDigest, right: TokenDigest) -> Bool { left.words == right.words }
}

/// The tokens whose signatures one key set was found to have made.
///
/// A token has a place among eight, and takes that of the oldest there. Each eight have a flag: whoever finds it taken does
/// without, so nobody waits, and a fork in the middle of another thread's call leaves, at worst, eight places without use
/// in the child.
internal final class VerifiedTokens: @unchecked Sendable {
    // Unchecked: what a group holds is touched only between taking and giving back its flag.

    /// The keys, kept so that no other set can take their place in memory.
    private let keys: [JWTKey]
    private let groups: UnsafeMutableRawPointer
    private let groupCount: Int

    private static var placeCount: Int { 8 }
    // The flag, then how many tokens came, then the places; whole pairs of cache lines.
    private static var countOffset: Int { 8 }
    private static var placesOffset: Int { 32 }
    private static var groupStride: Int { 384 }

    /// - Returns: nil without memory.
    internal init?(count: Int, keys: [JWTKey]) {
        groupCount = max(1, (count &+ Self.placeCount &- 1) / Self.placeCount)
        self.keys = keys
        guard let memory = cplatform_allocate(groupCount &* Self.groupStride) else { return nil }
        groups = memory
        for index in 0..<groupCount {
            flag(index).initialize(to: Atomic(false))
            taken(index).initialize(to: 0)
        }
    }

    deinit { cplatform_free_wiped(groups, groupCount &* Self.groupStride) }

    /// Whether the tokens are those of a set.
    internal func belong(to set: borrowing JWTKeySet) -> Bool {
        keys.count == set.keys.count
            && keys.withUnsafeBufferPointer { own in
                set.keys.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress }
            }
    }

    /// Whether a token is here.
    internal func contains(_ digest: TokenDigest) -> Bool {
        let group = digest.index(below: groupCount)
        guard take(group) else { return false }
        defer { giveBack(group) }
        for index in 0..<min(taken(group).pointee, Self.placeCount) where places(group)[index] == digest { return true }
        return false
    }

    /// Remembers a token.
    internal func insert(_ digest: TokenDigest) {
        let group = digest.index(below: groupCount)
        guard take(group) else { return }
        defer { giveBack(group) }
        let count = taken(group).pointee
        // From the ninth on the count goes from 8 to 15 and around: its low bits are the place of the oldest.
        (places(group) + (count & (Self.placeCount &- 1))).initialize(to: digest)
        taken(group).pointee = count &+ 1 == 2 &* Self.placeCount ? Self.placeCount : count &+ 1
    }

    private func take(_ group: Int) -> Bool { !flag(group).pointee.exchange(true, ordering: .acquiring) }

    private func giveBack(_ group: Int) { flag(group).pointee.store(false, ordering: .releasing) }

    private func flag(_ group: Int) -> UnsafeMutablePointer<Atomic<Bool>> {
        (groups + group &* Self.groupStride).assumingMemoryBound(to: Atomic<Bool>.self)
    }

    private func taken(_ group: Int) -> UnsafeMutablePointer<Int> {
        (groups + (group &* Self.groupStride &+ Self.countOffset)).assumingMemoryBound(to: Int.self)
    }

    private func places(_ group: Int) -> UnsafeMutablePointer<TokenDigest> {
        (groups + (group &* Self.groupStride &+ Self.placesOffset)).assumingMemoryBound(to: TokenDigest.self)
    }
}
