import KedgeCore

extension Address {
    /// How many characters an address has as text: `0x` and 40 hex digits.
    package static var textByteCount: Int { 42 }

    /// Reads an address.
    ///
    /// Text whose letters are all of one case carries no checksum, and is taken unless one is asked for; letters of
    /// both cases have to be as the checksum wants them.
    ///
    /// - Parameters:
    ///   - text: `0x` and 40 hex digits.
    ///   - chainID: nil for the checksum of EIP-55, or the chain whose checksum it is to be (EIP-1191).
    ///   - requiresChecksum: whether letters of one case are refused too, where the checksum wants both.
    /// - Throws: `AddressError`.
    /// - Cost: about 30 ns, and one Keccak-256 where there is a checksum to compare.
    /// - Source: EIP-55, EIP-1191
    public init(_ text: String, chainID: UInt64? = nil, requiresChecksum: Bool = false) throws(AddressError) {
        try self.init(text: text.utf8Span.span.bytes, chainID: chainID, requiresChecksum: requiresChecksum)
    }

    /// Reads UTF-8 text as `init(_:chainID:requiresChecksum:)` does.
    package init(text: RawSpan, chainID: UInt64? = nil, requiresChecksum: Bool = false) throws(AddressError) {
        guard text.byteCount == Self.textByteCount else { throw .invalidText }
        self = .zero
        let isHex = withUnsafeMutableBytes { room in
            var bytes = room.mutableBytes
            return (try? Hex.decode(text, prefix: .required, into: &bytes)) == Self.byteCount
        }
        guard isHex else { throw .invalidText }
        let isRight = text.withUnsafeBytes { text in
            guard requiresChecksum || Self.hasBothCases(text.dropFirst(2)) else { return true }
            return withText(chainID: chainID) { $0.elementsEqual(text) }
        }
        guard isRight else { throw .checksum }
    }

    /// The address as text, with the checksum in the case of its letters.
    ///
    /// - Parameter chainID: nil for the checksum of EIP-55, or the chain to take into it, on the few chains that do so
    ///   (EIP-1191).
    /// - Returns: `0x` and 40 hex digits.
    /// - Cost: one Keccak-256.
    /// - Source: EIP-55, EIP-1191
    public func checksummedText(chainID: UInt64? = nil) -> String {
        String(unsafeUninitializedCapacity: Self.textByteCount) { room in
            writeText(chainID: chainID, to: UnsafeMutableRawBufferPointer(room))
            return Self.textByteCount
        }
    }

    /// Lends the 42 characters of the text for the length of `body`.
    package func withText<Value, Failure: Error>(
        chainID: UInt64? = nil, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try withUnsafeTemporaryAllocation(byteCount: Self.textByteCount, alignment: 1) {
            (room) throws(Failure) -> Value in
            writeText(chainID: chainID, to: room)
            return try body(UnsafeRawBufferPointer(room))
        }
    }

    /// Writes the text with its checksum.
    ///
    /// - Parameter room: 42 bytes.
    package func writeText(chainID: UInt64? = nil, to room: UnsafeMutableRawBufferPointer) {
        // What is hashed: the digits in lower case, behind the chain and `0x` where the chain counts.
        withUnsafeTemporaryAllocation(byteCount: 20 + Self.textByteCount, alignment: 1) { hashed in
            let start = chainID.map { DecimalText.write($0, to: hashed) } ?? 0
            let digits = UnsafeMutableRawBufferPointer(rebasing: hashed[(start &+ 2)..<(start &+ Self.textByteCount)])
            hashed[start] = UInt8(ascii: "0")
            hashed[start &+ 1] = UInt8(ascii: "x")
            withUnsafeBytes { bytes in
                var output = digits.mutableBytes
                _ = try? Hex.encode(bytes.bytes, into: &output)
            }
            let first = chainID == nil ? 2 : 0
            let checksum = Hash32(
                keccak256: UnsafeRawBufferPointer(rebasing: hashed[first..<(start &+ Self.textByteCount)]))
            room[0] = UInt8(ascii: "0")
            room[1] = UInt8(ascii: "x")
            checksum.withUnsafeBytes { checksum in
                for index in 0..<digits.count {
                    let halves = checksum[index &>> 1]
                    let isUpper = (index & 1 == 0 ? halves : halves &<< 4) & 0x80 != 0
                    let digit = digits[index]
                    // The bit 0x20 tells lower case letters from upper case ones; decimal digits keep theirs.
                    room[index &+ 2] = isUpper && digit >= UInt8(ascii: "a") ? digit & ~0x20 : digit
                }
            }
        }
    }

    private static func hasBothCases(_ digits: Slice<UnsafeRawBufferPointer>) -> Bool {
        var hasLower = false
        var hasUpper = false
        for digit in digits where digit > UInt8(ascii: "9") {
            if digit & 0x20 == 0 { hasUpper = true } else { hasLower = true }
        }
        return hasLower && hasUpper
    }
}

extension Address: CustomStringConvertible {
    /// `0x` and 40 hex digits, with the checksum of EIP-55.
    public var description: String { checksummedText() }
}
