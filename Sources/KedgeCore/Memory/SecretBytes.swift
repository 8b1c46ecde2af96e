import CSodium

/// Secret memory could not be had as asked.
public enum SecretMemoryError: Error, Equatable, Sendable {
    /// A count below zero or over `SecretBytes.maximumCount`.
    case invalidCount(Int)
    /// The system has no more memory, or no more memory maps, for it.
    case outOfMemory
    /// The memory could not be locked (an unprivileged process may usually lock 8 MiB) and the caller asked for an error
    /// in that case.
    case notLocked
    /// The operating system gave no randomness to fill it with.
    case randomness(RandomnessError)
}

/// Bytes that are kept out of swap and core dumps, lie between guard pages, and are wiped when they go.
///
/// There is one owner and no copy: hand the value on, or copy deliberately with `init(copying:)`. Many secrets share a
/// guarded region, since a region of their own would cost each of them three pages and some 30 µs.
///
/// In a child of `fork()` the bytes are there but no longer locked, since locks are not inherited. Secrets that the child
/// makes are locked anew, and so what `requireLocked` promises holds for them; the older ones stay as they are, unless one
/// of the new ones comes to lie beside them.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    // Unchecked: the pointer is this value's alone, and only a mutating method writes through it.
    private let slot: SecretAllocator.Slot

    /// The largest count: 16 MiB.
    public static let maximumCount = 1 << 24

    /// How many bytes there are.
    public let count: Int

    /// Whether the operating system is known to keep the bytes out of swap; false in a child of `fork()` for a secret that
    /// is older than the child.
    public var isLocked: Bool { slot.isLocked }

    /// Makes `count` bytes of zeros.
    ///
    /// - Parameters:
    ///   - count: 0 to `maximumCount`.
    ///   - requireLocked: whether memory that cannot be locked is an error.
    /// - Throws: `SecretMemoryError`.
    /// - Cost: about 50 ns; now and then 30 µs for a new region, and always so above 2 KiB.
    public init(count: Int, requireLocked: Bool = false) throws(SecretMemoryError) {
        guard count >= 0, count <= Self.maximumCount else { throw .invalidCount(count) }
        slot = try SecretAllocator.allocate(count, requireLocked: requireLocked)
        self.count = count
    }

    /// Copies `bytes`; the caller wipes its own copy.
    ///
    /// - Throws: `SecretMemoryError`.
    public init(copying bytes: RawSpan, requireLocked: Bool = false) throws(SecretMemoryError) {
        try self.init(count: bytes.byteCount, requireLocked: requireLocked)
        bytes.withUnsafeBytes { bytes in withUnsafeMutableBytes { $0.copyMemory(from: bytes) } }
    }

    /// Makes `count` bytes of the operating system's randomness, a new key for instance.
    ///
    /// - Throws: `SecretMemoryError`; `.randomness` if the operating system gave none.
    public static func random(
        count: Int, requireLocked: Bool = false
    ) throws(SecretMemoryError) -> SecretBytes {
        var secret = try SecretBytes(count: count, requireLocked: requireLocked)
        do throws(RandomnessError) {
            try secret.withUnsafeMutableBytes { bytes throws(RandomnessError) in try SystemRandom.read(into: bytes) }
        } catch {
            throw .randomness(error)
        }
        return secret
    }

    /// Lends the bytes for the length of `body`.
    public borrowing func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeRawBufferPointer(start: slot.address, count: count))
    }

    /// Lends the bytes for the length of `body`, which may change them.
    public mutating func withUnsafeMutableBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeMutableRawBufferPointer(start: slot.address, count: count))
    }

    /// Whether both hold the same bytes, in a time that depends on their counts alone.
    public borrowing func isEqual(to other: borrowing SecretBytes) -> Bool {
        count == other.count && sodium_memcmp(slot.address, other.slot.address, count) == 0
    }

    deinit {
        SecretAllocator.release(slot)
    }
}
