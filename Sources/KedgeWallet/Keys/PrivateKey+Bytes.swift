public import KedgeCore

extension PrivateKey {
    /// Reads a key from hex straight into memory that is locked and wiped.
    ///
    /// A `String` cannot be wiped; take `init(hex: RawSpan)` for text in memory of your own.
    ///
    /// - Parameter text: 64 hex digits, with or without `0x`.
    /// - Throws: `KeyError`.
    public init(hex text: String) throws(KeyError) {
        try self.init(hex: text.utf8Span.span.bytes)
    }

    /// Reads a key from hex straight into memory that is locked and wiped; the caller wipes the text.
    ///
    /// The time it takes does not depend on the digits.
    ///
    /// - Parameter text: 64 hex digits in ASCII, with or without `0x`.
    /// - Throws: `KeyError`.
    public init(hex text: RawSpan) throws(KeyError) {
        let prefix: Hex.Prefix
        switch text.byteCount {
        case 2 * Self.byteCount: prefix = .refused
        case 2 + 2 * Self.byteCount: prefix = .required
        default: throw .invalidHex
        }
        var secret: SecretBytes
        do throws(SecretMemoryError) {
            secret = try SecretBytes(count: Self.byteCount)
        } catch {
            throw .memory(error)
        }
        let isHex = secret.withUnsafeMutableBytes { room in
            var bytes = room.mutableBytes
            return (try? Hex.decode(text, prefix: prefix, into: &bytes)) == Self.byteCount
        }
        guard isHex else { throw .invalidHex }
        try self.init(taking: secret)
    }

    /// A copy of the key's 32 bytes, in memory that is locked and wiped as well.
    ///
    /// - Throws: `KeyError.memory`.
    public borrowing func export() throws(KeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try secret.withUnsafeBytes { bytes throws(SecretMemoryError) in
                try SecretBytes(copying: bytes.bytes)
            }
        } catch {
            throw .memory(error)
        }
    }
}
