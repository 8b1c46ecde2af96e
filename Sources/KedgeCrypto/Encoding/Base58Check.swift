import COpenSSL
import KedgeCore

/// Base58 with a checksum, as extended keys and Bitcoin addresses are written: the payload, and then the first four bytes
/// of its double SHA-256.
///
/// The payload may be a secret key. Memory that held it in between is wiped; a `String` or array that is returned is the
/// caller's to guard.
///
/// - Source: BIP-32, "Serialization format"; Bitcoin Core, `src/base58.h`
public enum Base58Check {
    /// The longest payload, in bytes: 1,020. An extended key has 78.
    public static var maximumPayloadByteCount: Int { Base58.maximumByteCount - checksumByteCount }

    /// Writes a payload and its checksum.
    ///
    /// - Parameter payload: 0 to `maximumPayloadByteCount` bytes, the version bytes included.
    /// - Throws: `Base58CheckError.base58` with `.tooLong`.
    public static func encode(_ payload: RawSpan) throws(Base58CheckError) -> String {
        var text = ""
        try withChecksum(payload) { bytes throws(Base58Error) in text = try Base58.encode(bytes) }
        return text
    }

    /// Writes a payload and its checksum.
    ///
    /// - Parameter payload: 0 to `maximumPayloadByteCount` bytes, the version bytes included.
    /// - Throws: `Base58CheckError.base58` with `.tooLong`.
    public static func encode(_ payload: [UInt8]) throws(Base58CheckError) -> String {
        try encode(payload.span.bytes)
    }

    /// Writes a payload and its checksum to the start of `output`, one byte of ASCII a character.
    ///
    /// - Parameters:
    ///   - payload: 0 to `maximumPayloadByteCount` bytes, the version bytes included.
    ///   - output: Room for the text, which has no NUL at its end.
    /// - Returns: How many bytes were written.
    /// - Throws: `Base58CheckError.base58` with `.tooLong` or `.bufferTooSmall`, and nothing was written.
    package static func encode(
        _ payload: RawSpan, into output: inout MutableRawSpan
    ) throws(Base58CheckError) -> Int {
        var count = 0
        try withChecksum(payload) { bytes throws(Base58Error) in count = try Base58.encode(bytes, into: &output) }
        return count
    }

    /// Reads a text and checks it.
    ///
    /// - Parameter text: Without white space.
    /// - Returns: The payload, without its checksum.
    /// - Throws: `Base58CheckError`.
    public static func decode(_ text: String) throws(Base58CheckError) -> [UInt8] {
        try decode(text.utf8Span.span.bytes)
    }

    /// Reads a text and checks it.
    ///
    /// - Parameter text: The bytes of a text, without white space.
    /// - Returns: The payload, without its checksum.
    /// - Throws: `Base58CheckError`.
    public static func decode(_ text: RawSpan) throws(Base58CheckError) -> [UInt8] {
        var payload: [UInt8] = []
        try withPayload(of: text) { bytes throws(Base58CheckError) in payload = [UInt8](bytes) }
        return payload
    }

    /// Reads a text, checks it, and writes the payload to the start of `output`.
    ///
    /// - Parameters:
    ///   - text: The bytes of a text, without white space.
    ///   - output: Room for the payload alone, without its checksum.
    /// - Returns: How many bytes were written.
    /// - Throws: `Base58CheckError`, and nothing was written.
    package static func decode(
        _ text: RawSpan, into output: inout MutableRawSpan
    ) throws(Base58CheckError) -> Int {
        var count = 0
        try withPayload(of: text) { payload throws(Base58CheckError) in
            guard output.byteCount >= payload.count else {
                throw .base58(.bufferTooSmall(needed: payload.count))
            }
            output.withUnsafeMutableBytes { $0.copyMemory(from: payload) }
            count = payload.count
        }
        return count
    }

    private static var checksumByteCount: Int { 4 }

    /// Runs `body` with the payload and its checksum behind it.
    private static func withChecksum(
        _ payload: RawSpan, _ body: (RawSpan) throws(Base58Error) -> Void
    ) throws(Base58CheckError) {
        guard payload.byteCount <= maximumPayloadByteCount else { throw .base58(.tooLong) }
        let count = payload.byteCount + checksumByteCount
        try withScratchBytes(count) { memory throws(Base58CheckError) in
            let bytes = UnsafeMutableRawBufferPointer(start: memory, count: count)
            payload.withUnsafeBytes { payload in
                bytes.copyMemory(from: payload)
                withChecksum(of: payload) { checksum in
                    (memory + payload.count).copyMemory(from: checksum, byteCount: checksumByteCount)
                }
            }
            do throws(Base58Error) {
                try body(UnsafeRawBufferPointer(bytes).bytes)
            } catch {
                throw .base58(error)
            }
        }
    }

    /// Runs `body` with the payload of `text`, once its checksum is right.
    private static func withPayload(
        of text: RawSpan, _ body: (UnsafeRawBufferPointer) throws(Base58CheckError) -> Void
    ) throws(Base58CheckError) {
        try withScratchBytes(Base58.maximumByteCount) { memory throws(Base58CheckError) in
            var output = UnsafeMutableRawBufferPointer(start: memory, count: Base58.maximumByteCount).mutableBytes
            let count: Int
            do throws(Base58Error) {
                count = try Base58.decode(text, into: &output)
            } catch {
                throw .base58(error)
            }
            guard count >= checksumByteCount else { throw .tooShort(byteCount: count) }
            let payload = UnsafeRawBufferPointer(start: memory, count: count - checksumByteCount)
            var isRight = false
            withChecksum(of: payload) { checksum in
                isRight = CRYPTO_memcmp(checksum, memory + payload.count, checksumByteCount) == 0
            }
            guard isRight else { throw .wrongChecksum }
            try body(payload)
        }
    }

    /// Runs `body` with the double SHA-256 of `payload`, of which the first four bytes are the checksum.
    private static func withChecksum(of payload: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer) -> Void) {
        withScratchBytes(SHA256.digestByteCount) { digest in
            SHA256.hash(payload, into: digest)
            SHA256.hash(UnsafeRawBufferPointer(start: digest, count: SHA256.digestByteCount), into: digest)
            body(digest)
        }
    }
}
