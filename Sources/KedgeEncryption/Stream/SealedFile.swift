package import KedgeCore

/// A sealed file, or another sealed stream of known length, that is read from where one likes.
///
/// Opening it proves header and last segment authentic, so its length is certain from then on. Every other segment is
/// proven when it is read; the one that was read last stays in memory, so that small reads in sequence open each
/// segment once.
///
/// One thread at a time. One that was opened from a path refuses to go on in a child of `fork()`.
///
/// - Source: docs/formats.md, "Stream and sealed file"
public struct SealedFile: ~Copyable {
    private var segments: SealedFileSegments
    private var position = 0

    /// Bytes of plaintext.
    public var byteCount: Int { segments.layout.plaintextByteCount }

    /// Opens a sealed file.
    ///
    /// - Parameter associatedData: what it was sealed with.
    /// - Throws: `EncryptionError.file`, `.tooShort`, `.tooLong`, `.malformedHeader`, `.unknownVersion`, `.unknownKey`,
    ///   `.keyDisabled`, `.keyDestroyed`, `.authenticationFailed`, `.memory`, `.outOfMemory`, `.unavailable`.
    /// - Cost: about 20 µs, and the last segment is read and opened; memory for one segment while it is open.
    public init(
        path: String, ring: borrowing Keyring, authenticating associatedData: RawSpan = RawSpan()
    ) throws(EncryptionError) {
        let path = try withFileErrors { () throws(FileError) in try FilePath(path) }
        segments = try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
            try SealedFileSegments.opened(SealedFileSource(path), ring, associatedData)
        }
    }

    /// Opens a sealed stream that the caller's own store holds.
    ///
    /// - Parameters:
    ///   - byteCount: bytes of the sealed stream.
    ///   - associatedData: what it was sealed with.
    ///   - read: gives exactly as many bytes as asked for, from an offset on, or nil.
    /// - Throws: as `init(path:ring:authenticating:)`, with `EncryptionError.sourceFailed` in place of `.file`.
    public init(
        byteCount: Int, ring: borrowing Keyring, authenticating associatedData: RawSpan = RawSpan(),
        read: @escaping (_ offset: UInt64, _ count: Int) -> [UInt8]?
    ) throws(EncryptionError) {
        let fill: SealedFileSource.Read = { offset, out in
            guard let bytes = read(offset, out.count), bytes.count == out.count else { return -1 }
            out.copyBytes(from: bytes)
            return 0
        }
        segments = try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
            try SealedFileSegments.opened(.callback(fill), sealedByteCount: byteCount, ring, associatedData)
        }
    }

    package init(
        _ path: FilePath, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) {
        segments = try SealedFileSegments.opened(SealedFileSource(path), ring, associatedData)
    }

    /// - Parameter read: fills `out` from `offset` on and returns 0, or what went wrong.
    package init(
        byteCount: Int, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer,
        read: @escaping (_ offset: UInt64, _ out: UnsafeMutableRawBufferPointer) -> Int32
    ) throws(EncryptionError) {
        // The ring is asked for the key between two calls of `read`, which is not to end it.
        segments = try ring.callsUnderWay.during { () throws(EncryptionError) in
            try SealedFileSegments.opened(.callback(read), sealedByteCount: byteCount, ring, associatedData)
        }
    }

    /// Reads on from where the last such call ended, at the beginning first.
    ///
    /// - Parameter count: the most bytes to read; fewer come only at the end.
    /// - Throws: `EncryptionError.authenticationFailed`, `.file`, `.sourceFailed`, `.forked`, `.outOfMemory`,
    ///   `.unavailable`; nothing counts as read then.
    public mutating func read(upTo count: Int) throws(EncryptionError) -> [UInt8] {
        let bytes = try read(at: position, upTo: count)
        position &+= bytes.count
        return bytes
    }

    /// Reads from `offset` on.
    ///
    /// - Parameters:
    ///   - offset: 0 or more; nothing is read at the end and behind it.
    ///   - count: the most bytes to read; fewer come only at the end.
    /// - Throws: as `read(upTo:)`.
    public mutating func read(at offset: Int, upTo count: Int) throws(EncryptionError) -> [UInt8] {
        let left = max(byteCount &- max(offset, 0), 0)
        return try .written(min(max(count, 0), left)) { out throws(EncryptionError) in
            _ = try read(at: UInt64(max(offset, 0)), into: out)
        }
    }

    /// Reads on until `out` is full or the file ends.
    ///
    /// - Returns: how many bytes were read; 0 at the end.
    package mutating func read(into out: UnsafeMutableRawBufferPointer) throws(EncryptionError) -> Int {
        let count = try read(at: UInt64(position), into: out)
        position &+= count
        return count
    }

    /// Reads from `offset` on until `out` is full or the file ends.
    ///
    /// - Parameter out: all zero if it fails.
    /// - Returns: how many bytes were read; 0 at the end and behind it.
    package mutating func read(
        at offset: UInt64, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) -> Int {
        do throws(EncryptionError) {
            try segments.check()
            guard offset < UInt64(byteCount) else { return 0 }
            let first = Int(offset)
            let count = min(out.count, byteCount &- first)
            try segments.copy(from: first, to: out.part(0, count))
            return count
        } catch {
            out.initializeMemory(as: UInt8.self, repeating: 0)
            throw error
        }
    }
}
