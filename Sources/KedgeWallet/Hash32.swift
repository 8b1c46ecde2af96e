import KedgeCore
package import KedgeCrypto

/// 32 bytes that name something: a digest, a storage key, a versioned hash.
public struct Hash32: Hashable, Sendable, BitwiseCopyable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// 32 zeros.
    public static var zero: Hash32 { Hash32() }

    private init() {}

    /// Takes 32 bytes.
    ///
    /// - Returns: nil for any other number.
    public init?(_ bytes: RawSpan) {
        guard bytes.byteCount == 32 else { return nil }
        withBytes { room in bytes.withUnsafeBytes { room.copyMemory(from: $0) } }
    }

    /// Takes 32 bytes; nil for any other number.
    public init?(_ bytes: [UInt8]) {
        self.init(bytes.span.bytes)
    }

    /// Copies 32 bytes from memory.
    package init(_ bytes: UnsafePointer<UInt8>) {
        withBytes { $0.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: 32)) }
    }

    /// The Keccak-256 digest of `bytes`.
    package init(keccak256 bytes: UnsafeRawBufferPointer) {
        withBytes { room in
            if let start = room.baseAddress { Keccak256.hash(bytes, into: start) }
        }
    }

    /// The Keccak-256 digest of `bytes`.
    public init(keccak256 bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Hash32(keccak256: $0) }
    }

    /// What a hash in the making comes to.
    package init(_ hash: borrowing Keccak256) {
        let hash = copy hash
        withBytes { room in
            if let start = room.baseAddress { hash.digest(into: start) }
        }
    }

    /// 32 bytes of the operating system's randomness, for what is no key.
    package static func random() throws(Secp256k1Error) -> Hash32 {
        var hash = Hash32()
        do throws(RandomnessError) {
            try Swift.withUnsafeMutableBytes(of: &hash.words) { room throws(RandomnessError) in
                try SystemRandom.fill(room)
            }
        } catch {
            throw .memory(.randomness(error))
        }
        return hash
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// Lends the 32 bytes for the length of `body`.
    package func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Swift.withUnsafeBytes(of: words) { bytes throws(Failure) in try body(bytes) }
    }

    /// Lends the 32 bytes as C takes them for the length of `body`.
    package func withUnsafePointer<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafePointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Swift.withUnsafePointer(to: words) { words throws(Failure) in
            try body(UnsafeRawPointer(words).assumingMemoryBound(to: UInt8.self))
        }
    }

    private mutating func withBytes(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
        Swift.withUnsafeMutableBytes(of: &words, body)
    }

    public static func == (first: Hash32, second: Hash32) -> Bool {
        first.words == second.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension Hash32: CustomStringConvertible {
    /// `0x`, then 64 hex digits.
    public var description: String { "0x" + withUnsafeBytes { Hex.encode($0.bytes) } }
}
