/// The value of `typ`.
internal enum MediaType {
    private static let prefix: StaticString = "application/"

    /// Makes letters of ASCII small, and finds where the type begins once an `application/` that may be left out is.
    ///
    /// It may be left out where no other slash follows.
    ///
    /// - Returns: How many of the last bytes are the type.
    /// - Source: RFC 7515 §4.1.9
    internal static func normalise(_ type: UnsafeMutableRawBufferPointer) -> Int {
        for offset in 0..<type.count where type[offset] &- UInt8(ascii: "A") < 26 { type[offset] |= 0x20 }
        let prefixCount = prefix.utf8CodeUnitCount
        guard type.count >= prefixCount else { return type.count }
        for offset in 0..<prefixCount where type[offset] != prefix.utf8Start[offset] { return type.count }
        for offset in prefixCount..<type.count where type[offset] == UInt8(ascii: "/") { return type.count }
        return type.count &- prefixCount
    }
}
