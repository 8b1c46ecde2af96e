/// The address of an account: 20 bytes.
public struct Address: Hashable, Sendable, BitwiseCopyable {
    /// How many bytes an address has.
    public static var byteCount: Int { 20 }

    private var words: (UInt64, UInt64, UInt32) = (0, 0, 0)

    /// The address of 20 zeros.
    public static var zero: Address { Address() }

    private init() {}

    /// Takes 20 bytes.
    ///
    /// - Returns: nil for any other number.
    public init?(_ bytes: RawSpan) {
        guard bytes.byteCount == Self.byteCount else { return nil }
        bytes.withUnsafeBytes { copy($0) }
    }

    /// Takes 20 bytes; nil for any other number.
    public init?(_ bytes: [UInt8]) {
        self.init(bytes.span.bytes)
    }

    /// Copies 20 bytes from memory.
    package init(_ bytes: UnsafePointer<UInt8>) {
        copy(UnsafeRawBufferPointer(start: bytes, count: Self.byteCount))
    }

    /// The address of a public key: the end of the Keccak-256 digest of x and y.
    ///
    /// - Source: Yellow Paper, appendix F
    public init(of publicKey: PublicKey) {
        self = publicKey.withUncompressedBytes { bytes in
            Address(endOf: Hash32(keccak256: UnsafeRawBufferPointer(rebasing: bytes.dropFirst())))
        }
    }

    /// The last 20 bytes of a digest.
    package init(endOf digest: Hash32) {
        digest.withUnsafeBytes { copy(UnsafeRawBufferPointer(rebasing: $0.suffix(Self.byteCount))) }
    }

    /// The 20 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// Lends the 20 bytes for the length of `body`.
    package func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Swift.withUnsafeBytes(of: words) { bytes throws(Failure) in
            try body(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.byteCount)))
        }
    }

    /// Lends room for the 20 bytes for the length of `body`.
    internal mutating func withUnsafeMutableBytes<Value>(_ body: (UnsafeMutableRawBufferPointer) -> Value) -> Value {
        Swift.withUnsafeMutableBytes(of: &words) {
            body(UnsafeMutableRawBufferPointer(rebasing: $0[..<Self.byteCount]))
        }
    }

    private mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
    }

    public static func == (first: Address, second: Address) -> Bool {
        first.words == second.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
    }
}
