/// An unsigned integer of 256 bits: amounts, fees and the integers of contracts.
public struct UInt256: Hashable, Sendable, BitwiseCopyable {
    /// The 64-bit digits, least significant first.
    package var words: (UInt64, UInt64, UInt64, UInt64)

    package init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// 0.
    public static var zero: UInt256 { UInt256(0) }
    /// 2^256 - 1.
    public static var max: UInt256 { UInt256(words: (.max, .max, .max, .max)) }

    /// The same number.
    public init(_ value: UInt64) {
        words = (value, 0, 0, 0)
    }

    /// The number that `bytes` write, most significant first.
    ///
    /// - Returns: nil for more than 32 bytes.
    public init?(bigEndian bytes: RawSpan) {
        guard bytes.byteCount <= 32 else { return nil }
        if bytes.byteCount == 32 {
            self = bytes.withUnsafeBytes { UInt256(bigEndian: $0) }
            return
        }
        self.init(0)
        for index in 0..<bytes.byteCount {
            let place = bytes.byteCount &- 1 &- index
            let digit = UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)) &<< UInt64((place & 7) &* 8)
            switch place / 8 {
            case 0: words.0 |= digit
            case 1: words.1 |= digit
            case 2: words.2 |= digit
            default: words.3 |= digit
            }
        }
    }

    /// The number that 32 bytes write, most significant first.
    ///
    /// - Parameter bytes: 32 bytes, of any alignment.
    package init(bigEndian bytes: UnsafeRawBufferPointer) {
        words = (
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        )
    }

    /// The number that `bytes` write, most significant first; nil for more than 32 bytes.
    public init?(bigEndian bytes: [UInt8]) {
        self.init(bigEndian: bytes.span.bytes)
    }

    /// The 32 bytes of the number, most significant first.
    public var bigEndianBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            write(bigEndian: UnsafeMutableRawBufferPointer(room))
            count = 32
        }
    }

    /// Writes the number as 32 bytes, most significant first.
    ///
    /// - Parameter room: 32 bytes.
    package func write(bigEndian room: UnsafeMutableRawBufferPointer) {
        room.storeBytes(of: words.3.bigEndian, toByteOffset: 0, as: UInt64.self)
        room.storeBytes(of: words.2.bigEndian, toByteOffset: 8, as: UInt64.self)
        room.storeBytes(of: words.1.bigEndian, toByteOffset: 16, as: UInt64.self)
        room.storeBytes(of: words.0.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    /// How many bytes the number takes without leading zeros; 0 for 0.
    package var significantByteCount: Int {
        (256 &- leadingZeroBitCount &+ 7) / 8
    }

    /// How many bits are 0 before the first 1; 256 for 0.
    public var leadingZeroBitCount: Int {
        if words.3 != 0 { return words.3.leadingZeroBitCount }
        if words.2 != 0 { return 64 &+ words.2.leadingZeroBitCount }
        if words.1 != 0 { return 128 &+ words.1.leadingZeroBitCount }
        return 192 &+ words.0.leadingZeroBitCount
    }

    /// The number as a `UInt64`, or nil if it is too large.
    public var uint64: UInt64? {
        words.1 | words.2 | words.3 == 0 ? words.0 : nil
    }

    public static func == (first: UInt256, second: UInt256) -> Bool {
        first.words == second.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension UInt256: Comparable {
    public static func < (first: UInt256, second: UInt256) -> Bool {
        (first.words.3, first.words.2, first.words.1, first.words.0)
            < (second.words.3, second.words.2, second.words.1, second.words.0)
    }
}

extension UInt256: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt64) {
        self.init(value)
    }
}
