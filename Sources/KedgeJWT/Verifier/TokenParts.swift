#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The three parts of a token, still as text.
///
/// - Source: RFC 7515 §7.1
internal struct TokenParts {
    internal let header: UnsafeRawBufferPointer
    internal let claims: UnsafeRawBufferPointer
    internal let signature: UnsafeRawBufferPointer
    /// Header, dot, claims: what the signature is of.
    internal let signed: UnsafeRawBufferPointer

    /// Finds the dots, of which there have to be two; no part may be empty.
    internal init(_ token: UnsafeRawBufferPointer) throws(JWTError) {
        guard let start = token.baseAddress,
            let first = Self.dot(start, token.count),
            let second = Self.dot(start + (first &+ 1), token.count &- first &- 1)
        else { throw .malformed(.token, .parts) }
        let signatureOffset = first &+ second &+ 2
        let signatureCount = token.count &- signatureOffset
        guard first > 0, second > 0, signatureCount > 0, Self.dot(start + signatureOffset, signatureCount) == nil else {
            throw .malformed(.token, .parts)
        }
        header = UnsafeRawBufferPointer(start: start, count: first)
        claims = UnsafeRawBufferPointer(start: start + (first &+ 1), count: second)
        signed = UnsafeRawBufferPointer(start: start, count: signatureOffset &- 1)
        signature = UnsafeRawBufferPointer(start: start + signatureOffset, count: signatureCount)
    }

    @inline(__always)
    private static func dot(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
        guard let found = memchr(start, CInt(UInt8(ascii: ".")), count) else { return nil }
        return UnsafeRawPointer(found) - start
    }
}
