import COpenSSL

/// MD5, for placements that systems deployed already use it for; it secures nothing.
///
/// - Source: RFC 1321
package enum MD5 {
    /// The digest's 16 bytes as four little-endian words, in their order.
    package static func words(_ bytes: UnsafeRawBufferPointer) -> (UInt32, UInt32, UInt32, UInt32) {
        withUnsafeTemporaryAllocation(byteCount: Int(MD5_DIGEST_LENGTH), alignment: 4) { digest in
            _ = COpenSSL.MD5(bytes.baseAddress, bytes.count, digest.baseAddress)
            func word(_ index: Int) -> UInt32 {
                digest.load(fromByteOffset: index &* 4, as: UInt32.self).littleEndian
            }
            return (word(0), word(1), word(2), word(3))
        }
    }
}
